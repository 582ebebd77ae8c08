"""TypeScript's declarations of the JSON that Python hands to the page's script, made from Python's classes.

A root, and every dataclass or TypedDict that its fields lead to, becomes a type of its own name in a module
of its Python module's name, with all descriptions. A script takes it from there:

    /** @import { View } from "wizard.view" */

Guarantees that what has no JSON of its own (see `wizard.codec.plain`) is refused, not guessed.
"""

from __future__ import annotations

import ast
import inspect
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from textwrap import indent
from types import NoneType, UnionType
from typing import Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from publisher.hosting.offline import OfflineSite
from publisher.pages.page_data import NowData, PageData
from publisher.site_search.data import SearchData
from wizard.reopening import Reopened
from wizard.ticket.forms import Form
from wizard.ticket.layout import Line
from wizard.view import View

ROOTS = (View, Reopened, PageData, NowData, SearchData, OfflineSite)
"""What the engine answers, and what the pages tell their scripts."""

ENCODED = (Form, Line)
"""Classes whose JSON leaves out what fields have by default (`wizard.codec.encode`)."""

SIMPLE: dict[Any, str] = dict.fromkeys((object, Any), "unknown") | {
    **dict.fromkeys((int, float), "number"),
    str: "string",
    bool: "boolean",
    NoneType: "null",
}


def declarations(roots: Iterable[type] = ROOTS) -> str:
    """One file for all that the roots lead to. Raises TypeError where something has no JSON."""
    modules: dict[str, list[str]] = {}
    for kind in _reached(roots):
        modules.setdefault(kind.__module__, []).append(_declaration(kind))
    return "\n".join(_block(f'declare module "{name}"', modules[name]) for name in sorted(modules))


def _block(head: str, parts: Iterable[str]) -> str:
    return f"{head} {{\n{indent(''.join(parts), '  ')}}}\n"


def _reached(roots: Iterable[type]) -> list[type]:
    """The roots and all classes behind them, each once."""
    found: dict[type, None] = {}
    ahead = list(roots)
    while ahead:
        kind = ahead.pop()
        if kind not in found:
            found[kind] = None
            ahead += [named for hint in _hints(kind).values() for named in _classes(hint)]
    return list(found)


def _classes(hint: Any) -> Iterator[type]:
    if _is_shape(hint):
        yield hint
    elif get_origin(hint) is not Literal:
        for argument in get_args(hint):
            yield from _classes(argument)


def _is_shape(hint: Any) -> bool:
    return isinstance(hint, type) and (is_dataclass(hint) or is_typeddict(hint))


def _hints(kind: type) -> dict[str, Any]:
    """The fields with their types, in their order."""
    hints = get_type_hints(kind, include_extras=True)
    return {field.name: hints[field.name] for field in fields(kind)} if is_dataclass(kind) else hints


def _declaration(kind: type) -> str:
    described = _descriptions(kind)
    lines = [
        f"{_comment(described.get(name))}{_field(kind, name, hint)};\n" for name, hint in _hints(kind).items()
    ]
    return _comment(kind.__doc__) + _block(f"export type {kind.__name__} =", lines)


def _field(kind: type, name: str, hint: Any) -> str:
    marked = get_origin(hint) is NotRequired
    left_out = (
        kind in ENCODED and inspect.signature(kind).parameters[name].default is not inspect.Parameter.empty
    )
    optional = "?" if marked or left_out or name in getattr(kind, "__optional_keys__", ()) else ""
    return f"{json.dumps(name)}{optional}: {_type(get_args(hint)[0] if marked else hint)}"


def _type(hint: Any) -> str:
    """What TypeScript calls the JSON of a Python type."""
    origin, arguments = get_origin(hint), get_args(hint)
    if _is_shape(hint):
        return f'import("{hint.__module__}").{hint.__name__}'
    if hint in SIMPLE:
        return SIMPLE[hint]
    if origin is Literal:
        return " | ".join(json.dumps(value) for value in arguments)
    if origin in (Union, UnionType):
        return " | ".join(map(_type, arguments))
    if origin in (dict, Mapping):
        return f"Record<{_type(arguments[0])}, {_type(arguments[1])}>"
    if origin in (list, Sequence) or (origin is tuple and arguments[-1] is Ellipsis):
        return f"Array<{_type(arguments[0])}>"
    if origin is tuple:
        return f"[{', '.join(map(_type, arguments))}]"
    raise TypeError(f"{hint} has no JSON that a script could count on")


def _comment(text: str | None) -> str:
    return f"/** {inspect.cleandoc(text)} */\n" if text else ""


def _descriptions(kind: type) -> dict[str, str]:
    """What stands under the fields of a class, its own and those that it has from others."""
    found: dict[str, str] = {}
    for part in reversed(kind.__mro__):
        for before, after in _neighbours(part):
            match before, after:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                    found[name] = text
    return found


def _neighbours(kind: type) -> Iterator[tuple[ast.stmt, ast.stmt]]:
    """The statements in a class's body, each with the one after it."""
    module = sys.modules[kind.__module__]
    if getattr(module, "__file__", None) is None:
        return
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.ClassDef) and node.name == kind.__name__:
            yield from zip(node.body, node.body[1:], strict=False)
