"""MkDocs in a process of its own: it loads while the publisher still reads the policy, and builds when asked.

Each line of the input has the arguments of `built` as JSON; a line with what it gives back answers it. It
ends when the input does. It imports next to nothing of the publisher, so that it is ready soon.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import signal
import sys
import traceback
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from publisher.pages.template_errors import in_a_template
from publisher.pages.theme import fit_theme

SETTINGS = Path(__file__).parents[2] / "mkdocs.yml"
"""The project's own, which all staged ones begin with."""


class Collector(logging.Handler):
    """Keeps what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one warning."""
        self.said.append(record.getMessage())


def built(
    settings: str, out: str, epoch: int, language: str, instead: Mapping[str, str | None]
) -> list[str] | dict[str, Any]:
    """Do what the command `mkdocs build` does, dated by `epoch`, and fit the theme to the site's language.

    `instead` has the texts of files that take the place of MkDocs' own; those without one go. Gives back all
    that was warned of, or why it failed; what the system refused is told as `OSError` has it.
    """
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch)
    logger, collector = logging.getLogger("mkdocs"), Collector()
    logger.addHandler(collector)
    try:
        config = load_config(settings, site_dir=out)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        for name, text in instead.items():
            Path(out, name).unlink(missing_ok=True)
            if text is not None:
                Path(out, name).write_text(text, "utf-8")
        fit_theme(Path(out), language)
    except MkDocsException as error:
        return [str(error)]
    except OSError as error:
        return {
            "errno": error.errno,
            "strerror": error.strerror,
            "file": str(error.filename2 or error.filename or out),
        }
    except Exception as error:
        return [in_a_template(error) or "".join(traceback.format_exception_only(error)).strip()]
    finally:
        logger.removeHandler(collector)
    return collector.said


def load_early() -> None:
    """Load what MkDocs loads only once it builds; what is wrong with the settings is told by the build."""
    with suppress(MkDocsException):
        load_config(str(SETTINGS), theme={"name": "material"}).theme.get_env()


def main() -> None:
    """Build as often as asked."""
    logger = logging.getLogger("mkdocs")
    logger.propagate = False
    logger.addHandler(logging.NullHandler())
    # The one who asks is stopped by Ctrl-C, and then the input ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Little of what a build makes is garbage; looking for it takes time for nothing.
    gc.set_threshold(100_000)
    load_early()
    for line in sys.stdin:
        asked: dict[str, Any] = json.loads(line)
        print(json.dumps(built(**asked)), flush=True)


if __name__ == "__main__":
    main()
