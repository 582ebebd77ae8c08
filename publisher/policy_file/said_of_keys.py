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
    classes = (_said_in(one.__module__).get(one.__name__, {}) for one in reversed(part.__mro__))
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
    classes = (one for one in tree.body if isinstance(one, ast.ClassDef))
    return {one.name: {"": ast.get_docstring(one) or "", **dict(_below(one.body))} for one in classes}


def _below(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for pair in pairwise(body):
        match pair:
            case ast.AnnAssign(target=ast.Name(id=field)), ast.Expr(value=ast.Constant(value=str(text))):
                yield field, inspect.cleandoc(text)
