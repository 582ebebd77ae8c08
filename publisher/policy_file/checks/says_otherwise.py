"""Remarks on a text that says another thing than what it stands beside, or stands for."""

from __future__ import annotations

from publisher.policy_file.findings import KeyPath
from publisher.policy_file.remarks import Remark


def stands_otherwise(path: KeyPath, stands: str, text: str, says: str = "the text says") -> Remark:
    """That what stands at a path is not what a text says of it."""
    return _remark(path, f"{stands}, but {says}: {text}; make the two agree")


def said_otherwise(path: KeyPath, said: str, but: str) -> Remark:
    """That what is said at a path is not so elsewhere."""
    return _remark(path, f"{said}, and {but}; is that meant?")


def _remark(path: KeyPath, message: str) -> Remark:
    return Remark(path, message, kind="says-otherwise")
