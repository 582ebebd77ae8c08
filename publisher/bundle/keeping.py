"""What takes long to make is made once and kept, under the digest of all that it was made of.

Guarantees that a file is there whole or not at all, also where two builds make it at the same time.
"""

from __future__ import annotations

import hashlib
import os
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path
from threading import get_ident


def kept_with(pyodide: Path) -> Path:
    """The folder for what is made of a Pyodide: beside it, so that it goes when its pins change."""
    return pyodide.parents[1] / "made"


def digest(parts: Iterable[bytes], length: int = 16) -> str:
    """One value for all these bytes, in their order."""
    all_parts = hashlib.sha256()
    for part in parts:
        all_parts.update(b"%d\n" % len(part))
        all_parts.update(part)
    return all_parts.hexdigest()[:length]


def integrity(content: bytes) -> str:
    """The hash of a file as in an attribute `integrity`."""
    return f"sha256-{b64encode(hashlib.sha256(content).digest()).decode()}"


def keep(path: Path, content: bytes) -> None:
    """Put a file in its place in one go, so that nobody ever finds half of it."""
    part = path.with_name(f"{path.name}.{os.getpid()}.{get_ident()}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    part.write_bytes(content)
    part.replace(path)
