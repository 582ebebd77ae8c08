"""Replaces a site again and again, each time killed one step later than before, and looks at what is left.

Run by itself, as it forks: `killed_swaps.py FOLDER [two-steps]`. With `two-steps` the system can't exchange
two folders. Each call of the system's that changes anything, or could, is a step. Prints how many there were.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from publisher import swap

FILES = ("edition.txt", "index.html", "assets/site.css")
STEPS = ("os.", "open", "shutil.", "tempfile.", "ctypes.call")
"""The audit events of whatever touches the disk."""


def fill(site: Path, build: str) -> None:
    (site / "assets").mkdir(parents=True)
    for name in FILES:
        (site / name).write_text(build, "utf-8")


def shown(site: Path) -> set[str]:
    """The builds whose files a site has; what lacks a file has "nothing" too."""
    return {(site / name).read_text("utf-8") if (site / name).exists() else "nothing" for name in FILES}


def replace(site: Path, build: str) -> None:
    with swap.replacing(site, lambda text: None) as new:
        (new.parent / "beside").mkdir()
        fill(new, build)


def killed_at(step: int, act: Callable[[], None]) -> bool:
    """Do something in a process of its own that is killed at a step; whether it came so far."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    left = step

    def count(event: str, _: object) -> None:
        nonlocal left
        if event.startswith(STEPS):
            left -= 1
            if left == -1:  # To kill is a step too.
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    try:
        act()
    finally:
        os._exit(0)


def main(folder: Path, two_steps: bool) -> None:
    if two_steps:
        swap._exchange = lambda one, other: False
    step, site = 0, folder / "site"
    fill(site, "old")
    while killed_at(step, lambda: replace(site, "new")):
        if not two_steps:
            assert shown(site) in ({"old"}, {"new"}), (step, shown(site))
        # Whoever puts things in order may be killed as well.
        killed_at(step % 20, lambda: swap.put_back(site))
        swap.put_back(site)
        assert shown(site) in ({"old"}, {"new"}), (step, shown(site))
        assert [path.name for path in folder.iterdir()] == ["site"], step
        replace(site, "old")
        assert shown(site) == {"old"}
        step += 1
    assert shown(site) == {"new"}
    print(step)


if __name__ == "__main__":
    main(Path(sys.argv[1]), "two-steps" in sys.argv)
