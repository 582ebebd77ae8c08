"""A policy is read, checked, proved, compared and edited from text alone: no file, no process, no thread."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from publisher.analysis.difference.comparing import compare
from publisher.analysis.difference.formats import FORMATS
from publisher.analysis.difference.report import report_of
from publisher.analysis.verify import verify
from publisher.policy_file.edition_file import load_edition
from publisher.policy_file.findings import Refused
from tests.publisher.long_form import long_form

ROOT = Path(__file__).resolve().parents[2]
POLICY = long_form()
WORDS = (ROOT / "site_src" / "words" / "en.yaml").read_text("utf-8")
FAULTY = POLICY.replace("\ncompany: ", "\ncompnay: ").replace("released: 2026-03-02", "released: 2026-02-30")
FAULTY = FAULTY.replace("cite: [scope-errors]", "cite: [scope-error]", 1)
EDITED = POLICY.replace("{impact: [down, severe]}", "{impact: down}", 1)
OUTDATED = POLICY.replace("due: 2026-11-23T15:00", "due: 2026-11-23T16:00")

# Imports every module but the edge, then refuses whatever reads a file or starts something.
ALONE = """
import importlib, json, sys, threading

given = json.load(sys.stdin)
for name in given["modules"]:
    importlib.import_module(name)

from publisher.analysis.acceptance import accept
from publisher.analysis.difference.comparing import compare
from publisher.analysis.difference.formats import FORMATS
from publisher.analysis.difference.report import report_of
from publisher.analysis.verify import verify
from publisher.editing.accepting import accepted
from publisher.policy_file.checks.examples import failures_of
from publisher.policy_file.findings import Refused
from publisher.policy_file.policy_text import RawText, Texts, load_texts

REFUSED = ("open", "os.", "shutil.", "subprocess.", "socket.", "tempfile.", "glob.", "_thread.start")

def refuse(event, arguments):
    if event.startswith(REFUSED):
        raise AssertionError(f"{event} {arguments}")

def no_thread(self):
    raise AssertionError("a thread is started")

threading.Thread.start = no_thread
sys.addaudithook(refuse)

def loaded(text):
    words = {"en": RawText(given["words"].encode(), "en.yaml")}
    return load_texts(Texts(RawText(text.encode(), "policy.yaml"), words, {}))

policy, edited = loaded(given["policy"]), loaded(given["edited"])
accept(policy)
found = compare(policy.edition, edited.edition)
report = report_of(found, ("old", "new"), (policy.language, edited.language))
try:
    loaded(given["faulty"])
except Refused as refused:
    findings = [str(finding) for finding in refused.findings]
told = {
    "digest": policy.edition.digest,
    "verified": [str(one) for one in verify(policy.edition, policy.source).remarks],
    "findings": findings,
    "diff": FORMATS["text"](report, False),
    "accepted": accepted(given["outdated"], failures_of(loaded(given["outdated"]))),
}
sys.stdout.write(json.dumps(told))
"""


@pytest.fixture(scope="module")
def alone() -> dict[str, Any]:
    """What is told of the policy where no file can be read."""
    rooms = [ROOT / "publisher" / name for name in ("policy_file", "analysis", "editing")]
    files = [path for room in rooms for path in sorted(room.rglob("*.py")) if path.stem != "schema"]
    modules = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in files]
    modules.remove("publisher.policy_file.edition_file")
    given = {"modules": modules, "policy": POLICY, "words": WORDS}
    given |= {"faulty": FAULTY, "edited": EDITED, "outdated": OUTDATED}
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", ALONE],
        input=json.dumps(given),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def written(folder: Path, text: str) -> Path:
    (folder / "policy.yaml").write_text(text, "utf-8")
    return folder / "policy.yaml"


load_here = partial(load_edition, words=ROOT / "site_src" / "words")


def test_a_policy_is_read_and_proved_from_text_as_from_its_file(alone: dict[str, Any]) -> None:
    loaded = load_here(ROOT / "policy.yaml")
    assert alone["digest"] == loaded.edition.digest
    assert alone["verified"] == [str(one) for one in verify(loaded.edition, loaded.source).remarks]


def test_an_edit_is_compared_from_text_as_from_files(alone: dict[str, Any], tmp_path: Path) -> None:
    old, new = load_here(ROOT / "policy.yaml"), load_here(written(tmp_path, EDITED))
    found = compare(old.edition, new.edition)
    report = report_of(found, ("old", "new"), (old.language, new.language))
    assert report.changed
    assert alone["diff"] == FORMATS["text"](report, False)


def test_new_results_of_examples_are_written_into_a_text_alone(alone: dict[str, Any]) -> None:
    assert alone["accepted"] == POLICY != OUTDATED


def test_mistakes_are_told_from_text_as_from_a_file(alone: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        load_here(written(tmp_path, FAULTY))
    assert alone["findings"] == [str(finding) for finding in refused.value.findings]
    assert len(alone["findings"]) == 3
