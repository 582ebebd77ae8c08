"""The public holidays that are proposed: rules where they are rules, else dates, and never a wrong day."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from publisher import setup
from publisher.holiday_proposal import Known, NoCountry, known_holidays, proposal
from publisher.language.calendar_words import days
from publisher.policy_file.edition_file import load_language
from wizard.calendars import Calendar
from wizard.policy import Holiday, Hours, Opening

ROOT = Path(__file__).resolve().parents[2]
OFFICE = Opening(days=("monday", "tuesday", "wednesday", "thursday", "friday"), opens="09:00", closes="17:00")


def known(country: str) -> Known:
    return known_holidays(setup.ensure_holidays(ROOT), country)[0]


def proposed(country: str, *years: int) -> list[Holiday]:
    """What is proposed, pasted and read."""
    text = proposal(known(country), years, "a test")
    (entries,) = yaml.load(text, yaml.BaseLoader).values()  # noqa: S506
    return [Holiday(**entry) for entry in entries]


@pytest.mark.parametrize("country", ["US", "GB-ENG", "DE-BY", "BD", "CA"])
def test_an_office_by_the_proposal_is_closed_on_just_the_weekdays_that_are_known(country: str) -> None:
    years = (2027, 2028)
    hours = Hours(id="office", text="?", openings=(OFFICE,), holidays=tuple(proposed(country, *years)))
    calendar = Calendar(hours, {})
    closed = {day for year in years for day in calendar.exceptions(year) if day.weekday() < 5}
    assert closed == {day for day in known(country)(years, True) if day.weekday() < 5}


def test_what_comes_by_a_rule_is_proposed_as_the_rule_and_all_else_by_its_days() -> None:
    days = {one.name: (one.day, one.substitute) for one in proposed("GB-ENG", 2027)}
    assert days["Christmas Day"] == ("12-25", "next-open-day")
    assert days["Spring Bank Holiday"] == ("last monday of may", "")
    assert days["Good Friday"] == ("good friday", "")
    assert "corpus christi" in {one.day for one in proposed("DE-BY", 2027)}


@pytest.mark.parametrize(
    ("country", "sure"), [("BD", "Victory Day"), ("SA", "National Day"), ("IN", "Diwali")]
)
def test_days_that_are_estimates_stand_apart(country: str, sure: str) -> None:
    """Also where they are listed as if they were known, and where nobody knows more than a few years."""
    text = proposal(known(country), [2027], "a test")
    before, after = text.split("estimates:")
    assert sure in before
    assert "Eid" not in before
    assert "Eid al-Fitr" in after


def test_a_country_is_known_by_its_name_too_and_with_its_regions() -> None:
    folder = setup.ensure_holidays(ROOT)
    _, source = known_holidays(folder, "United Kingdom")
    assert source.endswith(" for GB, and there are regions such as GB-ENG, GB-NIR, GB-SCT, GB-WLS")
    assert known_holidays(folder, "GB-ENG")[1].endswith(" for GB-ENG")


@pytest.mark.parametrize("country", ["XX", "DE-XX", ""])
def test_a_country_that_there_is_not_is_told_with_those_that_there_are(country: str) -> None:
    with pytest.raises(NoCountry, match=r"known here|did you mean"):
        known(country)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("easter - 2", "Good Friday"),
        ("Good  Friday to easter monday", "Good Friday – Easter Monday"),
        ("easter-1", "Saturday before Easter Sunday"),
        ("easter - 48", "48 days before Easter Sunday"),
        ("tuesday after whit monday", "Tuesday after Whit Monday"),
    ],
)
def test_what_goes_by_easter_is_told_by_its_name_or_by_how_far_it_is_from_it(text: str, said: str) -> None:
    assert days(text, load_language(ROOT / "site_src" / "words", "en").site) == said
