"""Versions as customers name them.

A release is found by one of its names, or by the numbers that begin a version: `2.4.1`, `v2` and `2.x` are
of the release that is called `2`, by its own name or another. What can't be read is None, never an error:
a person will look.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

UNKNOWN = "unknown"
"""The fact of a version that is not named, can't be read, or belongs to none of the listed releases."""
NEWER = "newer"
"""The fact of a version that is newer than every one that is out."""
UNLISTED = "unlisted"
"""The fact of a version of a product for which no releases are listed."""
LONGEST = 60
"""Characters of a version that are read; a longer one names no version."""
_BEFORE_NUMBERS = ("version", "ver.", "ver", "v")
_AFTER_NUMBERS = ("-", "+", " ", "_", ".", "(", "a", "b", "rc", "dev", "post", "sp")


def numbers(version: str) -> tuple[int, ...] | None:
    """The numbers that begin a version: (2, 4, 1) of `v2.4.1-beta`; None where it begins with none."""
    text = _folded(version)
    for prefix in _BEFORE_NUMBERS:
        if text.startswith(prefix):
            text = text.removeprefix(prefix).strip()
            break
    end = next((at for at, letter in enumerate(text) if not (letter.isdecimal() or letter == ".")), len(text))
    rest = text[end:]
    parts = text[:end].rstrip(".").split(".")
    if rest and not rest.startswith(_AFTER_NUMBERS) and not text[:end].endswith("."):
        return None
    return tuple(map(int, parts)) if all(parts) else None


def release_of(version: str, releases: Mapping[str, Iterable[str]]) -> str | None:
    """Which release a version belongs to: `releases` maps each release to its other names."""
    wanted = _folded(version)
    for release, names in releases.items():
        if wanted and wanted in (_folded(release), *map(_folded, names)):
            return release
    found = numbers(version) or ()
    fits = {release: _fit(found, (release, *names)) for release, names in releases.items()}
    best = max(fits, key=lambda release: fits[release], default="")
    return best if fits.get(best) else None


def is_newer(version: str, releases: Iterable[str]) -> bool:
    """Whether a version's numbers are higher than those of every release that has numbers."""
    found = numbers(version)
    known = [known for known in map(numbers, releases) if known]
    return bool(found and known) and all(found is not None and found > one for one in known)


def _folded(version: str) -> str:
    return version.strip().casefold() if len(version) <= LONGEST else ""


def _fit(found: tuple[int, ...], names: Iterable[str]) -> int:
    """How many of the numbers found are those of one of the names; 0 where they begin with no name's."""
    known = (numbers(name) or () for name in names)
    return max((len(one) for one in known if found and found[: len(one)] == one), default=0)
