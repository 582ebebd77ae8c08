"""Guarantees that everything the project pins is here, whole and exact, or says in plain words why not.

A folder that this package makes appears complete or not at all: the virtual environment is put back when its
renewal fails, and every other folder is made beside its place and moved there last. What is already here is
never fetched again, so a second run needs no network. It uses the standard library only, as nothing else is
here yet.

- `places`: which files pin what, and where goes what they name.
- `telling`: what a person is told, while it goes on and when it can't.
- `lock`: one set-up at a time; `stopping`: one that is stopped cleans up.
- `folders`: folders that are there whole or not at all; `tools`: the programs that fill them.
- `interpreter`: the Python of the virtual environment; `virtual_environment`: the pinned packages in it.
- `node`: Node.js and its npm; `npm`: what comes from there.
"""

from __future__ import annotations

from publisher.setup.interpreter import is_inside, run_inside
from publisher.setup.node import ensure_node
from publisher.setup.npm import ensure_axe, ensure_packages, ensure_pyodide
from publisher.setup.stopping import stoppable
from publisher.setup.telling import SetupError
from publisher.setup.virtual_environment import ensure_python

__all__ = [
    "SetupError",
    "ensure_axe",
    "ensure_node",
    "ensure_packages",
    "ensure_pyodide",
    "ensure_python",
    "is_inside",
    "run_inside",
    "stoppable",
]
