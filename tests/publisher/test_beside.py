"""What stands in files of its own beside a policy is read, told of and edited as if it stood in it."""

from __future__ import annotations

from pathlib import Path
from shutil import copy

import pytest

from publisher.edits import Settled, accept_examples, confirm_reading, open_policy
from publisher.named_policy import load_named
from publisher.policy_file.checks.examples import failures_of
from publisher.policy_file.edition_file import load_edition, load_policy
from publisher.policy_file.findings import Refused
from publisher.steps_between import reports_of
from tests.conftest import ROOT

WORDS = ROOT / "site_src" / "words"
FILES = ("policy.yaml", "policy.search.yaml", "policy.checks.yaml")


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    for name in FILES:
        copy(ROOT / name, tmp_path / name)
    return tmp_path / "policy.yaml"


def changed(file: Path, old: str, new: str) -> int:
    """The line at which a text in a file begins, which becomes another one."""
    text = file.read_text("utf-8")
    assert text.count(old) == 1, old
    file.write_text(text.replace(old, new), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def refused(policy: Path) -> list[str]:
    with pytest.raises(Refused) as caught:
        load_policy(policy)
    return [str(one) for one in caught.value.findings]


def test_what_is_wrong_in_each_of_the_files_is_told_together_with_its_file_and_line(policy: Path) -> None:
    search, checks = (policy.with_name(name) for name in FILES[1:])
    lines = [
        changed(checks, "- remark: never-asked", "- remakr: never-asked"),
        changed(search, "\n  jobs: [", "\n  job: [") + 1,
        changed(policy, "cite: [scope-setup]", "cite: [scope-setpu]"),
    ]
    told = refused(policy)
    for name, line in zip(reversed(FILES), lines, strict=False):
        assert any(one.startswith(f"{name}:{line}:") for one in told), (name, line, told)


def test_what_can_not_be_read_in_one_file_does_not_hide_that_in_another(policy: Path) -> None:
    policy.with_name(FILES[1]).write_text("found_by:\n\tx: [y]\n", "utf-8")
    policy.with_name(FILES[2]).write_text("", "utf-8")
    assert [one.partition(":")[0] for one in refused(policy)] == ["policy.checks.yaml", "policy.search.yaml"]


def test_a_key_stands_in_one_file_and_in_none_that_is_for_others(policy: Path) -> None:
    search = policy.with_name(FILES[1])
    policy.write_text(policy.read_text("utf-8") + "searches: {}\n", "utf-8")
    search.write_text(search.read_text("utf-8") + "\nroutes: {}\n", "utf-8")
    line = policy.read_text("utf-8").count("\n")
    twice, misplaced = refused(policy)
    assert f"'searches' stands in policy.yaml too, on line {line}. Keep one." in twice
    assert "'routes' belongs in policy.yaml. Known here: found_by, not_here, searches." in misplaced


def test_new_results_are_taken_into_the_file_in_which_the_examples_stand(policy: Path) -> None:
    checks = policy.with_name(FILES[2])
    right, own = checks.read_bytes(), policy.read_bytes()
    changed(checks, "expect: {verdict: limited,", "expect: {verdict: covered,")
    assert accept_examples(open_policy(policy, WORDS), (), every=True, say=lambda _: None) == 0
    assert (checks.read_bytes(), policy.read_bytes()) == (right, own)


def test_what_made_an_example_otherwise_is_told_by_its_line_in_the_policys_own_file(policy: Path) -> None:
    line = changed(policy, "{extent: limited}, then: limited}", "{extent: limited}, then: covered}")
    told = [failure.message for failure in failures_of(load_edition(policy, WORDS))]
    assert any(f"in line {line} of policy.yaml (" in one for one in told)


def test_a_reading_is_confirmed_in_the_policy_and_its_examples_beside_it(policy: Path) -> None:
    settled = Settled("working-days", {"openings": "Monday to Friday 9:00 to 18:00"}, accept=True, write=True)
    assert confirm_reading(open_policy(policy, WORDS), settled, input, lambda _: None) == 0
    now = load_policy(policy)
    assert "working-days" not in {one.id for one in now.unconfirmed}
    assert now.hours[1].openings[0].days[0] == "monday"
    assert "due: 2026-11-27T13:00+06:00" in policy.with_name(FILES[2]).read_text("utf-8")


def test_of_a_copy_without_the_files_beside_it_nothing_is_compared_that_stands_in_them(policy: Path) -> None:
    alone = copy(policy, policy.with_name("copy.yaml"))
    old, new = (load_named(str(one), ROOT) for one in (alone, policy))
    (report,) = reports_of(old, new, ("", ""))
    (said,) = report.about
    assert "there is no copy.search.yaml or copy.checks.yaml" in said
    assert not (report.wording or report.others)


def test_of_a_copy_without_the_folder_of_editions_only_the_edition_of_the_files_is_compared(
    policy: Path,
) -> None:
    day = "2027-03-01"
    following = policy.parent / "policies" / f"{day}.yaml"
    following.parent.mkdir()
    copy(policy, following)
    changed(following, "effective: 2026-01-01", f"effective: {day}")
    changed(following, "address: +880 1722-313635", "address: +880 1722-313636")
    elsewhere = policy.parent / "elsewhere"
    elsewhere.mkdir()
    for name in FILES:
        copy(policy.with_name(name), elsewhere / name)
    old, new = (load_named(str(one), ROOT) for one in (elsewhere / policy.name, policy))
    for both in ((old, new), (new, old)):
        (report,) = reports_of(*both, ("", ""))
        (said,) = report.about
        assert "there is no folder policies" in said and f"from {day}" in said
        assert not report.changed
