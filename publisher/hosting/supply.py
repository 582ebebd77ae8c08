"""What others made of a site: told to people with the terms, and to programs as a list by CycloneDX.

Both are made of what is installed. Nothing in them changes from build to build.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

HEAD = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1}
NOTICE, LIST = "licences.txt", "sbom.cdx.json"
BUILD_TOOLS = frozenset({"esbuild"})
"""npm packages of which nothing gets into the site."""
PYTHON_TERMS = (
    "Copyright (c) 2001 Python Software Foundation; All Rights Reserved. It is in Pyodide; of its standard "
    "library the site also has what the wizard uses, compiled. The terms: https://docs.python.org/3/license.html"
)
SOURCE = "Its source, unchanged, is at"


@dataclass(frozen=True)
class Component:
    """Something of others' in the site."""

    name: str
    version: str
    licence: str
    """By SPDX."""
    package: str
    """Its package URL without the version."""
    terms: str


def write_supply(site: Path, pyodide: Path) -> None:
    """Write the notice and the list into a built site; `pyodide` is the installed npm package."""
    found = sorted(_components(pyodide), key=lambda one: one.name)
    (site / NOTICE).write_text("\n\n".join(map(_told, found)) + "\n", "utf-8")
    listed = {**HEAD, "components": list(map(_listed, found))}
    (site / LIST).write_text(json.dumps(listed, indent=1) + "\n", "utf-8")


def _components(pyodide: Path) -> Iterator[Component]:
    manifest = json.loads((Path(__file__).parents[2] / "site_src/script/package.json").read_text("utf-8"))
    for name in manifest["dependencies"].keys() - BUILD_TOOLS:
        yield _from_npm(pyodide.parent / name)
    info = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))["info"]
    yield Component("CPython", info["python"], "PSF-2.0", "pkg:generic/cpython", PYTHON_TERMS)
    theme = distribution("mkdocs-material")
    # By their names, as a look through all that is installed would take long: the theme has 14,000 icons.
    icons = Path(str(theme.locate_file("material/templates/.icons/material/LICENSE")))
    terms = f"{icons.read_text('utf-8')}\n{theme.read_text('licenses/LICENSE')}"
    yield Component("mkdocs-material", theme.version, "MIT", "pkg:pypi/mkdocs-material", terms)


def _from_npm(folder: Path) -> Component:
    about = json.loads((folder / "package.json").read_text("utf-8"))
    files = sorted(folder.glob("LICENSE*"))
    source = f"{SOURCE} {about['homepage']}"
    terms = "\n".join([source, *(file.read_text("utf-8") for file in files)])
    licence = about["license"].strip("()")
    return Component(about["name"], about["version"], licence, f"pkg:npm/{about['name']}", terms)


def _told(one: Component) -> str:
    return f"{one.name} {one.version}, {one.licence}\n\n{one.terms.strip()}"


def _listed(one: Component) -> dict[str, Any]:
    licence = {"expression": one.licence} if " " in one.licence else {"license": {"id": one.licence}}
    return {
        "type": "library",
        "name": one.name,
        "version": one.version,
        "licenses": [licence],
        "purl": f"{one.package}@{one.version}",
    }
