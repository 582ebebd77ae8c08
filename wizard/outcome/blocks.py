"""The blocks of an outcome in their order: the one description by which every reader says it.

The page, the page without script, the terminal and the ticket go through `BLOCKS`; each has one way to draw
each shape, and knows nothing of single fields. A block without anything to say is left out. The heading of a
block stands in the words files under the block's field.
"""

from __future__ import annotations

from typing import Literal

from wizard.values import value

Shape = Literal[
    "verdict",
    "name",
    "level",
    "version",
    "lead",
    "first",
    "appeal",
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
Place = Literal["chip", "head", "main", "folded", "small-print", ""]
"""Where a page puts it: `chip` and `head` are its first screen, and what is `folded` is opened one by one.
Empty: a page does not show it."""
Section = Literal["triage", "details", "promised", ""]
"""The section of the ticket that says it, if one does."""
SECTIONS: tuple[Section, ...] = ("triage", "details", "promised")
"""The sections of a ticket in their order; the words for the ticket name each."""


@value()
class Block:
    """A field of the outcome, or the answers (`asked`) or the target's `level`; how and where it is said."""

    field: str
    shape: Shape
    place: Place
    ticket: Section = ""
    unnamed: bool = False
    """Whether it has no heading of its own."""
    where: Literal["here", "elsewhere", ""] = ""
    """The outcomes in which it stands at its place: those that lead to us, to others, or all."""


BLOCKS = (
    Block("verdict", "verdict", "chip", "promised", unnamed=True),
    Block("severity", "name", "chip", "triage"),
    Block("handling", "name", "", "triage", unnamed=True),
    Block("level", "level", ""),
    Block("version", "version", "chip"),
    Block("lead", "lead", "head", unnamed=True),
    Block("instead", "texts", "head"),
    Block("reasons", "reasons", "head", where="elsewhere"),
    Block("channels", "appeal", "head", unnamed=True, where="elsewhere"),
    Block("channels", "first", "head", unnamed=True, where="here"),
    Block("channels", "channels", "main", where="here"),
    Block("details", "details", "main", "details", where="here"),
    Block("procedures", "procedures", "main"),
    Block("target", "target", "folded", "promised"),
    Block("details", "details", "folded", where="elsewhere"),
    Block("channels", "channels", "folded", where="elsewhere"),
    Block("reasons", "reasons", "folded", where="here"),
    Block("not_guaranteed", "clauses", "folded"),
    Block("prepare", "clauses", "folded"),
    Block("asked", "answers", "folded", "triage"),
    Block("why", "why", "folded"),
    Block("readings", "readings", "small-print"),
    Block("policy", "policy", "small-print", "promised", unnamed=True),
    Block("cited", "clauses", "", "promised", unnamed=True),
)


def blocks_of(elsewhere: bool) -> tuple[Block, ...]:
    """The blocks of an outcome that leads to others, or to us, in their order."""
    return tuple(block for block in BLOCKS if block.where in ("", "elsewhere" if elsewhere else "here"))


WITHOUT_SCRIPT = ("verdict", "instead", "reasons", "channels", "target")
"""The fields of the blocks that the page without script tells, in its order: the main parts. Its reasons are
those of refusals."""
