"""Months as texts name them: in full, or by their first three letters."""

from __future__ import annotations

from wizard.days import MONTHS

NAMED_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS)
"""A month by its name, to be looked for without regard to capitals."""


def month_of(name: str) -> int:
    """The number of a month by its name, as a match of NAMED_MONTH has it."""
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(name[:3].lower()))
