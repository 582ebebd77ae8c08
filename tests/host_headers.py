"""What a host sends by a site's `_headers`, as hosts read it: each rule that fits a path adds its headers."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path


def headers_for(site: Path, path: str) -> dict[str, str]:
    """The headers of a path below a site; none where the site says nothing of them."""
    file = site / "_headers"
    if not file.is_file():
        return {}
    rules = _rules(file, file.stat().st_mtime_ns)
    return {name: value for rule, (name, value) in rules if fnmatchcase(f"/{path}", rule)}


@cache
def _rules(file: Path, _: int) -> list[tuple[str, tuple[str, str]]]:
    found, rule = [], ""
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("  "):
            name, _colon, value = line.strip().partition(": ")
            found.append((rule, (name, value)))
        else:
            rule = line
    return found
