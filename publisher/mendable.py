"""What whoever runs a command can mend: it is told in plain words, and never as a traceback."""

from __future__ import annotations


class Mendable(Exception):
    """Something that people can mend; the message says what is wrong, and what would be right."""
