"""Guarantees that everything the project pins is here, whole and exact, or says in plain words why not.

A folder that this package makes appears complete or not at all: the virtual environment is put back when its
renewal fails, and every other folder is filled beside its place and moved there last. What is already here is
never fetched again, so a second run needs no network. It uses the standard library only, because nothing else
is installed yet.

Each module imports only from those before it, and from `publisher.locks`:

- `programs`: runs pip, venv and npm, and says why one of them failed.
- `atomic`: one set-up at a time, folders that are whole or absent, and cleaning up after a signal.
- `virtual_environment`: the pinned Python packages in ROOT/.venv.
- `other_packages`: those that the build does without: public holidays, tools, the tests' help desks.
- `npm_packages`: the pinned npm packages, and the Node.js that runs npm and Pyodide.
"""

from __future__ import annotations

from publisher.setup.atomic import stoppable
from publisher.setup.npm_packages import (
    MANIFESTS,
    ensure_axe,
    ensure_node,
    ensure_npm,
    ensure_packages,
    ensure_pyodide,
)
from publisher.setup.other_packages import ensure_desks, ensure_holidays, ensure_programs
from publisher.setup.programs import SetupError
from publisher.setup.virtual_environment import ensure_python, is_inside, run_inside

__all__ = [
    "MANIFESTS",
    "SetupError",
    "ensure_axe",
    "ensure_desks",
    "ensure_holidays",
    "ensure_node",
    "ensure_npm",
    "ensure_packages",
    "ensure_programs",
    "ensure_pyodide",
    "ensure_python",
    "is_inside",
    "run_inside",
    "stoppable",
]
