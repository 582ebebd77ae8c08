"""The least library: what is left out of it, how Python finds the rest, and that engines answer as ever."""

from __future__ import annotations

import importlib.util
import json
import marshal
import random
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import pytest

from publisher import setup
from publisher.bundle import files as bundle
from publisher.bundle import node_scripts as node
from publisher.bundle.library import empty_lock
from publisher.bundle.pyodide.finding import TABLE, TEXTS, LibraryFinder
from publisher.bundle.pyodide.noting import place
from publisher.bundle.pyodide.shrinking import shaken, stored
from publisher.lookup.questions import compiled_questions
from publisher.policy_file.edition_file import load_edition
from tests.publisher.lookups import paths_of
from tests.sweeps import sampled
from tests.wizard.helpers import DESK_CLOSED, DESK_OPEN
from wizard.boot import load
from wizard.codec import encode
from wizard.edition import Edition

ROOT = Path(__file__).resolve().parents[2]
POLICIES = ("policy", "tests/policies/paid-plans", "tests/policies/product-line", "tests/policies/two-desks")
SOME = 120
"""So many ways through each policy are tried; the browser tests try some more."""

SOURCE = b"""
from collections import namedtuple
def kept(x):
    def inner():
        return x + 1
    def unused():
        return x + 2
    return inner
def unused(a, b=3, *, c):
    return "never"
class Class:
    def method(self):
        return 1
    @property
    def unused(self):
        return 2
"""


def blocks(code: CodeType) -> Iterator[CodeType]:
    """The blocks of code in a block."""
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from blocks(one)


@pytest.fixture
def module() -> dict[str, Any]:
    """What is left of a module once its functions called `unused` are left out."""
    code = compile(SOURCE, "package/module.py", "exec")
    ran = {place(block) for block in (code, *blocks(code)) if block.co_name != "unused"}
    whole = marshal.dumps(code)
    idle = marshal.dumps(compile(b"", "package/idle.py", "exec"))
    modules = {"package/idle.pyc": idle, "package/module.pyc": whole, "wizard/module.pyc": whole}
    left = shaken(modules, ran)
    assert left.keys() == {"package/module.pyc", "wizard/module.pyc"}
    assert left["wizard/module.pyc"] == whole
    assert (b"never" in whole, b"never" in left["package/module.pyc"]) == (True, False)
    space: dict[str, Any] = {"__name__": "module"}
    exec(marshal.loads(left["package/module.pyc"]), space)  # noqa: S102, S302 (what was just compiled)
    return space


def test_what_ran_works_as_before_also_beside_what_is_left_out(module: dict[str, Any]) -> None:
    assert module["kept"](1)() == 2
    assert module["Class"]().method() == 1


def test_calling_what_was_left_out_raises_what_no_library_catches_by_the_way(module: dict[str, Any]) -> None:
    for call in ("unused(1, c=2)", "unused()", "Class().unused"):
        with pytest.raises(BaseException, match="left out") as raised:
            eval(call, module)  # noqa: S307 (a call above)
        assert not isinstance(raised.value, Exception)


def loaded(finder: LibraryFinder, name: str) -> ModuleType:
    spec = finder.find_spec(name)
    assert spec
    module = importlib.util.module_from_spec(spec)
    finder.exec_module(module)
    return module


@pytest.fixture
def finder(tmp_path: Path) -> LibraryFinder:
    """Finds a few modules, and knows one text."""
    source = b"name = __name__\ndef run(text): exec(text, globals())"
    paths = ("top.pyc", "pack/__init__.pyc", "pack/part.pyc", "dataclasses.pyc")
    names = ("top", "pack", "pack.part", "dataclasses")
    codes = [(path, marshal.dumps(compile(source, path, "exec"))) for path in paths]
    modules = dict(zip(names, codes, strict=True))
    texts = {"told = 1": marshal.dumps(compile("told = 'ahead'", "", "exec"))}
    library = tmp_path / "library.zip"
    library.write_bytes(stored({TABLE: marshal.dumps(modules, 2), TEXTS: marshal.dumps(texts, 2)}))
    return LibraryFinder(str(library))


def test_a_module_is_found_in_the_table_with_its_place_and_a_package_with_its_folder(
    finder: LibraryFinder, tmp_path: Path
) -> None:
    top, pack, part = (loaded(finder, name) for name in ("top", "pack", "pack.part"))
    assert (top.name, pack.name, part.name) == ("top", "pack", "pack.part")
    library = tmp_path / "library.zip"
    assert (top.__file__, pack.__path__) == (f"{library}/top.pyc", [f"{library}/pack"])
    assert (part.__package__, hasattr(part, "__path__")) == ("pack", False)
    assert finder.find_spec("pack.missing") is None


def test_of_the_texts_that_dataclasses_write_those_that_are_known_are_not_compiled_again(
    finder: LibraryFinder,
) -> None:
    writer = loaded(finder, "dataclasses")
    writer.run("told = 1")
    assert (writer.told, finder.unknown) == ("ahead", [])
    writer.run("told = 2")
    assert (writer.told, finder.unknown) == (2, ["told = 2"])
    other = loaded(finder, "top")
    other.run("told = 1")
    assert other.told == 1


def requests(edition: Edition, most: int) -> list[str]:
    """Some of the ways through a policy, at an hour at which a desk is open and at one at which it is not."""
    paths = list(paths_of(compiled_questions(edition)))
    some = random.Random(1).sample(paths, min(most, len(paths)))
    return [json.dumps({"answers": path, "now": now}) for now in (DESK_OPEN, DESK_CLOSED) for path in some]


@pytest.mark.parametrize("some", sampled([SOME // 4, SOME]))
def test_with_it_the_engine_answers_by_other_policies_than_it_was_made_for(
    bundled: bundle.Bundle, tmp_path: Path, some: int
) -> None:
    """Functions are left out that the exercise did not run, and these policies are not the exercise's."""
    cases = []
    for name in POLICIES:
        edition = load_edition(ROOT / f"{name}.yaml", ROOT / "site_src/words").edition
        told = json.dumps(encode(edition))
        respond = load(told)
        cases.append({"edition": told, "answers": {one: respond(one) for one in requests(edition, some)}})
    pyodide = setup.ensure_pyodide(ROOT)
    files = {
        "cases.json": json.dumps(cases).encode(),
        "library.zip": bundled.files[bundled.paths["library"]],
        "lock.json": empty_lock(pyodide),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    script = Path(__file__).with_name("answers.mjs")
    node.run(setup.ensure_node(ROOT), str(script), pyodide, *(tmp_path / name for name in files))
