"""A site is replaced at once or not at all, whoever is killed, and whoever else builds it."""

from __future__ import annotations

import errno
import os
import random
import subprocess
import sys
import threading
import time
from argparse import Namespace
from pathlib import Path

import pytest

from publisher.commands import plainly
from publisher.hosting.builds import RECORD, files_of, of_earlier
from publisher.swap import NoPlace, replacing
from tests.publisher.killed_swaps import fill, shown
from tests.publisher.long_form import long_form

ROOT = Path(__file__).resolve().parents[2]
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="kills, and forks")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def files(site: Path) -> dict[str, bytes]:
    """The files of a site's own build."""
    names = {*files_of(site)} - of_earlier(site) - {RECORD}
    return {name: (site / name).read_bytes() for name in names}


def silent(text: str) -> None:
    pass


def replace(site: Path, build: str) -> None:
    with replacing(site, silent) as new:
        fill(new, build)


@linux_only
@pytest.mark.parametrize("way", ["in-one-step", "two-steps"])
def test_a_kill_at_any_step_leaves_the_old_site_or_the_new_one_or_the_old_one_to_be_put_back(
    tmp_path: Path, way: str
) -> None:
    command = [sys.executable, "-m", "tests.publisher.killed_swaps", str(tmp_path), way]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 20


def test_a_build_that_fails_leaves_the_old_site_and_nothing_beside_it(tmp_path: Path) -> None:
    fill(tmp_path / "site", "old")
    with pytest.raises(RuntimeError, match="a mistake"), replacing(tmp_path / "site", silent) as new:
        fill(new, "new")
        raise RuntimeError("a mistake")
    assert shown(tmp_path / "site") == {"old"}
    assert names(tmp_path) == ["site"]


def test_a_second_build_of_a_site_says_that_it_waits_and_both_end_well(tmp_path: Path) -> None:
    site, said, waiting = tmp_path / "site", list[str](), threading.Event()

    def second() -> None:
        def say(text: str) -> None:
            said.append(text)
            waiting.set()

        with replacing(site, say) as new:
            assert shown(site) == {"first"}
            fill(new, "second")

    with replacing(site, silent) as new:
        thread = threading.Thread(target=second)
        thread.start()
        assert waiting.wait(20)
        fill(new, "first")
    thread.join()
    assert said == [f"Another build is making {site}; waiting for it to end."]
    assert shown(site) == {"second"}
    assert names(tmp_path) == ["site"]


def test_many_builds_of_a_site_at_once_leave_one_whole_site(tmp_path: Path) -> None:
    fill(tmp_path / "site", "0")

    def build_often(build: str) -> None:
        for _ in range(5):
            replace(tmp_path / "site", build)

    threads = [threading.Thread(target=build_often, args=[str(at)]) for at in range(4)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        assert len(shown(tmp_path / "site") - {"nothing"}) > 0
    assert len(shown(tmp_path / "site")) == 1
    assert names(tmp_path) == ["site"]


def test_a_workshop_that_goes_as_it_is_looked_for_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, gone = os.mkdir, iter(["just now"])

    def makes(path: str, mode: int = 0o777) -> None:
        if next(gone, None):
            raise FileExistsError(errno.EEXIST, "File exists", path)
        make(path, mode)

    monkeypatch.setattr("os.mkdir", makes)
    replace(tmp_path / "site", "new")
    assert shown(tmp_path / "site") == {"new"}


def test_a_link_to_a_site_stays_and_the_site_that_it_leads_to_is_replaced(tmp_path: Path) -> None:
    fill(tmp_path / "disk/help", "old")
    (tmp_path / "site").symlink_to("disk/help")
    replace(tmp_path / "site", "new")
    assert (tmp_path / "site").readlink() == Path("disk/help")
    assert shown(tmp_path / "disk/help") == {"new"}


def test_what_others_keep_under_the_name_of_the_workshop_stays(tmp_path: Path) -> None:
    fill(tmp_path / "own/letters", "draft")
    (tmp_path / ".site.making").symlink_to("own")
    replace(tmp_path / "site", "new")
    replace(tmp_path / "site", "newer")
    assert shown(tmp_path / "site") == {"newer"}
    assert shown(tmp_path / "own/letters") == {"draft"}
    assert names(tmp_path / "own") == ["letters"]


def test_a_site_keeps_who_may_read_it(tmp_path: Path) -> None:
    fill(tmp_path / "site", "old")
    (tmp_path / "site").chmod(0o2750)
    replace(tmp_path / "site", "new")
    assert (tmp_path / "site").stat().st_mode & 0o7777 == 0o2750


def test_what_cannot_be_replaced_is_told_in_plain_words_before_anything_is_made(tmp_path: Path) -> None:
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "round").symlink_to("round")
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/draft.txt").write_text("Dear Asha", "utf-8")
    before = sorted(tmp_path.rglob("*"))
    for place, words in (
        ("dangling", "dangling is a link to nowhere, which is not there"),
        ("round", "round is a link to round, which is not there"),
        ("letters", "letters holds something that this build did not make"),
        ("/proc", "/proc is a mount point, which no build can replace"),
        ("/", "/ is a mount point"),
        ("\udcff", "is no name in UTF-8"),
    ):
        with pytest.raises(NoPlace, match=words), replacing(tmp_path / place, silent):
            pass
    assert sorted(tmp_path.rglob("*")) == before


# --- the same with whole builds, as staff run them ---


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    command = [sys.executable, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def build(*arguments: str | Path) -> subprocess.Popen[str]:
    return start(ROOT / "build.py", "build", *arguments)


def well_built(*arguments: str | Path) -> None:
    process = build(*arguments)
    said = process.communicate(timeout=300)[1]
    assert process.returncode == 0, said


def ended(process: subprocess.Popen[str]) -> str:
    """What a build said that ended with exit status 1."""
    said = process.communicate(timeout=120)[1]
    assert process.returncode == 1, said
    assert "Traceback" not in said
    return said


def test_a_name_of_300_letters_gets_a_plain_message(tmp_path: Path) -> None:
    assert "File name too long" in ended(build("--site", tmp_path / ("n" * 300)))


@linux_only
def test_a_folder_in_which_nothing_can_be_made_gets_a_plain_message() -> None:
    assert ended(build("--site", "/sys/site")).startswith("/sys/.site.making: ")


@linux_only
def test_a_disk_that_takes_no_more_gets_a_plain_message_and_leaves_the_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    fill(site, "old")
    least = "import resource, os, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (5_000_000, 5_000_000));"
    least += "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    said = ended(start("-c", least, ROOT / "build.py", "--site", site))
    assert said.splitlines()[-1].endswith("pyodide.asm.wasm: File too large")
    assert shown(site) == {"old"}
    assert names(tmp_path) == ["site"]


def test_a_full_disk_is_told_with_what_to_do(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    @plainly
    def fails(_: Namespace) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    assert fails(Namespace(command="build", root=tmp_path)) == 1
    assert capsys.readouterr().err.startswith("The disk is full, and nothing was changed. Free some space")


def test_every_command_puts_back_what_a_killed_build_left_aside(tmp_path: Path) -> None:
    fill(tmp_path / ".site.making/old", "old")
    assert plainly(lambda args: 0)(Namespace(root=tmp_path)) == 0
    assert shown(tmp_path / "site") == {"old"}
    assert names(tmp_path) == ["site"]


@pytest.mark.sweep
def test_two_builds_at_once_into_one_site_both_end_well_and_leave_a_whole_one(
    tmp_path: Path, built_site: Path
) -> None:
    both = [build("--site", tmp_path / "site") for _ in range(2)]
    said = [one.communicate(timeout=300)[1] for one in both]
    assert [one.returncode for one in both] == [0, 0], said
    assert sum("waiting for it to end" in one for one in said) == 1
    assert files(tmp_path / "site") == files(built_site)
    assert names(tmp_path) == ["site"]


@pytest.mark.sweep
@linux_only
def test_25_kills_at_random_moments_leave_a_whole_site_each_time(tmp_path: Path) -> None:
    site, policies = tmp_path / "site", [tmp_path / f"{name}.yaml" for name in ("one", "other")]
    text = long_form()
    policies[0].write_text(text, "utf-8")
    policies[1].write_text(text.replace("company: BizMic", "company: BizMac", 1), "utf-8")
    whole = []
    for policy in policies:
        began = time.monotonic()
        well_built("--policy", policy, "--site", site)
        lasted = time.monotonic() - began
        whole.append(files(site))
    random_moment = random.Random(1)
    for number in range(25):
        killed = build("--policy", policies[number % 2], "--site", site)
        time.sleep(random_moment.uniform(0, lasted))
        killed.kill()
        killed.communicate()
        assert files(site) in whole, number
    well_built("--policy", policies[0], "--site", site)
    assert files(site) == whole[0]
    assert names(tmp_path) == ["one.yaml", "other.yaml", "site"]
