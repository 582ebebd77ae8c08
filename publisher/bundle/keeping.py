"""What takes long to make is made once and kept, under the digest of all that it was made of.

Guarantees that a file is there whole or not at all, and that of several builds that want it at the same time
one makes it while the others wait.
"""

from __future__ import annotations

import hashlib
import os
import time
from base64 import b64encode
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from threading import get_ident

from publisher.locks import try_lock

POLLING_SECONDS = 0.2


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


def made_once(path: Path, make: Callable[[], bytes]) -> Path:
    """The path of a file that is made unless it is there; what `make` raises leaves none."""
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        wanted = path.with_name(f"{path.name}.lock")
        with wanted.open("w") as lock:
            while not try_lock(lock):
                time.sleep(POLLING_SECONDS)
            if not path.is_file():
                keep(path, make())
        with suppress(OSError):  # Whoever still waits for it will find the file.
            wanted.unlink()
    return path


def keep(path: Path, content: bytes) -> None:
    """Put a file in its place in one go, so that nobody ever finds half of it."""
    part = path.with_name(f"{path.name}.{os.getpid()}.{get_ident()}.part")
    part.write_bytes(content)
    part.replace(path)
