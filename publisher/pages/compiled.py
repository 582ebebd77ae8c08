"""What templates compile to, kept from one build to the next: compiling them is half of a build's time.

Guarantees that a template is compiled anew as soon as anything changes on which that depends: its text, the
settings of its environment, or the version of Jinja. A filter of our own has to be `unfolded` for it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context


class Compiled(FileSystemBytecodeCache):
    """Keeps what the templates of an environment compile to in the project's folder `root`.

    The environment is complete: what is set in it later is not seen.
    """

    def __init__(self, environment: Environment, root: Path) -> None:
        folder = root / ".cache" / "templates"
        folder.mkdir(parents=True, exist_ok=True)
        super().__init__(str(folder))
        self._settings = _settings(environment)

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """What is kept of a template."""
        return super().get_bucket(environment, name, filename, self._settings + source)


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
    return repr((version("jinja2"), sorted(options.items()), [sorted(names) for names in known]))
