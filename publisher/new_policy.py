"""A small policy to begin with, which builds as it is."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

TEMPLATE = Path(__file__).with_name("new_policy.yaml")


def new_policy(company: str, email: str, day: date) -> str:
    """The text of a policy.yaml of a company that is reached at an e-mail address, in force from a day on."""
    text = TEMPLATE.read_text("utf-8")
    for name, value in (("COMPANY", company), ("EMAIL", email)):
        # As it stands within double quotes.
        text = text.replace(name, json.dumps(value, ensure_ascii=False)[1:-1])
    return text.replace("DAY", day.isoformat())
