"""The `.br` and `.gz` beside each file of a site that is worth it, for hosts that send what lies ready.

What keeps its content while the policy changes is compressed as far as it goes, which takes half a minute for
Pyodide; the pages only as far as is quick. Both are kept, so that a build compresses only what is new.
"""

from __future__ import annotations

import gzip
import os
import shutil
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Thread

from publisher.bundle.keeping import digest, made_once
from publisher.hosting.builds import PACKED

KINDS = frozenset({".css", ".html", ".js", ".json", ".mjs", ".svg", ".wasm", ".xml", ".zip"})
LEAST_BYTES = 1000
SMALLEST, QUICK = 11, 10
"""Brotli's qualities: the first makes 21.6 kB of the wizard's page in 250 ms, the second 22.1 kB in 90 ms.

One that takes 5 ms makes 24.6 kB, which every visitor would load.
"""
DAYS_KEPT = 30


def compress_ahead(files: Iterable[Path], kept: Path) -> Thread:
    """On the first build, begin to compress files before a site is there to hold them.

    A build that fails need not wait for the thread.
    """
    wanted = [] if kept.is_dir() else list(files)
    thread = Thread(target=lambda: [_packed(file, SMALLEST, kept) for file in wanted], daemon=True)
    thread.start()
    return thread


def compress(site: Path, kept: Path) -> None:
    """Put compressed files beside those of a site that have none yet, on all processors."""
    # What lies in the assets changes its address when it changes.
    lasting = f"{site / 'assets'}{os.sep}"
    files = [file for file in site.rglob("*") if file.suffix in KINDS and _is_worth_it(file)]

    def pack(file: Path) -> str:
        return _packed(file, SMALLEST if str(file).startswith(lasting) else QUICK, kept)

    with ThreadPoolExecutor(os.cpu_count()) as beside:
        for file, packed in zip(files, beside.map(pack, files), strict=True):
            for kind in PACKED:
                shutil.copyfile(f"{packed}{kind}", f"{file}{kind}")
                os.utime(f"{packed}{kind}")


def _is_worth_it(file: Path) -> bool:
    return file.stat().st_size >= LEAST_BYTES and not file.with_name(f"{file.name}.gz").is_file()


def _packed(file: Path, quality: int, kept: Path) -> str:
    """The path of what is kept of a file, compressed, to which the suffixes are added."""
    content = file.read_bytes()
    packed = f"{kept}/{digest([content])}-{quality}"
    made_once(Path(f"{packed}.br"), lambda: _brotli(content, quality))
    made_once(Path(f"{packed}.gz"), lambda: gzip.compress(content, mtime=0))
    return packed


def _brotli(content: bytes, quality: int) -> bytes:
    # Imported late, as few builds need it.
    import brotli  # type: ignore[import-untyped]

    packed: bytes = brotli.compress(content, quality=quality)
    return packed


def forget(kept: Path) -> None:
    """Take away what no build has used for long; pages are edited often."""
    oldest = time.time() - DAYS_KEPT * 24 * 60 * 60
    with os.scandir(kept) as files:
        for file in files:
            with suppress(FileNotFoundError):  # Another build may take it away as well.
                if file.stat().st_mtime < oldest and file.is_file():
                    Path(file).unlink()
