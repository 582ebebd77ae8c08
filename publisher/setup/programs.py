"""Runs the programs that install packages, and says in plain words why one of them failed and what to do."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

CACHE = Path(".cache")
NETWORK_ADVICE = (
    "Check the network (behind a proxy set HTTPS_PROXY; for a mirror set PIP_INDEX_URL or "
    "npm_config_registry),\nthen run the same command again."
)

# These would send pip's packages elsewhere than into the folder that it is told to fill.
_DIVERTING = {"PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_DRY_RUN", "PYTHONHOME", "PYTHONPATH"}
# The lines in which pip and npm say what went wrong.
_REASON = re.compile(r"ERROR: |WARNING: Retrying|npm (error|ERR!) (code|network|\w*Error:)")


class SetupError(Exception):
    """The environment can't be made; the message tells a person what failed and what to do."""


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
            _kill(process)
            raise
    if process.returncode:
        raise SetupError(_problem(root, tool, failure, output, advice))


def disk_full(root: Path) -> str:
    """Say that the disk is full, and how much room set-up needs."""
    return (
        f"The disk is full. Set-up needs about 500 MB in {root} and in the folder for temporary files.\n"
        "Free some space and run the same command again."
    )


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
        close_fds=False,  # the program inherits the lock, see atomic.py
        start_new_session=True,  # so that its children can be killed with it, see _kill
    )


def _kill(process: subprocess.Popen[str]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        # Its children too: a survivor would go on writing into a folder that is being removed.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _variables() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _DIVERTING}
    # npm's own pauses between tries add up to over a minute, with nothing on the screen.
    return {"npm_config_fetch_retry_mintimeout": "1000", "npm_config_fetch_retry_maxtimeout": "5000", **kept}


def _problem(root: Path, tool: str, failure: str, output: str, advice: str) -> str:
    if "No space left on device" in output or "ENOSPC" in output:
        return disk_full(root)
    if "DO NOT MATCH THE HASHES" in output or "EINTEGRITY" in output:
        advice = "What came is not what the pins name, so it was not used; a proxy or mirror may alter it."
    reasons = "".join(f"\n  {tool}: {line}" for line in _reasons(output))
    return f"{failure}{reasons}\n{advice} Nothing was changed.{_keep_log(root, tool, output)}"


def _reasons(output: str, most: int = 3) -> list[str]:
    lines = [line.strip()[:200] for line in output.splitlines() if line.strip()]
    return ([line for line in lines if _REASON.match(line)] or lines)[-most:]


def _keep_log(root: Path, tool: str, output: str) -> str:
    log = CACHE / f"{tool}.log"
    try:
        (root / log).write_text(output, encoding="utf-8")
    except OSError:
        return ""
    return f" All that {tool} said is in {log.as_posix()}."
