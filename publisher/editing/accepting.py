"""The new results of examples, put into their policy's text."""

from __future__ import annotations

from collections.abc import Iterable

from publisher.editing.splicing import Edit, Put, Remove, edited
from publisher.policy_file.checks.examples import Failure


def accepted(text: str, failures: Iterable[Failure]) -> str:
    """The text in which examples expect what comes, as far as it can be said for them. Raises NotEdited."""
    return edited(
        text, [_edit(failure.path, failure.comes) for failure in failures if failure.comes is not None]
    )


def _edit(path: tuple[str | int, ...], comes: str) -> Edit:
    return Put(path, comes) if comes else Remove(path)
