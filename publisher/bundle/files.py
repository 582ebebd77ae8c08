"""What the visitor's browser runs: the page's script, the worker, Pyodide, the engine, the edition.

The same sources give the same bytes. Every address names what stands there, by its content or its version, so
that a browser may keep it for ever; an edit of the policy gives the edition a new address, and nothing else.
"""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from publisher.bundle.keeping import digest, integrity, kept_with, made_once
from publisher.bundle.library import empty_lock, least_library
from publisher.bundle.scripts import browser_files
from publisher.progress import Steps
from wizard.codec import encode
from wizard.edition import Edition
from wizard.ticket.secrets import SECRETS

RUNTIME = {
    "wasm": ("pyodide.asm.wasm", "pyodide.asm.wasm"),
    "runtime": ("pyodide.asm.mjs", "pyodide.asm.js"),
    "whole_library": ("python_stdlib.zip", "python_stdlib.zip"),
    "whole_lock": ("pyodide-lock.json", "pyodide-lock.json"),
}
"""Pyodide's files, unchanged, each with its name in the site, by what pages call them.

Some hosts don't know the type of `.mjs`, and a browser runs no script of an unknown type.
"""
PYTHON_FILES = {"library": "library.zip", "lock": "lock.json", "engine": "engine.zip"}
"""Ours, in the same way."""
SPARE = ("engine", "whole_library", "whole_lock", "search", "code")
"""What is only fetched where the least library fails, or somebody asks for it."""
ON_REQUEST = ("search", "code", "secrets")
"""What scripts load that no page names in a tag, beside what the worker needs."""

IN_WORKER = ("worker", *RUNTIME, *PYTHON_FILES, "edition")
"""What runs in the worker, and is read there."""
HASHED = (*IN_WORKER, "secrets")
"""What is only used if it is, byte for byte, what the page was made with."""
AT_ROOT = ("offline.js", "withdrawn.js")
"""The scripts that are not the wizard's, but the whole site's."""

FIXED_DATE = (1980, 1, 1, 0, 0, 0)
SILENT = Steps()


@dataclass(frozen=True)
class Bundle:
    """The wizard's files by their paths in the site, and the paths by which pages name them."""

    files: dict[str, bytes]
    copies: dict[str, Path]
    """Pyodide's large files, where they are now."""
    paths: dict[str, str]
    at_root: dict[str, bytes]
    """The scripts of the whole site."""

    @property
    def on_request(self) -> list[str]:
        """The paths of what scripts load that no page names, but for Python."""
        return [self.paths[name] for name in ON_REQUEST]

    @cached_property
    def hashes(self) -> dict[str, str]:
        """The hashes of what is checked, by what pages call it."""
        return {
            name: _kept_hash(self.copies[path]) if path in self.copies else integrity(self.files[path])
            for name, path in self.paths.items()
            if name in HASHED
        }

    @property
    def python(self) -> dict[str, str]:
        """The paths of what is loaded to start Python, each with its hash."""
        return {self.paths[name]: self.hashes[name] for name in IN_WORKER if name not in SPARE}

    @property
    def addresses(self) -> dict[str, str]:
        """The paths as pages name them: what is checked has its hash behind `#`."""
        return {
            name: f"{path}#{self.hashes[name]}" if name in HASHED else path
            for name, path in self.paths.items()
        }

    @property
    def size(self) -> int:
        """Bytes of everything that a first visit to the wizard loads, before compression."""
        spare = {self.paths[name] for name in SPARE}
        sizes = {name: len(content) for name, content in self.files.items()}
        sizes |= {name: file.stat().st_size for name, file in self.copies.items()}
        return sum(size for name, size in sizes.items() if name not in spare)

    def of(self, edition: Edition) -> Bundle:
        """The same files with those of another edition."""
        told = _json(encode(edition))
        path = f"assets/edition-{digest([told], 10)}.json"
        files = {name: content for name, content in self.files.items() if name != self.paths.get("edition")}
        return replace(self, files=files | {path: told}, paths=self.paths | {"edition": path})


def make(edition: Edition, wizard: Path, pyodide: Path, node: Path, steps: Steps = SILENT) -> Bundle:
    """The bundle of an edition; `wizard` is the engine's folder, `pyodide` the installed npm package.

    Raises NotMade where the scripts or the engine's library can't be made.
    """
    browser = browser_files(wizard.parent / "site_src", pyodide, node)
    at_root = {name: browser.pop(name) for name in AT_ROOT}
    python = _python_files(wizard, pyodide, node, steps)
    version = json.loads((pyodide / "package.json").read_text("utf-8"))["version"]
    ours, engine, theirs = (
        f"assets/{name}"
        for name in (f"wizard-{_digest(browser)}", f"python-{_digest(python)}", f"pyodide-{version}")
    )
    paths = {name: f"{theirs}/{file}" for name, (_, file) in RUNTIME.items()}
    own = {"script": "start.js", "style": "wizard.css"}
    own |= {name: f"{name}.js" for name in ("worker", "search", "code", "now")}
    paths |= {name: f"{ours}/{file}" for name, file in own.items()}
    paths |= {name: f"{engine}/{file}" for name, file in PYTHON_FILES.items()}
    files = {f"{ours}/{name}": content for name, content in browser.items()}
    files |= {f"{engine}/{name}": content for name, content in python.items()}
    rules = _json(encode(SECRETS.rules))
    paths["secrets"] = f"assets/secrets-{digest([rules], 10)}.json"
    files[paths["secrets"]] = rules
    copies = {paths[name]: pyodide / file for name, (file, _) in RUNTIME.items()}
    return Bundle(files, copies, paths, at_root).of(edition)


def write(bundle: Bundle, site: Path) -> None:
    """Write the bundle's files into a built site."""
    for name in (*bundle.files, *bundle.copies):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
    for name, content in bundle.files.items():
        (site / name).write_bytes(content)
    for name, file in bundle.copies.items():
        shutil.copyfile(file, site / name)


def _kept_hash(file: Path) -> str:
    """The hash of one of Pyodide's files, which its pins alone change; so it is made once."""
    kept = kept_with(file.parent) / f"{file.name}.integrity"
    return made_once(kept, lambda: integrity(file.read_bytes()).encode()).read_text("utf-8")


def _python_files(wizard: Path, pyodide: Path, node: Path, steps: Steps) -> dict[str, bytes]:
    """The engine in its least library, and by itself, for use with the whole one."""
    engine = _engine(wizard)
    words = wizard.parent / "site_src" / "words"
    library = least_library(engine, pyodide, words, node, steps)
    return {"library.zip": library, "lock.json": empty_lock(pyodide), "engine.zip": engine}


def _engine(wizard: Path) -> bytes:
    """The package `wizard` as a zip whose bytes depend on the sources alone."""
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        for source in sorted(wizard.rglob("*.py")):
            name = source.relative_to(wizard.parent).as_posix()
            archive.writestr(ZipInfo(name, FIXED_DATE), source.read_bytes())
    return packed.getvalue()


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _digest(files: dict[str, bytes]) -> str:
    return digest((part for name, content in sorted(files.items()) for part in (name.encode(), content)), 10)
