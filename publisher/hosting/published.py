"""Whether a published folder is what a build makes: the same files with the same bytes, and none beside them.

What is compressed counts by what it holds, as two machines may have compressed it differently.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import brotli  # type: ignore[import-untyped]

from publisher.hosting.builds import RECORD, files_of, of_earlier
from publisher.mendable import Mendable
from publisher.outputs import CHECKED

UNPACK: Mapping[str, Callable[[bytes], bytes]] = {".br": brotli.decompress, ".gz": gzip.decompress}


class NoFolder(Mendable):
    """What was named is no folder."""


def folder_named(name: str) -> Path:
    """The folder by this name. Raises NoFolder where there is none."""
    if name.startswith(("https://", "http://")):
        raise NoFolder(f"{name}: this is an address, and a folder is wanted; name a copy of the site.")
    if not Path(name).is_dir():
        raise NoFolder(f"{name}: there is no such folder.")
    return Path(name)


def differences(built: Path, published: Path) -> Iterator[str]:
    """What is otherwise in a published folder, a line for each file; it may have files of earlier builds."""
    made, found = ({*files_of(site)} - of_earlier(site) - {RECORD, CHECKED} for site in (built, published))
    for name in sorted(made | found):
        if name not in found:
            yield f"{name}: is missing"
        elif name not in made:
            yield f"{name}: no build made this"
        elif _content(built / name) != _content(published / name):
            yield f"{name}: is not what was built"


def _content(file: Path) -> bytes | None:
    """What a file holds; nothing where it is damaged."""
    content = file.read_bytes()
    try:
        return UNPACK.get(file.suffix, bytes)(content)
    except (OSError, EOFError, zlib.error, brotli.error):
        return None
