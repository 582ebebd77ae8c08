"""A limit on the work of a proof, counted in steps, so that every machine gives up at the same point."""

from __future__ import annotations


class TooHard(Exception):
    """A proof took more steps than it may."""


class Effort:
    """Counts steps. Raises TooHard once one piece of work, or all together, took more than they may."""

    def __init__(self, together: int) -> None:
        self.left = together
        self._piece = together

    def begin(self, piece: int) -> None:
        """Begin a piece of work that may take `piece` steps."""
        self._piece = piece

    def spend(self) -> None:
        """Count a step. Raises TooHard."""
        self.left -= 1
        self._piece -= 1
        if self.left < 0 or self._piece < 0:
            raise TooHard
