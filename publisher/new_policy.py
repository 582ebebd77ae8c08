"""A small policy to begin with, which builds as it is."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from publisher.mendable import Mendable
from wizard.media import USES

TEMPLATE = Path(__file__).with_name("new_policy.yaml")


class NotBegun(Mendable):
    """No policy can be written as it was asked for; the message says what would be right."""


def begin_policy(path: Path, company: str | None, email: str | None, day: date) -> None:
    """Write it; what is not given is asked for in the terminal. Raises NotBegun or OSError."""
    if path.exists():
        raise NotBegun(f"{path} is there already, and nothing was written. Name another file.")
    try:
        company = (company or input("The company's name: ")).strip()
        email = (email or input("The e-mail address of its support: ")).strip()
    except EOFError:
        raise NotBegun("Nobody answers; give --company NAME and --email ADDRESS.") from None
    if not company:
        raise NotBegun("A policy needs the company's name; nothing was written.")
    use = USES["email"]
    try:
        use.check(email)
    except ValueError as error:
        raise NotBegun(f"'{email}' is no e-mail address: {error}; write one such as {use.example}") from None
    path.write_text(new_policy(company, email, day), "utf-8")


def new_policy(company: str, email: str, day: date) -> str:
    """The text of a policy.yaml of a company that is reached at an e-mail address, in force from a day on."""
    text = TEMPLATE.read_text("utf-8")
    for name, value in (("COMPANY", company), ("EMAIL", email)):
        # As it stands within double quotes.
        text = text.replace(name, json.dumps(value, ensure_ascii=False)[1:-1])
    return text.replace("DAY", day.isoformat())
