"""The `.br` and `.gz` beside each file of a site that is worth it, for hosts that send what lies ready.

What keeps its content while the policy changes is compressed as far as it goes, which takes half a minute for
Pyodide; the pages only as far as is quick. Both are kept, so that a build compresses only what is new.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypedDict

from publisher.bundle.keeping import digest
from publisher.bundle.node_scripts import SCRIPTS, run

KINDS_MADE = (".br", ".gz")
KINDS = frozenset({".css", ".html", ".js", ".json", ".mjs", ".svg", ".wasm", ".xml", ".zip"})
LEAST_BYTES = 1000
SMALLEST, QUICK = 11, 5
"""Brotli's qualities: of 340 kB of pages the first makes 77 kB in 400 ms, the second 89 kB in 24 ms."""
DAYS_KEPT = 30


class Job(TypedDict):
    """A file to be compressed, the name of what is made of it, and Brotli's quality."""

    source: str
    target: str
    quality: int


def compress_ahead(files: Iterable[Path], kept: Path, node: Path) -> None:
    """Compress files before a site is there to hold them. Raises NotMade."""
    _compressed([(one, SMALLEST) for one in files], kept, node)


def compress(site: Path, kept: Path, node: Path) -> None:
    """Put compressed files beside those of a site that have none yet. Raises NotMade."""
    files = sorted(one for one in site.rglob("*") if one.suffix in KINDS and _is_worth_it(one))
    lasting = [folder for folder in (site / "assets").iterdir() if folder.is_dir()]
    wanted = [(one, SMALLEST if any(map(one.is_relative_to, lasting)) else QUICK) for one in files]
    for file, packed in zip(files, _compressed(wanted, kept, node), strict=True):
        for kind in KINDS_MADE:
            shutil.copyfile(f"{packed}{kind}", f"{file}{kind}")
            os.utime(f"{packed}{kind}")
    _forget(kept)


def _is_worth_it(file: Path) -> bool:
    return file.stat().st_size >= LEAST_BYTES and not file.with_name(f"{file.name}.gz").is_file()


def _compressed(wanted: list[tuple[Path, int]], kept: Path, node: Path) -> list[Path]:
    """Where each file is kept compressed, by the quality that is wanted; the suffixes come behind."""
    kept.mkdir(parents=True, exist_ok=True)
    how = (SCRIPTS / "brotli.mjs").read_bytes()
    packed = [kept / f"{digest([one.read_bytes(), how])}-{quality}" for one, quality in wanted]
    new = {
        target: Job(source=str(one), target=target.name, quality=quality)
        for target, (one, quality) in zip(packed, wanted, strict=True)
        if not target.with_name(f"{target.name}.gz").is_file()
    }
    if new:
        _make(list(new.values()), kept, node)
    return packed


def _make(jobs: list[Job], kept: Path, node: Path) -> None:
    with TemporaryDirectory(dir=kept) as folder:
        (Path(folder) / "jobs.json").write_text(json.dumps(jobs), "utf-8")
        run(node, "brotli.mjs", folder)
        for job in jobs:
            content = Path(job["source"]).read_bytes()
            (Path(folder) / f"{job['target']}.gz").write_bytes(gzip.compress(content, mtime=0))
        # The one that is looked for goes last, so that where it is the other is as well.
        for kind in KINDS_MADE:
            for job in jobs:
                name = f"{job['target']}{kind}"
                (Path(folder) / name).replace(kept / name)


def _forget(kept: Path) -> None:
    """Take away what no build has used for long; pages are edited often."""
    oldest = time.time() - DAYS_KEPT * 24 * 60 * 60
    for file in kept.iterdir():
        with suppress(FileNotFoundError):  # Another build may take it away as well.
            if file.stat().st_mtime < oldest and file.is_file():
                file.unlink()
