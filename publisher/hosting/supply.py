"""What others made of a site: told to people with the terms, and to programs as a list by CycloneDX.

Both are made of what is installed. Nothing in them changes from build to build.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from publisher.bundle.keeping import digest, kept_with, made_once

NOTICE, LIST = "licences.txt", "sbom.cdx.json"
BUILD_TOOLS = frozenset({"esbuild"})
"""npm packages of which nothing gets into the site."""
PYTHON_TERMS = (
    "Copyright (c) 2001 Python Software Foundation; All Rights Reserved. It is in Pyodide; of its standard "
    "library the site also has what the wizard uses, compiled. The terms: https://docs.python.org/3/license.html"
)
SOURCE = "Its source, unchanged, is at"


class Supplied(NamedTuple):
    """Something of others' in the site."""

    name: str
    version: str
    licence: str
    """By SPDX."""
    address: str
    """Its package URL."""
    terms: str


def write_supply(site: Path, pyodide: Path) -> None:
    """Write the notice and the list into a built site; `pyodide` is the installed npm package."""
    found = sorted(_components(pyodide), key=lambda supplied: supplied.name)
    (site / NOTICE).write_text("\n\n".join(map(_told, found)) + "\n", "utf-8")
    listed = kept_with(pyodide) / f"{digest([repr(found).encode()])}.cdx.json"
    shutil.copyfile(made_once(listed, lambda: _list_of(found)), site / LIST)


def _list_of(found: Iterable[Supplied]) -> bytes:
    """The list by CycloneDX, the same at whatever time it is made."""
    # Imported late: few builds need it.
    from cyclonedx.contrib.license.factories import LicenseFactory
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.output.json import JsonV1Dot6
    from packageurl import PackageURL

    components = [
        Component(
            type=ComponentType.LIBRARY,
            name=supplied.name,
            version=supplied.version,
            bom_ref=supplied.address,
            licenses=[LicenseFactory().make_from_string(supplied.licence)],
            purl=PackageURL.from_string(supplied.address),
        )
        for supplied in found
    ]
    number = uuid5(NAMESPACE_URL, " ".join(str(component.purl) for component in components))
    bom = Bom(components=components, serial_number=number)
    # It is left out then, as the format allows.
    bom.metadata.timestamp = None  # type: ignore[assignment]
    return f"{JsonV1Dot6(bom).output_as_string(indent=1)}\n".encode()


def _components(pyodide: Path) -> Iterator[Supplied]:
    manifest = json.loads((Path(__file__).parents[2] / "site_src/script/package.json").read_text("utf-8"))
    for name in manifest["dependencies"].keys() - BUILD_TOOLS:
        yield _from_npm(pyodide.parent / name)
    python = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))["info"]["python"]
    yield Supplied("CPython", python, "PSF-2.0", f"pkg:generic/cpython@{python}", PYTHON_TERMS)
    # Imported late: MkDocs builds meanwhile.
    from importlib.metadata import distribution

    theme = distribution("mkdocs-material")
    # By their names, as a look through all that is installed would take long: the theme has 14,000 icons.
    icons = Path(str(theme.locate_file("material/templates/.icons/material/LICENSE")))
    terms = f"{icons.read_text('utf-8')}\n{theme.read_text('licenses/LICENSE')}"
    yield Supplied(
        "mkdocs-material", theme.version, "MIT", f"pkg:pypi/mkdocs-material@{theme.version}", terms
    )


def _from_npm(folder: Path) -> Supplied:
    about = json.loads((folder / "package.json").read_text("utf-8"))
    files = sorted(folder.glob("LICENSE*"))
    source = f"{SOURCE} {about['homepage']}"
    terms = "\n".join([source, *(file.read_text("utf-8") for file in files)])
    licence = about["license"].strip("()")
    address = f"pkg:npm/{about['name']}@{about['version']}"
    return Supplied(about["name"], about["version"], licence, address, terms)


def _told(one: Supplied) -> str:
    return f"{one.name} {one.version}, {one.licence}\n\n{one.terms.strip()}"
