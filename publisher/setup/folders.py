"""Folders that are there whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from publisher.setup.lock import setting_up
from publisher.setup.telling import Say


def make_folder(root: Path, folder: Path, text: str, say: Say, fill: Callable[[Path], None]) -> None:
    """Make `folder` by `fill`, telling `text`, unless another set-up has just made it."""
    part = folder.with_suffix(".part")
    with setting_up(root, say):
        if folder.is_dir():
            return
        say(text)
        remove(part)
        part.mkdir()
        try:
            fill(part)
            part.rename(folder)
        finally:
            remove(part)


def remove(path: Path) -> None:
    """Take away whatever stands at `path`."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)
