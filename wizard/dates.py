"""Calendar months, counted as a support policy counts them, and last days that are known to the month."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

DAY = timedelta(days=1)


class LastDay(str):
    """A last day as it is written: to the day, `2026-08-12`, or to the month, `2026-08`, which it holds out.

    Raises ValueError where there is no such day or month.
    """

    __slots__ = ()
    FORM = re.compile(r"\d{4}-\d\d(-\d\d)?", re.ASCII)

    def __new__(cls, text: str) -> LastDay:
        """The text itself, once it is known to be a day or a month."""
        self = super().__new__(cls, text)
        right = "write a day as YYYY-MM-DD, or where only the month is known, YYYY-MM, such as 2026-08"
        try:
            known = cls.FORM.fullmatch(text) and self.day
        except ValueError:
            known = None
        if not known:
            raise ValueError(f"{text!r} is no day and no month; {right}")
        return self

    @property
    def by_month(self) -> bool:
        """Whether only the month is known."""
        return len(self) == len("YYYY-MM")

    @property
    def day(self) -> date:
        """The day itself, or the last one of the month."""
        return month_end(date.fromisoformat(f"{self}-01")) if self.by_month else date.fromisoformat(self)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: Callable[[Any], Any]) -> dict[str, Any]:
        reads = {"type": "no-info", "function": cls}
        return {"type": "function-after", "schema": handler(str), "function": reads}


def months_after(day: date, months: int) -> date:
    """The same day of the month, `months` later; the month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_end(day: date) -> date:
    """The last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])
