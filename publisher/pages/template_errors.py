"""What is wrong in a template, with its place, for people who edit templates."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from jinja2 import TemplateError, TemplateSyntaxError

from publisher.mendable import Mendable

SUFFIXES = (".html", ".md")


class BadTemplate(Mendable):
    """A template can't be rendered; the message says where and why."""


@contextmanager
def told_by_place() -> Iterator[None]:
    """Turns what goes wrong in a template into BadTemplate."""
    try:
        yield
    except Exception as error:
        if told := in_a_template(error):
            raise BadTemplate(told) from error
        raise


def in_a_template(error: Exception) -> str:
    """`FILE:LINE: what is wrong`, where an error came out of a template; else an empty text."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}: {error.message}"
    frames = traceback.extract_tb(error.__traceback__)
    place = next((frame for frame in reversed(frames) if frame.filename.endswith(SUFFIXES)), None)
    if place is None:
        return str(error) if isinstance(error, TemplateError) else ""
    return f"{place.filename}:{place.lineno}: {error}"
