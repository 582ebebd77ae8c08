"""With each edition's hours stand the holidays and special days of its own time, and no others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from publisher.language.interface import Language
from publisher.pages.hours_through_time import of_its_days, to_come
from publisher.policy_file.editions import with_opening_times
from tests.wizard.helpers import edition_of, small_policy
from wizard.edition import Edition
from wizard.policy import Holiday, Season, SpecialOpening

BEGINS = date(2027, 2, 3)
VICTORY, INDEPENDENCE = (Holiday(day=day, name="") for day in ("2026-12-16", "2027-03-26"))
MOVING = Holiday(day="2027-02-03", name="Moving day")
WEEK = "From 3 February 2027: Sunday to Thursday 09:00 – 18:00"
ON_MOVING, ON_INDEPENDENCE = ". Closed on: 3 February 2027 (Moving day)", ". Closed on: 26 March 2027"


def editions_with(*desks: dict[str, Any], days: tuple[date, ...] = (BEGINS,)) -> list[Edition]:
    """An edition for each desk, the first of 2026 and the others from these days on."""
    always, desk = small_policy().hours
    effective = (date(2026, 1, 1), *days)
    return with_opening_times(
        [
            edition_of(small_policy(effective=day, hours=(always, replace(desk, **of))))
            for day, of in zip(effective, desks, strict=True)
        ]
    )


def told(edition: Edition, language: Language) -> tuple[list[str], list[str]]:
    """The special days that stand with an edition's hours, and what is told of later ones."""
    own = of_its_days(edition, "desk", language.site)
    return [*(one.day for one in own.holidays), *(one.day for one in own.special)], [
        *to_come(edition, "desk", language.site)
    ]


@pytest.mark.parametrize(
    ("was", "now", "own", "later"),
    [
        # The list alone is another one.
        ((VICTORY, INDEPENDENCE), (MOVING,), ["2026-12-16"], [WEEK + ON_MOVING]),
        ((INDEPENDENCE,), (MOVING, INDEPENDENCE), [], [f"{WEEK}{ON_MOVING}, 26 March 2027"]),
        ((INDEPENDENCE,), (), [], [f"{WEEK}. No holidays are listed"]),
        # What is over by then makes no difference: the list goes on.
        ((VICTORY, INDEPENDENCE), (INDEPENDENCE,), ["2026-12-16", "2027-03-26"], []),
        ((INDEPENDENCE,), (VICTORY, INDEPENDENCE), ["2027-03-26"], []),
        # What comes every year is of both; a day that stands in for a holiday is of its own time.
        (
            (Holiday(day="12-25"),),
            (Holiday(day="12-25"), INDEPENDENCE),
            ["12-25"],
            [f"{WEEK}. Closed on: 25 December, 26 March 2027"],
        ),
        (
            (),
            (Holiday(day="2027-01-31"), Holiday(day="2027-01-30", substitute="next-open-day")),
            [],
            [],
        ),
        (
            (),
            (Holiday(day="2027-01-29 to 2027-02-02", substitute="next-open-day"),),
            [],
            [
                f"{WEEK}. Closed on: 29 January 2027 – 2 February 2027 "
                "(or the next open day, if it is closed anyway)"
            ],
        ),
    ],
)
def test_the_days_of_each_editions_time_are_told_with_its_hours(
    language: Language,
    was: tuple[Holiday, ...],
    now: tuple[Holiday, ...],
    own: list[str],
    later: list[str],
) -> None:
    first, last = editions_with({"holidays": was}, {"holidays": now})
    assert told(first, language) == (own, later)
    # Alone it holds for ever, and so do its days.
    assert told(first.alone, language) == ([one.day for one in was], [])
    assert told(last, language)[1] == []


def test_an_edition_between_two_others_has_only_the_days_between(language: Language) -> None:
    yearly = (Holiday(day="02-21"), Holiday(day="12-25"))
    some: list[dict[str, Any]] = [
        {"holidays": (VICTORY, MOVING, *yearly)},
        {"holidays": (VICTORY, MOVING, INDEPENDENCE, *yearly)},
        {"special": (SpecialOpening(day="2027-03-26", opens="10:00", closes="12:00"),)},
    ]
    editions = editions_with(*some, days=(BEGINS, date(2027, 3, 1)))
    until = ". Closed on: 3 February 2027 (Moving day), 21 February"
    after = ". Other hours on: 26 March 2027 10:00 – 12:00"
    from_march = f"From 1 March 2027: Sunday to Thursday 09:00 – 18:00{after}. No holidays are listed"
    assert told(editions[0], language) == (["2026-12-16", "02-21", "12-25"], [WEEK + until, from_march])
    assert told(editions[1], language) == (["2027-02-03", "02-21"], [from_march])
    assert told(editions[2], language) == (["2027-03-26"], [])


def test_the_days_of_a_channel_that_goes_end_with_it_and_begin_anew_where_it_comes_back(
    language: Language,
) -> None:
    always, desk = small_policy().hours
    hours = (always, replace(desk, holidays=(VICTORY, INDEPENDENCE)))
    (all,) = small_policy().sections
    without = (replace(all, channels=all.channels[:1]),)
    days = ((date(2026, 1, 1), (all,)), (BEGINS, without), (date(2027, 3, 1), (all,)))
    policies = [small_policy(effective=day, hours=hours, sections=of) for day, of in days]
    editions = [edition_of(one) for one in policies]
    back = "From 1 March 2027: Sunday to Thursday 09:00 – 18:00. Closed on: 26 March 2027"
    for known, later in ((editions[:2], []), (editions, [back])):
        first = with_opening_times(known)[0]
        week = first.open_by["phone"]
        assert [one.day for one in of_its_days(first, week, language.site).holidays] == ["2026-12-16"]
        assert [*to_come(first, week, language.site)] == later
        # Others go on by the same hours.
        assert told(first, language) == (["2026-12-16", "2027-03-26"], [])


def test_later_hours_are_told_with_the_seasons_in_which_they_are_so(language: Language) -> None:
    summer = Season(id="summer", name="Summer", days=("06-01 to 08-31",))
    always, desk = small_policy().hours
    (usual,) = desk.openings
    openings = (replace(usual, outside="summer"), replace(usual, season="summer", closes="13:00"))
    first, _ = with_opening_times(
        [
            edition_of(
                small_policy(effective=day, hours=(always, replace(desk, openings=of)), seasons=(summer,))
            )
            for day, of in ((date(2026, 1, 1), (usual,)), (BEGINS, openings))
        ]
    )
    days = "Sunday to Thursday 09:00"
    said = f"At all other times: {days} – 18:00; Summer (1 June – 31 August): {days} – 13:00"
    assert told(first, language)[1] == [f"From 3 February 2027: {said}"]


def test_hours_by_another_clock_from_a_day_on_are_told_with_it(language: Language) -> None:
    first, _ = editions_with({}, {"zone": "+05:00"})
    assert told(first, language) == ([], [f"{WEEK}. Times by the desk's clock (UTC+05:00)"])
