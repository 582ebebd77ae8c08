"""The blocks of an outcome in their order: the one description by which every reader says it.

The page, the page without script, the terminal and the ticket go through `BLOCKS`; each has one way to draw
each shape, and knows nothing of single fields. A block without anything to say is left out. The heading of a
block stands in the words files under the block's field.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Shape = Literal[
    "verdict",
    "name",
    "level",
    "version",
    "channels",
    "target",
    "texts",
    "reasons",
    "procedures",
    "clauses",
    "details",
    "answers",
    "why",
    "readings",
    "policy",
]
"""How a block is drawn."""
Place = Literal["head", "main", "aside", "lists", "ticket", "answers", "foot", "small-print", ""]
"""Where a page puts it; blocks of one place stand together. Empty: a page does not show it."""
Section = Literal["triage", "details", "promised", ""]
"""The section of the ticket that says it, if one does."""
SECTIONS: tuple[Section, ...] = ("triage", "details", "promised")
"""The sections of a ticket in their order; the words for the ticket name each."""


@dataclass(frozen=True, slots=True)
class Block:
    """A field of the outcome, or the answers (`asked`) or the target's `level`; how and where it is said."""

    field: str
    shape: Shape
    place: Place
    ticket: Section = ""
    unnamed: bool = False
    """Whether it has no heading of its own."""


BLOCKS = (
    Block("verdict", "verdict", "head", "promised", unnamed=True),
    Block("severity", "name", "head", "triage"),
    Block("handling", "name", "head", "triage"),
    Block("level", "level", "head"),
    Block("version", "version", "head"),
    Block("channels", "channels", "main"),
    Block("target", "target", "aside", "promised"),
    Block("instead", "texts", "aside"),
    Block("reasons", "reasons", "aside"),
    Block("procedures", "procedures", "lists"),
    Block("not_guaranteed", "clauses", "lists"),
    Block("prepare", "clauses", "lists"),
    Block("details", "details", "ticket", "details"),
    Block("asked", "answers", "answers", "triage", unnamed=True),
    Block("why", "why", "foot"),
    Block("readings", "readings", "small-print"),
    Block("policy", "policy", "small-print", "promised", unnamed=True),
    Block("cited", "clauses", "", "promised", unnamed=True),
)
WITHOUT_SCRIPT = ("verdict", "instead", "target", "channels")
"""The fields of the blocks that the page without script tells, in its order: the main parts."""
