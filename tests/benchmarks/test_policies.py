"""The policies that are made for measuring: they are what they are said to be, and the build takes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.policies import as_yaml, policy, with_articles, with_releases, with_versions
from publisher.analysis.acceptance import accept
from publisher.policy_file.derived import derived
from publisher.policy_file.edition_file import load_edition, load_policy
from tests.wizard.helpers import real_policy
from wizard.policy import Policy

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 1024 * 1024
"""Bytes of the largest policy that the build reads."""


@pytest.mark.parametrize(
    "make",
    [
        lambda: real_policy(),
        lambda: with_articles(real_policy(), 20),
        lambda: with_releases(real_policy(), 30),
        lambda: with_releases(with_versions(policy("by topic", 10, 60)), 30),
    ],
    ids=["real", "articles", "releases", "generated"],
)
def test_a_made_policy_is_the_same_once_written_and_read_and_may_be_published(
    tmp_path: Path, make: Callable[[], Policy]
) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text(as_yaml(make()), "utf-8")
    assert load_policy(file) == derived(make())
    assert accept(load_edition(file, ROOT / "site_src/words")).errors == ()


def test_a_policy_gets_as_many_articles_and_releases_as_were_asked_for() -> None:
    real = real_policy()
    assert len(with_articles(real, 25).sections) == len(real.sections) + 25
    releases = with_releases(real, 25).products[0].releases
    assert [release.version for release in sorted(releases, key=lambda release: release.released)] == [
        str(number) for number in range(1, 26)
    ]


def test_the_largest_policies_that_are_measured_are_not_too_large_to_be_read() -> None:
    assert len(as_yaml(with_articles(real_policy(), 1_000)).encode()) < LARGEST
    assert len(as_yaml(with_releases(real_policy(), 5_000)).encode()) < LARGEST
