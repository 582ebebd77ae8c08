"""The new results of examples, put into their policy's text."""

from __future__ import annotations

from collections.abc import Iterable

from publisher.editing.splicing import Edit, Put, Remove, edited
from publisher.policy_file.checks.examples import Failure
from publisher.policy_file.short_forms import in_full
from publisher.policy_file.source import read_source
from wizard.policy import Policy


def accepted(text: str, failures: Iterable[Failure]) -> str:
    """The text in which examples expect what comes, as far as it can be said for them.

    Raises Refused or NotEdited.
    """
    source = in_full(read_source(text.encode(), ""), Policy)
    told = [failure for failure in failures if failure.comes is not None]
    return edited(text, [_edit(source.written(failure.path), failure.comes or "") for failure in told])


def _edit(path: tuple[str | int, ...], comes: str) -> Edit:
    return Put(path, comes) if comes else Remove(path)
