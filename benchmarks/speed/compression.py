"""Puts compressed files beside those that have none, all by the same means, so that no candidate is favoured.

What the build ships compressed stays as it is. What is compressed here is kept by its content, since the
best compression of Pyodide takes half a minute.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

SUFFIXES = {".css", ".html", ".js", ".json", ".mjs", ".py", ".svg", ".txt", ".wasm", ".xml", ".zip"}
ENCODED = (".br", ".gz")
LEAST = 512
"""Bytes below which compressing is not worth a header."""


def compress(folder: Path, kept: Path, node: Path) -> None:
    """Compress the files below `folder`; `kept` has those that were compressed before."""
    kept.mkdir(parents=True, exist_ok=True)
    wanted = {file: kept / hashlib.sha256(file.read_bytes()).hexdigest()[:24] for file in _bare(folder)}
    new = {there: file for file, there in wanted.items() if not there.with_suffix(".gz").is_file()}
    if new:
        listed = json.dumps([[str(file), str(there)] for there, file in new.items()])
        script = Path(__file__).with_name("compress.mjs")
        subprocess.run([node, script], input=listed, text=True, check=True)
    for file, there in wanted.items():
        for suffix in ENCODED:
            encoded = there.with_suffix(suffix)
            if encoded.stat().st_size < file.stat().st_size:
                shutil.copyfile(encoded, file.with_name(file.name + suffix))


def _bare(folder: Path) -> Iterator[Path]:
    """The files that gain by compression and have none beside them."""
    for file in sorted(folder.rglob("*")):
        encoded = any(file.with_name(file.name + suffix).exists() for suffix in ENCODED)
        if file.suffix in SUFFIXES and not encoded and file.is_file() and file.stat().st_size >= LEAST:
            yield file
