"""Slips of the hand: no figure passes that the words of its own clause contradict."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from publisher.analysis.acceptance import accept
from publisher.policy_file.findings import Refused
from publisher.policy_file.source import read_source
from tests.publisher.slips import POLICIES, Slip, contradicted, loaded, slips, told


@pytest.mark.parametrize("policy", POLICIES, ids=lambda path: path.stem)
def test_no_figure_passes_that_its_clause_contradicts(policy: Path) -> None:
    source = read_source(policy.read_bytes(), policy.name)
    wrong = [one for one in slips(policy) if one.kind == "digit off" and contradicted(source, one.path)]
    assert wrong
    for slip in wrong:
        with pytest.raises(Refused):
            loaded(slip.policy, slip.text)


@pytest.mark.sweep
def test_of_a_hundred_slips_none_is_the_end_of_the_program() -> None:
    """Each is refused, remarked on, or makes a policy in which `diff` sees it."""
    every = [slip for policy in POLICIES for slip in slips(policy)]
    before = {policy: loaded(policy, policy.read_text("utf-8")) for policy in POLICIES}
    remarks = {policy: Counter(one.message for one in accept(of).remarks) for policy, of in before.items()}

    def said(slip: Slip) -> str:
        return told(slip, before[slip.policy], remarks[slip.policy])

    counts = Counter(said(slip) for slip in Random(12).sample(every, 100))
    assert counts["refused"] > counts["seen in diff"]
    assert counts["no difference"] < 5
