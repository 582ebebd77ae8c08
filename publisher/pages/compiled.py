"""What templates compile to, kept from one build to the next: compiling them is a third of a build's time.

A template is compiled anew as soon as anything changes on which that depends: its text, the settings of its
environment, or the version of Jinja. A filter of our own has to be `unfolded` for it.

This file is also staged as a hook of MkDocs, so it imports nothing of ours. It does the same for the theme's
templates, and spares MkDocs a look at each of the theme's ten thousand icons, and what no page loads.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, __version__, pass_context
from jinja2.runtime import Context

LEFT_OUT = frozenset({"templates/.icons", "assets/images", "assets/javascripts"})
"""Of the theme: what is linked, and what would be copied into every site, which loads none of it."""


def keep_compiled(environment: Environment, folder: Path) -> None:
    """Keep what templates compile to below a folder. What is set in the environment later is not seen."""
    kept = folder / hashlib.sha256(_settings(environment).encode()).hexdigest()[:16]
    kept.mkdir(parents=True, exist_ok=True)
    environment.bytecode_cache = FileSystemBytecodeCache(str(kept))


def on_config(config: Any) -> None:
    """MkDocs gives its settings here before it lists the theme's files."""
    folders = config.theme.dirs
    folders[:] = [str(_with_linked_icons(Path(folder), _kept(config))) for folder in folders]


def on_env(env: Environment, config: Any, files: Any) -> Environment:
    """MkDocs gives its environment here before it uses it."""
    keep_compiled(env, _kept(config))
    return env


def _kept(config: Any) -> Path:
    return Path(config.config_file_path).parent / "compiled"


def _with_linked_icons(theme: Path, kept: Path) -> Path:
    """A copy of a theme's folder with a link to its icons, which templates follow and a listing does not.

    It is without what no page loads. The folder itself where it has no icons, or links can't be made.
    """
    icons = theme / ".icons"
    if not icons.is_dir():
        return theme
    # Imported late: a list of what is installed is read by no one who has no theme.
    from importlib.metadata import version

    key = f"{theme} {version('mkdocs-material')} {sorted(LEFT_OUT)}"
    copy = kept / f"theme-{hashlib.sha256(key.encode()).hexdigest()[:16]}"
    if not copy.is_dir():
        kept.mkdir(parents=True, exist_ok=True)
        with suppress(OSError), TemporaryDirectory(dir=kept) as folder:
            made = shutil.copytree(theme, Path(folder) / "theme", ignore=_left_out)
            (made / ".icons").symlink_to(icons, target_is_directory=True)
            made.rename(copy)
    return copy if copy.is_dir() else theme


def _left_out(folder: str, names: list[str]) -> set[str]:
    return {name for name in names if f"{Path(folder).name}/{name}" in LEFT_OUT}


def unfolded(filter: Callable[..., Any]) -> Callable[..., Any]:
    """The filter, so that what it makes of a constant is not kept: in the next build it may differ."""

    @pass_context
    @wraps(filter)
    def applied(_: Context, *args: Any, **options: Any) -> Any:
        return filter(*args, **options)

    return applied


def _settings(environment: Environment) -> str:
    """All that decides what a template compiles to, beside its text."""
    options = {name: value for name, value in vars(environment).items() if isinstance(value, str | bool)}
    known = environment.extensions, environment.filters, environment.tests
    finalized = environment.finalize is not None
    return repr((__version__, finalized, sorted(options.items()), [sorted(names) for names in known]))
