"""The programs that do the work: run to their end, or ended with everything that they started."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from publisher.setup.telling import NETWORK_ADVICE, SetupError, tool_problem

# These would send pip's packages somewhere else than the folder it is told to fill.
_DIVERTING = {"PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_DRY_RUN", "PYTHONHOME", "PYTHONPATH"}


def run(
    root: Path,
    tool: str,
    failure: str,
    command: Sequence[str],
    *,
    cwd: Path | None = None,
    advice: str = NETWORK_ADVICE,
) -> None:
    """Run a command of `tool`; raises SetupError with `failure`, the reason and `advice` when it fails."""
    with _start(command, cwd) as process:
        try:
            output, _ = process.communicate()
        except BaseException:
            _end(process)
            raise
    if process.returncode:
        raise SetupError(tool_problem(root, tool, failure, output, advice))


def _start(command: Sequence[str], cwd: Path | None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command,
        cwd=cwd,
        env=_variables(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        close_fds=False,  # the lock goes along, see lock.py
        start_new_session=True,  # so that what it starts ends with it, see _end
    )


def _end(process: subprocess.Popen[str]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        # Its children too: one that is left would go on writing into a folder that is being taken away.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _variables() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _DIVERTING}
    # npm's own pauses between tries add up to over a minute, with nothing on the screen.
    return {"npm_config_fetch_retry_mintimeout": "1000", "npm_config_fetch_retry_maxtimeout": "5000", **kept}
