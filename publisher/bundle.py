"""What the visitor's browser runs: the page's script, the worker, the engine, the edition, and Pyodide.

The same sources give the same bytes. Our own files stand in a folder named by their content, so that a
browser may keep them for ever; Pyodide's stand in one named by its version.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

from wizard.codec import encode
from wizard.edition import Edition

PYODIDE_FILES = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
)
FIXED_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Bundle:
    """The wizard's own files by name, where they go, and the paths by which pages name them."""

    folder: str
    files: dict[str, bytes]
    pyodide: Path
    paths: dict[str, str]

    @property
    def size(self) -> int:
        """Bytes of everything that a first visit to the wizard loads, before compression."""
        return sum(map(len, self.files.values())) + sum(
            (self.pyodide / name).stat().st_size for name in PYODIDE_FILES
        )


def make(edition: Edition, wizard: Path, pyodide: Path) -> Bundle:
    """The bundle of an edition; `wizard` is the engine's folder, `pyodide` the installed npm package."""
    browser = wizard / "browser"
    sources = sorted(one for one in browser.iterdir() if one.suffix in (".js", ".css"))
    files = {one.name: one.read_bytes() for one in sources}
    files["engine.zip"] = _engine(wizard)
    files["edition.json"] = json.dumps(encode(edition), ensure_ascii=False, separators=(",", ":")).encode()
    folder = f"assets/wizard-{_digest(files)}"
    version = json.loads((pyodide / "package.json").read_text("utf-8"))["version"]
    named = {"script": "wizard.js", "style": "wizard.css", "worker": "worker.js"}
    named |= {"engine": "engine.zip", "edition": "edition.json"}
    paths = {name: f"{folder}/{file}" for name, file in named.items()}
    return Bundle(folder, files, pyodide, paths | {"pyodide": f"assets/pyodide-{version}/"})


def write(bundle: Bundle, site: Path) -> None:
    """Write the bundle's files into a built site."""
    ours, theirs = site / bundle.folder, site / bundle.paths["pyodide"]
    for folder in (ours, theirs):
        folder.mkdir(parents=True)
    for name, content in bundle.files.items():
        (ours / name).write_bytes(content)
    for name in PYODIDE_FILES:
        shutil.copyfile(bundle.pyodide / name, theirs / name)


def _engine(wizard: Path) -> bytes:
    """The package `wizard` as a zip whose bytes depend on the sources alone."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for source in sorted(wizard.glob("*.py")):
            entry = zipfile.ZipInfo(f"{wizard.name}/{source.name}", FIXED_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, source.read_bytes())
    return packed.getvalue()


def _digest(files: dict[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:10]
