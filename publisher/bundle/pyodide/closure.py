"""Which of the modules that have been used can't be done without. Runs inside Pyodide."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from zipfile import ZipFile

from publisher.bundle.pyodide.used import STANDARD

CATCHING = {"ImportError", "ModuleNotFoundError", "Exception"}


def needed(modules: Mapping[str, str]) -> list[str]:
    """The paths of the modules that can't be done without.

    The others are those whose every import, in any of the modules, is ready for their absence: it stands in
    a `try` that catches ImportError.
    """
    with ZipFile(STANDARD) as archive:
        imports = [one for name, at in modules.items() for one in _imports(name, at, archive.read(at))]
    missed = {name for name, guarded in imports if not guarded}
    spared = {name for name, guarded in imports if guarded} - missed
    return [at for name, at in modules.items() if name not in spared]


def _imports(module: str, path: str, source: bytes) -> Iterator[tuple[str, bool]]:
    package = module if path.endswith("__init__.py") else module.rpartition(".")[0]
    for node, guarded in _statements(ast.parse(source), False):
        for name in _imported(node, package):
            yield name, guarded


def _statements(node: ast.AST, guarded: bool) -> Iterator[tuple[ast.AST, bool]]:
    """Every node below one, and whether a missing module is caught around it."""
    yield node, guarded
    tried: Iterable[ast.AST] = node.body if isinstance(node, ast.Try) and _catches(node) else ()
    for child in ast.iter_child_nodes(node):
        yield from _statements(child, guarded or child in tried)


def _catches(tried: ast.Try) -> bool:
    for handler in tried.handlers:
        kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
        if any(kind is None or (isinstance(kind, ast.Name) and kind.id in CATCHING) for kind in kinds):
            return True
    return False


def _imported(node: ast.AST, package: str) -> Iterator[str]:
    """The modules that a statement imports; a name that is taken from one may be a module itself."""
    if isinstance(node, ast.Import):
        yield from (one.name for one in node.names)
    elif isinstance(node, ast.ImportFrom):
        above = package.split(".")[: len(package.split(".")) + 1 - node.level] if node.level else []
        module = ".".join([*above, *filter(None, [node.module])])
        yield module
        yield from (f"{module}.{one.name}" for one in node.names)
