"""What a person is told: how set-up goes on, and in plain words why it can't and what to do."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable
from pathlib import Path

from publisher.setup.places import CACHE

Say = Callable[[str], None]

NETWORK_ADVICE = (
    "Check the network (behind a proxy set HTTPS_PROXY; for a mirror set PIP_INDEX_URL or "
    "npm_config_registry),\nthen run the same command again."
)

# The lines by which pip and npm say what went wrong.
_TELLING = re.compile(r"ERROR: |WARNING: Retrying|npm (error|ERR!) (code|network|\w*Error:)")


class SetupError(Exception):
    """The environment can't be made; the message says what failed and what to do, for a person to read."""


def silent(_text: str) -> None:
    """Report no progress."""


def machine_problem(root: Path, error: OSError) -> str:
    """Say what the machine refused."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _disk_full(root)
    return f"Set-up stopped: {error}.\nMake sure that {root} can be written to, then run the same command."


def tool_problem(root: Path, tool: str, failure: str, output: str, advice: str) -> str:
    """Say what `tool` could not do and why, by its own output, which is kept in its log."""
    if "No space left on device" in output or "ENOSPC" in output:
        return _disk_full(root)
    if "DO NOT MATCH THE HASHES" in output or "EINTEGRITY" in output:
        advice = "What came is not what the pins name, so it was not used; a proxy or mirror may alter it."
    told = "".join(f"\n  {tool}: {line}" for line in _telling_lines(output))
    return f"{failure}{told}\n{advice} Nothing was changed.{_keep_log(root, tool, output)}"


def _disk_full(root: Path) -> str:
    return (
        f"The disk is full. Set-up needs about 500 MB in {root} and in the folder for temporary files.\n"
        "Free some space and run the same command again."
    )


def _telling_lines(output: str, most: int = 3) -> list[str]:
    lines = [line.strip()[:200] for line in output.splitlines() if line.strip()]
    telling = [line for line in lines if _TELLING.match(line)]
    return (telling or lines)[-most:]


def _keep_log(root: Path, tool: str, output: str) -> str:
    log = CACHE / f"{tool}.log"
    try:
        (root / log).write_text(output, encoding="utf-8")
    except OSError:
        return ""
    return f" All that {tool} said is in {log.as_posix()}."
