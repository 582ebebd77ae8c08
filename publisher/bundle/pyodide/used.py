"""Which modules of the standard library have been used. Runs inside Pyodide, and itself uses none of them."""

import sys

STANDARD = f"/lib/python{sys.version_info.major}{sys.version_info.minor}.zip"
"""Where Pyodide puts the library that it is started with."""


def used() -> dict[str, str]:
    """The modules that were loaded from the library, by name, each with its path in the library.

    Modules that are frozen into Python itself were loaded from there, so they are not among them.
    """
    origins = {name: getattr(module.__spec__, "origin", None) or "" for name, module in sys.modules.items()}
    folder = f"{STANDARD}/"
    return {name: at.removeprefix(folder) for name, at in origins.items() if at.startswith(folder)}
