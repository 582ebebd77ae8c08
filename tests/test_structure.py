"""Who may import whom, and what the engine must not touch. A new module has to be given its place here."""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# The engine, from the values up to its one door. A module imports only from the layers before its own.
LAYERS = (
    {"dates", "versions.names", "conditions", "address", "codec", "values"},
    {"hours", "media", "desks", "ticket.letters", "ticket.coming_back", "ticket.secrets"},
    {"days"},
    {"policy", "outcome.blocks"},
    {"words", "clauses", "readings", "versions.life_cycle", "decisions", "calendars"},
    {"view", "ticket.layout"},
    {"ticket.forms", "ticket.details", "ticket.writing"},
    {"outcome.plain_links", "outcome.unsure", "ticket.links"},
    {"outcome.pieces"},
    {"outcome.grounds"},
    {"edition"},
    {"facts", "kinds.choice"},
    {"kinds.product", "kinds.date"},
    {"kinds.version"},
    {"kinds"},
    {"interview", "emergencies"},
    {"case"},
    {"outcome.instants", "versions.about"},
    {"outcome.assembly"},
    {"protocol"},
    {"reopening"},
    {"boot"},
)
ROOMS = {"versions", "outcome", "ticket"}
"""The packages of the engine that only say what they are for."""

# The build: its steps, and the modules that know in which order they are taken. All others are shared.
STEPS = {
    *("setup", "analysis.acceptance", "hosting.compressing", "bundle.files"),
    *("pages.staging", "pages.mkdocs_site"),
}
KNOW_THE_ORDER = {"making", "serving", "commands"}

PURE = {
    *("__future__", "binascii", "bisect", "calendar", "collections.abc", "dataclasses", "datetime"),
    *("functools", "heapq", "itertools", "json", "operator", "re", "types", "typing", "urllib.parse"),
}
"""The modules of the standard library that the engine uses; none of them reads or writes anything."""
TEXT_ALONE = ("policy_file.", "analysis.", "editing.")
"""The rooms of the build that will run in a browser too; they take texts and give back texts."""
THEIR_EDGE = {"policy_file.edition_file"}
"""What reads the files whose texts the rooms are given."""
PRINTS_ITSELF = "policy_file.schema"
"""What prints, where it is run by itself."""
ALSO_PURE = {
    *(
        "collections",
        "copy",
        "difflib",
        "fractions",
        "hashlib",
        "math",
        "pydantic",
        "random",
        "re",
    ),
    *("ast", "inspect", "sys", "pydantic.json_schema", "textwrap", "time", "unicodedata", "yaml"),
    "zoneinfo",
}
"""What those rooms use beside them."""
TOLD_TO_STAFF = {"wizard.desks"}
"""What says where its rows are from; no visitor reads it."""
IN_AND_OUT_CALLS = {"open", "print", "input", "exec", "eval", "compile", "breakpoint", "__import__"}
CLOCK_CALLS = {"now", "utcnow", "today", "localtime", "gmtime", "strptime"}


@cache
def modules(folder: str) -> Mapping[str, Path]:
    """The Python modules of a folder and all folders in it, by dotted name; a package is a module too."""
    files = sorted(path for path in (ROOT / folder).rglob("*.py") if "node_modules" not in path.parts)
    named = {path.relative_to(ROOT).with_suffix(""): path for path in files}
    return {".".join(name.parts).removesuffix(".__init__"): path for name, path in named.items()}


@cache
def trees(folder: str) -> Mapping[str, ast.Module]:
    """What is written in each of these modules."""
    return {name: ast.parse(path.read_text("utf-8")) for name, path in modules(folder).items()}


def short_names(package: str) -> frozenset[str]:
    """The modules of a package, without its name before theirs."""
    return frozenset(name.removeprefix(f"{package}.") for name in modules(package)) - {package}


def imported_modules(tree: ast.Module) -> Iterator[str]:
    """Every module that a module imports or takes something from, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def imported(tree: ast.Module) -> Iterator[str]:
    """The same, and each thing that is taken from one: it may be a module itself."""
    yield from imported_modules(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)


@cache
def graph(package: str) -> Mapping[str, frozenset[str]]:
    """Which modules of a package each of its modules imports, by their short names."""
    names, found = short_names(package), {}
    for module in names:
        all_imported = {
            one.removeprefix(f"{package}.") for one in imported(trees(package)[f"{package}.{module}"])
        }
        found[module] = frozenset(all_imported & names - {module})
    return found


def reached(links: Mapping[str, Iterable[str]], start: str) -> set[str]:
    """Every module that one imports, directly or through others."""
    found: set[str] = set()
    ahead = [start]
    while ahead:
        new = set(links[ahead.pop()]) - found
        found |= new
        ahead += new
    return found


@pytest.mark.parametrize("module", sorted(modules("wizard")))
def test_the_engine_imports_nothing_but_itself_and_pure_parts_of_the_standard_library(module: str) -> None:
    for name in imported_modules(trees("wizard")[module]):
        assert name.partition(".")[0] == "wizard" or name in PURE, name
        assert name.partition(".")[0] in {*sys.stdlib_module_names, "wizard"}, name


@pytest.mark.parametrize("module", sorted(modules("wizard")))
def test_the_engine_reads_no_file_and_no_clock_and_writes_nothing(module: str) -> None:
    for node in ast.walk(trees("wizard")[module]):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            assert node.id not in IN_AND_OUT_CALLS, f"line {node.lineno}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr not in CLOCK_CALLS, f"line {node.lineno}"


def test_what_works_on_text_alone_reads_no_file_and_starts_nothing() -> None:
    links = graph("publisher")
    alone = {module for module in links if module.startswith(TEXT_ALONE)} - THEIR_EDGE
    assert len(alone) > 50
    used = alone.union(*(reached(links, module) for module in alone))
    assert not used & THEIR_EDGE
    for name in used:
        tree, calls = trees("publisher")[f"publisher.{name}"], IN_AND_OUT_CALLS
        calls = calls - {"print"} if name == PRINTS_ITSELF else calls
        for imports in imported_modules(tree):
            ours = imports.partition(".")[0] in {"publisher", "wizard"}
            assert ours or imports in PURE | ALSO_PURE, f"{name}: {imports}"
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                assert node.id not in calls, f"{name}, line {node.lineno}"


def test_every_module_of_the_engine_has_its_layer() -> None:
    layered = [module for layer in LAYERS for module in layer]
    assert sorted([*layered, *ROOMS]) == sorted(graph("wizard"))


@pytest.mark.parametrize("module", sorted(short_names("wizard") - ROOMS))
def test_a_module_of_the_engine_imports_only_from_the_layers_before_its_own(module: str) -> None:
    at = next(number for number, layer in enumerate(LAYERS) if module in layer)
    before = set().union(*LAYERS[:at])
    assert graph("wizard")[module] - ROOMS - around(module) <= before


def around(module: str) -> set[str]:
    """The package that a module stands in: to name the module is to name the package."""
    return {module.rpartition(".")[0]}


@pytest.mark.parametrize("package", ["wizard", "publisher"])
def test_no_module_imports_itself_through_others(package: str) -> None:
    order = list(TopologicalSorter(graph(package)).static_order())
    assert len(order) > 10


def test_no_room_of_the_build_needs_itself_through_others() -> None:
    rooms: dict[str, set[str]] = {}
    for module, links in graph("publisher").items():
        room = module.partition(".")[0]
        rooms.setdefault(room, set()).update(link.partition(".")[0] for link in links)
    order = list(TopologicalSorter({room: links - {room} for room, links in rooms.items()}).static_order())
    assert order.index("language") < order.index("policy_file") < order.index("analysis")
    assert order.index("site_search") < order.index("pages")


def test_no_two_modules_and_no_two_public_classes_share_a_name() -> None:
    modules, classes = Counter[str](), Counter[str]()
    for folder in ("wizard", "publisher", "benchmarks"):
        for name, tree in trees(folder).items():
            modules[name.rsplit(".", 1)[-1]] += 1
            classes.update(node.name for node in tree.body if isinstance(node, ast.ClassDef))
    shared = [name for name, times in (modules + classes).items() if times > 1 and not name.startswith("_")]
    assert shared == []


def test_the_steps_of_the_build_know_nothing_of_one_another() -> None:
    assert graph("publisher").keys() >= STEPS | KNOW_THE_ORDER
    for step in STEPS:
        assert not reached(graph("publisher"), step) & (STEPS | KNOW_THE_ORDER), step


def test_only_the_modules_that_know_their_order_import_the_steps() -> None:
    importers = {module for module, links in graph("publisher").items() if links & STEPS}
    assert importers <= KNOW_THE_ORDER


def test_what_sets_up_is_imported_only_as_a_whole() -> None:
    for module, links in graph("publisher").items():
        if not module.startswith("setup"):
            assert not any(link.startswith("setup.") for link in links), module


def test_the_door_imports_only_what_sets_up_and_what_knows_the_order() -> None:
    door = {one for one in imported(ast.parse((ROOT / "build.py").read_text("utf-8"))) if "publisher" in one}
    assert door <= {"publisher", "publisher.setup", "publisher.commands"}


def spoken(tree: ast.Module) -> Iterator[str]:
    """Texts of several words that are no description and stand in no function that raises an error."""
    silent: set[ast.AST] = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and any(isinstance(one, ast.Raise) for one in ast.walk(node)):
            silent.update(ast.walk(node))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in silent:
            text = node.value
            if sum(piece.isalpha() for piece in text.split()) > 1:
                yield f"line {node.lineno}: {text!r}"


@pytest.mark.parametrize("module", sorted(modules("wizard").keys() - TOLD_TO_STAFF))
def test_the_engine_has_no_words_of_its_own(module: str) -> None:
    """What visitors read stands in the policy and in the words files; only errors are worded here."""
    assert list(spoken(trees("wizard")[module])) == []
