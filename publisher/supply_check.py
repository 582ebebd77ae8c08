"""Which of the pinned packages are out of date, and which have a known weakness.

The registries are asked by their own programs: pip and pip-audit, npm outdated and npm audit. What could not
be asked is told as such; silence never counts as good news.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PINS, INSTALLED = "requirements/*.txt", ("build", "test")
"""The pins of all Python packages, and which of them pip finds installed beside it."""
PROBED = "mkdocs"
"""A package of which pip must know versions; for what it can't ask, it says that all is up to date."""
LONGEST_SECONDS = 300


@dataclass
class SupplyState:
    """What was answered, a line for each package."""

    newer: list[str] = field(default_factory=list)
    weak: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        lines = [
            *(f"out of date: {line}" for line in self.newer),
            *(f"weakness: {line}" for line in self.weak),
            *(f"not known: {line}" for line in self.unanswered),
        ]
        counted = f"{len(self.newer)} out of date, {len(self.weak)} with a known weakness"
        return "\n".join((*lines, f"{counted}, {len(self.unanswered)} questions without an answer."))


def ask_all(root: Path, tools: Path, npm: Sequence[str], manifests: Iterable[Path]) -> SupplyState:
    """Ask of everything that is pinned.

    `tools` is the Python with pip-audit, `npm` the command of npm, `manifests` the folders with its locks.
    """
    told = SupplyState()
    pip = [sys.executable, "-I", "-m", "pip", "--retries", "0", "--disable-pip-version-check"]
    if _run([*pip, "index", "versions", PROBED], root).returncode:
        told.unanswered.append("which Python packages are out of date: pip could not ask")
    else:
        told.newer += pip_newer(_json(_run([*pip, "list", "--outdated", "--format", "json"], root)), root)
    audit = [str(tools), "-I", "-m", "pip_audit", "--disable-pip", "--require-hashes", "--format", "json"]
    for file in sorted(root.glob(PINS)):
        pip_weak(told, _json(_run([*audit, "-r", str(file)], root)), file.name)
    ask = [*npm, "--fetch-retries=0", "--json"]
    for manifest in manifests:
        folder, name = root / manifest, manifest.as_posix()
        npm_newer(told, _json(_run([*ask, "outdated"], folder)), name)
        npm_weak(told, _json(_run([*ask, "audit", "--package-lock-only"], folder)), name)
    return told


def pip_newer(found: Any, root: Path) -> Iterator[str]:
    """What pip lists as out of date, of what is pinned."""
    pins = "".join((root / "requirements" / f"{name}.txt").read_text("utf-8") for name in INSTALLED)
    pinned = re.findall(r"^([\w.-]+)==", pins, re.MULTILINE)
    for package in found or ():
        # Pins are written with a single dash, however a package writes its own name.
        if re.sub("[-_.]+", "-", package["name"]).lower() in pinned:
            yield f"{package['name']} {package['version']}, the newest is {package['latest_version']}"


def pip_weak(told: SupplyState, found: Any, pins: str) -> None:
    """Take what pip-audit says of the packages that a file pins."""
    if found is None:
        told.unanswered.append(f"which packages of {pins} have a weakness: pip-audit could not ask")
        return
    skipped = [package["name"] for package in found["dependencies"] if "skip_reason" in package]
    if skipped:
        told.unanswered.append(f"whether these of {pins} have a weakness: {', '.join(skipped)}")
    for package in found["dependencies"]:
        for weakness in package.get("vulns", ()):
            mended = ", ".join(weakness["fix_versions"]) or "no version yet"
            told.weak.append(f"{package['name']} {package['version']}: {weakness['id']}, mended in {mended}")


def npm_newer(told: SupplyState, found: Any, manifest: str) -> None:
    """Take what `npm outdated` says of the packages that a manifest pins."""
    if found is None or "error" in found:
        told.unanswered.append(f"which packages of {manifest} are out of date: npm could not ask")
        return
    for name, versions in found.items():
        if versions["wanted"] != versions["latest"]:
            told.newer.append(f"{name} {versions['wanted']}, the newest is {versions['latest']}")


def npm_weak(told: SupplyState, found: Any, manifest: str) -> None:
    """Take what `npm audit` says of them."""
    if found is None or "vulnerabilities" not in found:
        told.unanswered.append(f"which packages of {manifest} have a weakness: npm could not ask")
        return
    for name, weak in found["vulnerabilities"].items():
        # What only depends on something weak is told with that.
        titles = [via["title"] for via in weak["via"] if isinstance(via, dict)]
        told.weak += [f"{name} {weak['range']}: {title}" for title in titles]


def _run(command: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False
    )


def _json(done: subprocess.CompletedProcess[str]) -> Any:
    """What a program said as JSON; nothing where it said none."""
    try:
        return json.loads(done.stdout)
    except ValueError:
        return None
