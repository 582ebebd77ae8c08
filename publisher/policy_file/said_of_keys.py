"""What the vocabulary's source says of its classes and of their fields, in the texts below them.

Python keeps the first and drops the second, so the source is read; where there is none, nothing is said.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

Texts = Mapping[str, str]


@cache
def said_of_keys(part: type) -> Texts:
    """What is said of the fields of a class, by their names; of an inherited one by the class it is of."""
    classes = (_said_in(kind.__module__).get(kind.__name__, {}) for kind in reversed(part.__mro__))
    return {key: text for texts in classes for key, text in texts.items() if key}


@cache
def said_of(part: type) -> str:
    """What is said of a class; nothing where its source doesn't say it itself."""
    return _said_in(part.__module__).get(part.__name__, {}).get("", "")


@cache
def _said_in(module: str) -> Mapping[str, Texts]:
    """The texts of a module's classes: by the field that each is below, and by no name that of the class."""
    try:
        tree = ast.parse(inspect.getsource(sys.modules[module]))
    except (OSError, TypeError):
        return {}
    classes = (statement for statement in tree.body if isinstance(statement, ast.ClassDef))
    return {kind.name: {"": ast.get_docstring(kind) or "", **dict(_below(kind.body))} for kind in classes}


def _below(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for pair in pairwise(body):
        match pair:
            case ast.AnnAssign(target=ast.Name(id=field)), ast.Expr(value=ast.Constant(value=str(text))):
                yield field, inspect.cleandoc(text)
