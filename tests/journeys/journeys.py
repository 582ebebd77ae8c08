"""The journeys: what a customer answers at a moment, and what the policy then says.

The expectations are worked out by hand from the policy's text: the desk works Sunday to Thursday, 9:00 to
18:00 at UTC+06:00; version 3 is out since 2 March 2026, version 2 since 7 April 2025, version 1 since
5 February 2024.
"""

from __future__ import annotations

from dataclasses import dataclass

PHONE_OPEN = "2026-11-23T05:00:00Z"
"""Monday, 11:00 at the desk."""
THURSDAY_NIGHT = "2026-11-26T17:00:00Z"
"""Thursday, 23:00 at the desk; it opens again on Sunday."""


@dataclass(frozen=True, kw_only=True)
class Journey:
    """Answers in the order of the questions, and the expected outcome."""

    name: str
    answers: dict[str, str]
    now: str = PHONE_OPEN
    verdict: str
    severity: str | None = "standard"
    handling: str | None = "request"
    level: str | None = "standard"
    due: str | None = "2026-11-25T11:00:00Z"
    channels: tuple[str, ...] = ("portal", "email", "phone")
    cited: tuple[str, ...] = ()
    """Labels of clauses that the reasons must rest on."""
    steps: tuple[str, ...] = ()
    """Ids of the steps that come next."""

    @property
    def slug(self) -> str:
        """The name as a test's id."""
        return self.name.replace(" ", "-")


def _error(version: str, impact: str = "minor", wish: str = "help", **changed: str) -> dict[str, str]:
    """The answers of a customer with an error that nothing unusual caused."""
    usual = {"topic": "malfunction", "open-case": "no", "cause": "nothing", "version": version}
    return {**usual, "impact": impact, "wish": wish, "requirements": "met", **changed}


DUE_IN_FOUR_HOURS = "2026-11-23T09:00:00Z"
BUG_STEPS = ("bug-channels", "bug-acknowledged", "bug-fixes")

JOURNEYS = (
    Journey(
        name="production down while the phone is open",
        answers=_error("3", "down"),
        verdict="covered",
        severity="critical",
        level="critical",
        due=DUE_IN_FOUR_HOURS,
        channels=("phone", "portal", "email"),
        cited=("1.2", "6.1", "3b.1"),
    ),
    Journey(
        name="production down at 23:00 on Thursday",
        answers=_error("3", "down"),
        now=THURSDAY_NIGHT,
        verdict="covered",
        severity="critical",
        level="critical",
        due="2026-11-29T07:00:00Z",
        channels=("portal", "email", "phone"),
        cited=("1.2", "6.1", "3b.1"),
    ),
    Journey(
        name="a non-critical error on the current version",
        answers=_error("3"),
        verdict="covered",
        cited=("1.2", "6.1", "3a.1"),
    ),
    Journey(
        name="the previous major version at 11 months",
        answers=_error("2"),
        now="2026-03-07T05:00:00Z",
        verdict="limited",
        due="2026-03-10T09:00:00Z",
        cited=("1.2", "6.2"),
    ),
    Journey(
        name="the previous major version at exactly 12 months",
        answers=_error("2"),
        now="2026-04-07T05:00:00Z",
        verdict="limited",
        due="2026-04-09T11:00:00Z",
        cited=("1.2", "6.2"),
    ),
    Journey(
        name="the previous major version at 13 months",
        answers=_error("2"),
        now="2026-05-07T05:00:00Z",
        verdict="not-guaranteed",
        due="2026-05-11T11:00:00Z",
        cited=("1.2", "6.3"),
    ),
    Journey(
        name="an old version",
        answers=_error("1"),
        verdict="not-guaranteed",
        cited=("6.3",),
    ),
    Journey(
        name="an old version typed by hand",
        answers=_error("v1.7.2"),
        verdict="not-guaranteed",
        cited=("6.3",),
    ),
    Journey(
        name="a version that is not known",
        answers=_error("unknown"),
        verdict="version-open",
        cited=("6.1", "6.2", "6.3"),
    ),
    Journey(
        name="a version that is not out yet by the list",
        answers=_error("9.1"),
        verdict="version-open",
        cited=("6.1", "6.2", "6.3"),
    ),
    Journey(
        name="a how-to question",
        answers={"topic": "how-to", "open-case": "no", "cause": "nothing", "version": "3"},
        verdict="covered",
        handling="question",
        cited=("1.3", "6.1", "3a.1"),
    ),
    Journey(
        name="a subscription question",
        answers={"topic": "account", "open-case": "no"},
        verdict="covered",
        cited=("1.4", "3a.1"),
    ),
    Journey(
        name="custom development outside what was agreed",
        answers={"topic": "custom", "agreed": "no"},
        verdict="not-covered",
        severity=None,
        level=None,
        due=None,
        channels=("portal", "email"),
        cited=("1.5",),
    ),
    Journey(
        name="custom development that may be agreed",
        answers={"topic": "custom", "agreed": "unsure"},
        verdict="ask",
        channels=("portal", "email"),
        cited=("1.5",),
    ),
    Journey(
        name="a failure of the network",
        answers={"topic": "malfunction", "open-case": "no", "cause": "third-party", "certainty": "certain"},
        verdict="not-covered",
        severity=None,
        level=None,
        due=None,
        channels=("portal", "email"),
        cited=("1.6", "7.1"),
    ),
    Journey(
        name="a modified installation",
        answers={"topic": "malfunction", "open-case": "no", "cause": "modified", "certainty": "certain"},
        verdict="not-covered",
        severity=None,
        level=None,
        due=None,
        channels=("portal", "email"),
        cited=("1.7", "7.2"),
    ),
    Journey(
        name="an integration that is only suspected",
        answers=_error("3", cause="integration", certainty="suspected"),
        verdict="ask",
        cited=("1.2", "1.7"),
    ),
    Journey(
        name="not sure everywhere",
        answers=_error("unknown", "unsure", "unsure", **{"open-case": "unsure", "cause": "unsure"})
        | {"requirements": "unsure"},
        verdict="version-open",
        cited=("1.2", "6.1", "3b.1", "4.3"),
    ),
    Journey(
        name="not even sure what it is",
        answers={"topic": "other", "open-case": "unsure", "cause": "unsure", "version": "unknown"}
        | {"impact": "unsure"},
        verdict="ask",
        cited=("1.6", "3a.1"),
    ),
    Journey(
        name="a bug report",
        answers=_error("3", wish="bug"),
        verdict="covered",
        handling="bug",
        channels=("portal", "email"),
        cited=("1.2",),
        steps=BUG_STEPS,
    ),
    Journey(
        name="a critical bug while the phone is open",
        answers=_error("3", "severe", "bug"),
        verdict="covered",
        severity="critical",
        handling="bug",
        level="critical",
        due=DUE_IN_FOUR_HOURS,
        channels=("portal", "phone", "email"),
        cited=("3b.1",),
        steps=BUG_STEPS,
    ),
    Journey(
        name="a critical bug at night",
        answers=_error("3", "severe", "bug"),
        now=THURSDAY_NIGHT,
        verdict="covered",
        severity="critical",
        handling="bug",
        level="critical",
        due="2026-11-29T07:00:00Z",
        channels=("portal", "email"),
        cited=("3b.1",),
        steps=BUG_STEPS,
    ),
    Journey(
        name="an open case to escalate",
        answers={"topic": "how-to", "open-case": "unresolved", "version": "3"},
        verdict="covered",
        handling="question",
        cited=("1.3",),
        steps=("escalate-to-agent", "escalate-to-manager"),
    ),
    Journey(
        name="an open critical case to escalate",
        answers={"topic": "malfunction", "open-case": "unresolved", "version": "3", "impact": "down"},
        verdict="covered",
        severity="critical",
        level="critical",
        due=DUE_IN_FOUR_HOURS,
        channels=("phone", "portal", "email"),
        cited=("1.2", "3b.1"),
        steps=("escalate-to-agent", "escalate-to-manager", "escalate-to-leadership"),
    ),
    Journey(
        name="a date before the policy takes effect",
        answers={},
        now="2025-12-31T17:59:59Z",
        verdict="not-in-force",
        severity=None,
        handling=None,
        level=None,
        due=None,
    ),
)
