"""How far versions are supported on which day."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.version import Version

from tests.wizard.helpers import product, proves, real_policy, rule, small_policy, status_of
from tests.wizard.test_dates import found_by_days
from wizard.dates import LastDay
from wizard.policy import Policy, Product, Release, VersionRule
from wizard.versions.life_cycle import Support

ONE = Release(version="1", released=date(2023, 6, 15))
TWO = Release(version="2", released=date(2025, 1, 31))
THREE = Release(version="3", released=date(2025, 3, 10))
FOUR = Release(version="4", released=date(2026, 9, 1))
EXTENDED = {"full": LastDay("2025-12-31"), "extended": LastDay("2027-06")}
Ends = LastDay | dict[str, LastDay] | None
THING = product(TWO, FOUR, ONE, THREE)
"""Its releases stand in no order in the policy."""


def status(version: str, day: date, of: Product = THING) -> str:
    """By the real policy's rules."""
    return status_of(real_policy(), of, version, day)


def test_the_newest_release_that_is_out_is_the_current_one_and_fully_supported() -> None:
    assert status("3", date(2026, 8, 31)) == "full"
    assert status("4", date(2026, 9, 1)) == "full"


def test_the_current_release_is_fully_supported_whatever_its_age() -> None:
    assert status("4", date(2036, 1, 1)) == "full"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 12, 31), "limited"),  # 11 months
        (date(2026, 1, 31), "limited"),  # 12 months to the day
        (date(2026, 2, 1), "not-guaranteed"),  # one day more
        (date(2026, 2, 28), "not-guaranteed"),  # 13 months
    ],
)
def test_the_previous_release_has_limited_support_for_twelve_months_from_its_own_release(
    day: date, expected: str
) -> None:
    assert status("2", day) == expected


def test_a_release_that_is_two_back_and_younger_than_twelve_months_has_limited_support() -> None:
    two_back = product(TWO, THREE, Release(version="4", released=date(2025, 6, 1)))
    assert status("2", date(2025, 7, 1), two_back) == "limited"
    assert status("2", date(2026, 2, 1), two_back) == "not-guaranteed"


def test_an_older_release_is_not_guaranteed_and_never_refused() -> None:
    assert status("1", date(2026, 9, 1)) == "not-guaranteed"


def test_a_release_of_29_february_is_supported_until_28_february() -> None:
    leap = product(
        Release(version="1", released=date(2024, 2, 29)), Release(version="2", released=date(2024, 5, 1))
    )
    assert status("1", date(2025, 2, 28), leap) == "limited"
    assert status("1", date(2025, 3, 1), leap) == "not-guaranteed"


def test_a_version_within_a_release_has_the_status_of_the_release() -> None:
    assert status("v3.7.1", date(2026, 10, 1)) == status("3", date(2026, 10, 1)) == "not-guaranteed"


def test_a_release_that_is_not_out_yet_is_newer() -> None:
    assert status("4", date(2026, 8, 31)) == "newer"
    assert status("3", date(2026, 8, 31)) == "full"


def test_a_version_above_all_releases_is_newer_and_one_below_or_unreadable_is_unknown() -> None:
    day = date(2026, 10, 1)
    assert status("5", day) == "newer"
    assert status("4.1", day) == "full"
    for typed in ("0.9", "LTS", "22H2", "", "\0", "x" * 10_000, "😀"):
        assert status(typed, day) == "unknown"


def test_what_could_be_of_two_releases_is_unknown_and_not_newer() -> None:
    day = date(2026, 10, 1)
    two = product(*(Release(version=version, released=date(2026, 3, 1)) for version in ("8", "8 LTS")))
    assert [status(version, day, two) for version in ("8.1", "8.1.9", "9")] == ["unknown", "unknown", "newer"]


def test_a_product_without_releases_has_unlisted_versions_and_no_product_has_unknown_ones() -> None:
    assert status("3", date(2026, 10, 1), product()) == "unlisted"
    assert status_of(real_policy(), None, "3", date(2026, 10, 1)) == "unknown"


def test_a_year_is_not_newer_than_versions_that_are_none() -> None:
    day = date(2026, 11, 26)
    assert [status(version, day) for version in ("1899", "2026", "2026.1", "26100")] == [
        "newer",
        *["unknown"] * 3,
    ]


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        *((typed, "2025-04") for typed in ("202504", "202511", "20250415", "2504")),
        *((typed, "11 24H2") for typed in ("24 H2", "25-H2", "25H2")),
    ],
)
def test_a_month_without_its_hyphen_and_half_a_name_are_not_newer(typed: str, listed: str) -> None:
    of = product(Release(version=listed, released=date(2025, 4, 1)))
    assert status(typed, date(2026, 11, 26), of) == "unknown"


def test_what_is_out_from_today_on_counts_when_a_version_is_called_newer() -> None:
    gap = product(
        Release(version="1", released=date(2025, 1, 1)), Release(version="3", released=date(2026, 5, 1))
    )
    assert status("2.5", date(2026, 4, 30), gap) == "newer"
    assert status("2.5", date(2026, 5, 1), gap) == "unknown"


def test_a_rule_with_a_kind_counts_only_releases_of_that_kind() -> None:
    """The newest long-term release is supported although a newer short-term one is out."""
    long, newer = replace(ONE, kind="long"), replace(TWO, kind="short")
    policy = small_policy(
        version_rules=(
            rule("full", kind="long", position="current"),
            rule("limited", kind="short"),
            rule("ended"),
        )
    )
    of = product(long, newer, replace(THREE, kind="long"))
    assert status_of(policy, of, "1", THREE.released - timedelta(days=1)) == "full"
    assert status_of(policy, of, "1", THREE.released) == "ended"
    assert status_of(policy, of, "2", THREE.released) == "limited"


def test_a_rule_for_some_products_is_none_for_others() -> None:
    policy = small_policy(version_rules=(rule("full", products=("thing",)), rule("limited")))
    assert status_of(policy, product(ONE), "1", ONE.released) == "full"
    assert status_of(policy, product(ONE, id="other"), "1", ONE.released) == "limited"


def test_a_release_that_no_rule_fits_is_unknown() -> None:
    policy = small_policy(version_rules=(rule("full", position="current"),))
    assert status_of(policy, product(ONE, TWO), "2", date(2026, 1, 1)) == "full"
    assert status_of(policy, product(ONE, TWO), "1", date(2026, 1, 1)) == "unknown"


def test_support_until_the_end_of_a_release_includes_its_last_day() -> None:
    policy = small_policy(version_rules=(rule("full", until_end=True), rule("ended")))
    ending = product(replace(ONE, ends=LastDay("2026-06-30")))
    assert status_of(policy, ending, "1", date(2026, 6, 30)) == "full"
    assert status_of(policy, ending, "1", date(2026, 7, 1)) == "ended"


def test_a_release_whose_end_is_not_named_does_not_end() -> None:
    policy = small_policy(version_rules=(rule("full", until_end=True), rule("ended")))
    assert status_of(policy, product(ONE), "1", date.max) == "full"
    assert [phase.last for phase in Support(policy, product(ONE)).phases(ONE)] == [None]


def test_a_release_can_t_end_before_it_is_out() -> None:
    with pytest.raises(ValueError, match="before it was released"):
        replace(ONE, ends=LastDay("2023-06-14"))
    with pytest.raises(ValueError, match="its full end is on 2023-05, before it was released"):
        replace(ONE, ends={"full": LastDay("2023-05")})
    assert replace(ONE, ends=LastDay("2023-06-15")).named_ends == {"": "2023-06-15"}


def test_of_several_ends_each_rule_goes_by_the_one_that_it_names() -> None:
    ends = {"full": LastDay("2024-05-31"), "maintenance": LastDay("2029-05")}
    rules = (rule("full", until="full"), rule("limited", until="maintenance"), rule("ended"))
    policy, of = small_policy(version_rules=rules), product(replace(ONE, ends=ends))
    assert [(one.status, one.first, one.until) for one in Support(policy, of).phases(of.releases[0])] == [
        ("full", ONE.released, "2024-05-31"),
        ("limited", date(2024, 6, 1), "2029-05"),
        ("ended", date(2029, 6, 1), ""),
    ]


def test_a_rule_until_an_end_is_none_for_a_release_without_that_end() -> None:
    rules = (rule("full", until="full"), rule("limited", until="extended"), rule("ended"))
    of = product(replace(ONE, ends={"full": LastDay("2024-05-31")}), replace(TWO, ends=EXTENDED))
    found = [status_of(small_policy(version_rules=rules), of, one, date(2026, 1, 1)) for one in ("1", "2")]
    assert found == ["ended", "limited"]


@pytest.mark.parametrize(
    ("more", "last"),
    [
        ({"months_after_successor": 12}, "2026-03-10"),
        ({"months_after_successor": 12, "to_month_end": True}, "2026-03-31"),
        ({"within_months": 12, "months_after_successor": 12}, "2026-01-31"),
        ({"within_months": 12, "months_after_successor": 12, "whichever": "later"}, "2026-03-10"),
        ({"within_months": 6, "days_after_successor": 90, "whichever": "later"}, "2025-07-31"),
        ({"within_months": 3, "days_after_successor": 90, "whichever": "later"}, "2025-06-08"),
        ({"newest": 3}, ""),
        ({"newest": 2}, "2026-08-31"),
    ],
)
def test_a_release_is_supported_for_as_long_as_a_rule_counts(more: dict[str, Any], last: str) -> None:
    """Of 2, which came out on 2025-01-31, and whose successor 3 on 2025-03-10."""
    policy = small_policy(version_rules=(rule("full", **more), rule("ended")))
    assert next(Support(policy, THING).phases(TWO)).until == last


def test_a_rule_for_some_releases_is_none_for_others() -> None:
    rules = (rule("limited", releases=("2",), within_months=60), rule("ended"))
    policy = small_policy(version_rules=rules)
    found = [status_of(policy, THING, version, date(2026, 8, 1)) for version in ("1", "2.3", "3")]
    assert found == ["ended", "limited", "ended"]


def test_without_a_successor_no_month_after_it_counts() -> None:
    rules = (rule("full", within_months=6, days_after_successor=90, whichever="later"), rule("ended"))
    assert [one.until for one in Support(small_policy(version_rules=rules), THING).phases(FOUR)] == [""]


MINORS = product(
    *(
        Release(version=version, released=date.fromisoformat(day))
        for version, day in {
            "16.11": "2024-04-18",
            "17.0": "2024-05-16",
            "17.1": "2024-06-20",
            "17.9": "2025-02-20",
            "17.10": "2025-03-20",
            "18.0": "2025-05-15",
            "16.11.9": "2025-06-01",
        }.items()
    )
)


@pytest.mark.parametrize(
    ("more", "version", "last"),
    [
        ({"newest": 3}, "17.0", "2025-03-19"),
        ({"newest": 1, "among": "own-series"}, "17.9.3", "2025-03-19"),
        ({"newest": 1, "among": "own-series"}, "17.10", ""),
        ({"newest": 1, "among": "series"}, "17.1", "2025-05-14"),
        ({"newest": 2, "among": "series"}, "16.11.9", "2025-05-14"),
        ({"newest": 3, "among": "series"}, "16.11", ""),
        ({"months_after_successor": 6, "among": "series"}, "17.1", "2025-11-15"),
        ({"within_months": 12, "among": "series"}, "17.10.4", "2025-05-16"),
    ],
)
def test_minor_versions_are_counted_alone_within_their_series_or_by_series(
    more: dict[str, Any], version: str, last: str
) -> None:
    support = Support(small_policy(version_rules=(rule("full", **more),)), MINORS)
    release = support.named(version)
    assert release is not None
    phases = list(support.phases(release))
    assert [one.until for one in phases] == ([last] if phases else [])


def test_the_real_policy_s_phases_say_when_each_status_ends() -> None:
    found = list(Support(real_policy(), THING).phases(TWO))
    assert [(phase.status, phase.first, phase.last) for phase in found] == [
        ("full", date(2025, 1, 31), date(2025, 3, 9)),
        ("limited", date(2025, 3, 10), date(2026, 1, 31)),
        ("not-guaranteed", date(2026, 2, 1), None),
    ]


def test_the_newest_releases_of_a_day_are_those_that_came_out_last_in_the_policy_s_order() -> None:
    support = Support(real_policy(), THING)

    def newest(day: date, most: int) -> list[Release]:
        return [release for release, first, _ in support.offered(day, most) if first is None]

    assert newest(date(2026, 9, 1), 2) == [FOUR, THREE]
    assert newest(date(2026, 8, 31), 2) == [TWO, THREE]
    assert newest(date(2026, 8, 31), 9) == [TWO, ONE, THREE]
    assert newest(date(2020, 1, 1), 9) == []


kinds = st.sampled_from(("", "long", "short"))
days = st.dates(date(2023, 1, 1), date(2026, 12, 31))


@st.composite
def products(draw: st.DrawFn) -> Product:
    """One to four releases in any order, some with an end."""
    released = draw(st.lists(days, min_size=1, max_size=4))
    return product(
        *(
            Release(
                version=f"{number // 2}.{number}",
                released=day,
                kind=draw(kinds),
                ends=draw(ends_from(day)),
            )
            for number, day in enumerate(released, 1)
        )
    )


def ends_from(day: date) -> st.SearchStrategy[Ends]:
    """No end, one, or some with names; to the day or to the month."""
    days = st.builds(lambda after: (day + timedelta(days=after)).isoformat(), st.integers(0, 900))
    last_day = st.builds(LastDay, days | st.builds(lambda text: text[:7], days))
    return st.none() | last_day | st.dictionaries(st.sampled_from(("full", "maintenance")), last_day)


rules = st.builds(
    VersionRule,
    products=st.sampled_from(((), (), ("thing",), ("other",))),
    releases=st.sampled_from(((), (), ("0.1",), ("0.1", "1.2"))),
    kind=kinds,
    within_months=st.none() | st.integers(1, 30),
    months_after_successor=st.none() | st.integers(1, 30),
    days_after_successor=st.none() | st.integers(1, 400),
    to_month_end=st.booleans(),
    among=st.sampled_from(("releases", "own-series", "series")),
    whichever=st.sampled_from(("earlier", "later")),
    then=st.sampled_from(("full", "limited", "ended")),
    cite=st.just(("why",)),
)
rules = st.builds(
    lambda rule, counted, until: replace(rule, **counted, **until),
    rules,
    st.sampled_from(({}, {"position": "current"}, {"position": "previous"}, {"newest": 2}, {"newest": 3})),
    st.sampled_from(({}, {}, {"until_end": True}, {"until": "full"}, {"until": "maintenance"})),
)
policies = st.builds(
    lambda some: small_policy(version_rules=tuple(some)), st.lists(rules, min_size=1, max_size=4)
)


@proves(max_examples=25)
@given(policy=policies | st.just(real_policy()), of=products(), data=st.data())
def test_phases_agree_with_the_status_of_every_single_day(
    policy: Policy, of: Product, data: st.DataObject
) -> None:
    release = data.draw(st.sampled_from(of.releases))
    found = list(Support(policy, of).phases(release))
    for number in range(365 * 6):
        day = release.released + timedelta(days=number)
        held = [one.status for one in found if one.first <= day and (one.last is None or day <= one.last)]
        assert held == [one for one in (status_of(policy, of, release.version, day),) if one != "unknown"], (
            day
        )


def gone_through(policy: Policy, of: Product, release: Release, day: date) -> str:
    """The status of a release that is out, found by going through all rules and all releases."""
    for one in policy.version_rules:
        if one.kind not in ("", release.kind) or (one.products and of.id not in one.products):
            continue
        if one.releases and release.version not in one.releases:
            continue
        kin = [other for other in of.releases if one.kind in ("", other.kind)]
        by_age = sorted(kin, key=lambda other: other.released, reverse=True)
        out = {series(other, one): other.released for other in by_age}
        if one.among == "own-series":
            out = {found: day for found, day in out.items() if found[0] == series(release, one)[0]}
        newer = sorted(came for found, came in out.items() if found > series(release, one))
        place = sum(came <= day for came in newer)
        positions = {"any": range(9), "current": [0], "previous": [1]}[one.position]
        if place in (range(one.newest) if one.newest else positions) and fits(one, release, out, newer, day):
            return one.then
    return "unknown"


def series(release: Release, rule: VersionRule) -> tuple[int, ...]:
    """What a rule counts a release as: its numbers, or the number of its series."""
    found = Version(release.version).release
    return found[:1] if rule.among == "series" else found


def fits(
    rule: VersionRule,
    release: Release,
    out: dict[tuple[int, ...], date],
    newer: list[date],
    day: date,
) -> bool:
    """Whether none of the ends of a rule is over, or with `later` not all of them."""
    over = []
    own = out[series(release, rule)]
    if rule.within_months:
        over.append(ended(day, found_by_days(own, rule.within_months), rule))
    if rule.months_after_successor:
        last = found_by_days(newer[0], rule.months_after_successor) if newer else day
        over.append(ended(day, last, rule))
    if rule.days_after_successor:
        last = newer[0] + timedelta(days=rule.days_after_successor) if newer else day
        over.append(ended(day, last, rule))
    for name in (rule.until,) if rule.until else ("",) if rule.until_end else ():
        ends = release.ends if isinstance(release.ends, dict) else {"": release.ends or ""}
        if name and name not in ends:
            return False
        written = ends.get(name, "")
        over.append(bool(written) and day.isoformat()[: len(written)] > written)
    return not (all(over) and over if rule.whichever == "later" else any(over))


def ended(day: date, last: date, rule: VersionRule) -> bool:
    """Whether a day is over that was counted, or the month that it is in."""
    if rule.to_month_end:
        return (day.year, day.month) > (last.year, last.month)
    return day > last


@proves(max_examples=100)
@given(policy=policies | st.just(real_policy()), of=products(), after=st.integers(0, 1500), data=st.data())
def test_a_status_is_the_one_that_going_through_all_rules_and_releases_gives(
    policy: Policy, of: Product, after: int, data: st.DataObject
) -> None:
    release = data.draw(st.sampled_from(of.releases))
    day = release.released + timedelta(days=after)
    assert status_of(policy, of, release.version, day) == gone_through(policy, of, release, day)


@proves(max_examples=100)
@given(policy=policies, of=products(), data=st.data())
def test_phases_follow_one_another_and_change_the_status_each_time(
    policy: Policy, of: Product, data: st.DataObject
) -> None:
    found = list(Support(policy, of).phases(data.draw(st.sampled_from(of.releases))))
    assert all(phase.last is None or phase.first <= phase.last for phase in found)
    for before, after in itertools.pairwise(found):
        assert before.last is not None
        assert before.last < after.first
        assert before.status != after.status or before.last + timedelta(days=1) < after.first


def test_a_maintained_release_with_a_lower_number_leaves_the_higher_one_the_current_one() -> None:
    later = product(THREE, replace(TWO, version="2.5", released=date(2025, 5, 1)))
    assert status("3.1", date(2025, 5, 1), later) == "full"
    assert status("2.5", date(2025, 5, 1), later) == "limited"


def test_releases_of_one_day_come_in_the_order_of_their_numbers() -> None:
    twins = product(replace(THREE, version="3.1"), replace(THREE, version="3.2"), replace(THREE, version="2"))
    assert [status(version, THREE.released, twins) for version in ("3.2", "3.1", "2")] == [
        "full",
        "limited",
        "limited",
    ]


def test_names_by_years_and_names_by_numbers_come_in_the_order_of_their_days() -> None:
    renamed = product(replace(TWO, version="2003"), replace(THREE, version="8"))
    assert status("8", THREE.released, renamed) == "full"
    assert status("2003", THREE.released, renamed) == "limited"
