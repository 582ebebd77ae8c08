"""A policy with two editions, made of one of the policies in `tests/policies` and an edit of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.conftest import ROOT

EARLIER, LATER = "2026-02-01", "2027-02-01"
EDITS = {
    f"effective: {EARLIER}": f"effective: {LATER}",
    "id: standstill-europe-time, text: Answer within 2 business hours, hours: 2": (
        "id: standstill-europe-time, text: Answer within 1 business hour, hours: 1"
    ),
}
"""The later edition answers sooner."""
EARLIER_OPENING = {"Monday to Thursday 8:30": "Monday to Thursday 7:30", "opens: 08:30": "opens: 07:30"}
"""And its desk in Göttingen opens sooner."""

OTHER_IDS = {"goettingen,": "helpdesk,", "goettingen:": "helpdesk:", "service-mail": "post"}
"""And calls two of its channels by other ids."""

OTHER_CHANNELS = OTHER_IDS | {
    "name: Desk in Göttingen": "name: Help desk",
    "+4955155550120": "+4955155550199",
    "name: Service mail\n": "name: Post\n",
    "service@tannhof": "post@tannhof",
}
"""And has others in the place of two of its channels."""


def pair(folder: Path, edits: Mapping[str, str] = EDITS, name: str = "two-desks") -> Path:
    """The file of the new edition, beside which the folder of editions has the old one."""
    old = (ROOT / "tests" / "policies" / f"{name}.yaml").read_text("utf-8")
    return written(folder, old, changed(old, edits))


def changed(text: str, edits: Mapping[str, str]) -> str:
    """A text in which each of some pieces, that all stand there, is another one."""
    for was, is_now in edits.items():
        assert was in text, f"{was!r} is not there"
        text = text.replace(was, is_now)
    return text


def written(folder: Path, old: str, new: str) -> Path:
    """The two texts as a policy's file and the edition before it."""
    (folder / "policies").mkdir(parents=True)
    (folder / "policies" / f"{EARLIER}.yaml").write_text(old, "utf-8")
    (folder / "policy.yaml").write_text(new, "utf-8")
    return folder / "policy.yaml"
