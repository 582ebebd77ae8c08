"""A share of a processor for a browser's pages, by a control group of Linux: it reaches workers too.

Chromium's own throttling of the processor slows the page's main thread only.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

GROUPS = Path("/sys/fs/cgroup/cpu")
PERIOD_US = 100_000


def can_limit() -> bool:
    """Whether this machine lets us make control groups."""
    return (GROUPS / "cpu.cfs_quota_us").is_file() and os.access(GROUPS, os.W_OK)


@contextmanager
def quota(profile: Path, cores: float) -> Iterator[None]:
    """Give all renderers of the browser with this profile together so much of a processor."""
    group = GROUPS / f"benchmark-{os.getpid()}"
    group.mkdir()
    try:
        (group / "cpu.cfs_period_us").write_text(str(PERIOD_US))
        (group / "cpu.cfs_quota_us").write_text(str(round(cores * PERIOD_US)))
        for renderer in renderers(profile):
            (group / "cgroup.procs").write_text(str(renderer))
        yield
        _check(group, profile)
    finally:
        for process in (group / "cgroup.procs").read_text().split():
            with suppress(OSError):  # It has ended by itself.
                (GROUPS / "cgroup.procs").write_text(process)
        group.rmdir()


def _check(group: Path, profile: Path) -> None:
    """Raises RuntimeError where a page ran outside of the limit, such as one that was started later."""
    inside = set((group / "cgroup.procs").read_text().split())
    if outside := [one for one in renderers(profile) if str(one) not in inside]:
        raise RuntimeError(f"the quota of the processor did not reach {len(outside)} renderers")


def renderers(profile: Path) -> list[int]:
    """The processes that run the pages of the browser with this profile."""
    parents, commands = {}, {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            with suppress(OSError):  # It has ended meanwhile.
                commands[int(folder.name)] = (folder / "cmdline").read_text("utf-8", "replace")
                parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    ours = {one for one, command in commands.items() if f"--user-data-dir={profile}" in command}
    while more := {one for one, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return sorted(one for one in ours if "--type=renderer" in commands[one])
