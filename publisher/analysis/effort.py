"""How much work a proof may take: counted in steps, so that every machine gives up at the same point."""

from __future__ import annotations


class TooHard(Exception):
    """What was to be proved took more steps than it may."""


class Effort:
    """Counts steps, and raises TooHard when those of one piece of work or of all together are used up."""

    def __init__(self, together: int) -> None:
        self.left = together
        self._piece = together

    def begin(self, piece: int) -> None:
        """Begin a piece of work of at most so many steps."""
        self._piece = piece

    def spend(self, steps: int) -> None:
        """Take steps off. Raises TooHard."""
        self.left -= steps
        self._piece -= steps
        if self.left < 0 or self._piece < 0:
            raise TooHard
