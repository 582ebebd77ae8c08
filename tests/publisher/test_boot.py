"""What the wizard's Python starts from: the least library, the exercise behind it, and the packed files."""

from __future__ import annotations

import gzip
import json
import marshal
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]
import pytest

from publisher import setup
from publisher.bundle import exercise as exercises
from publisher.bundle import files as bundle
from publisher.bundle import library
from publisher.bundle import node_scripts as node
from publisher.bundle.exercise import Exercise, exercise
from publisher.bundle.pyodide.finding import TABLE, TEXTS
from publisher.bundle.pyodide.shrinking import FIRST
from publisher.hosting.compressing import LEAST_BYTES, compress
from publisher.language.interface import Language
from publisher.making import Sources, make_site
from publisher.pages.mkdocs_site import MkDocs
from publisher.policy_file.edition_file import edition_of, load_policy
from publisher.policy_file.findings import Refused
from publisher.progress import Steps
from wizard import policy
from wizard.edition import Edition
from wizard.policy import Part

ROOT = Path(__file__).resolve().parents[2]
WORDS = ROOT / "site_src" / "words"
NO_NODE = Path("no-such-node")


@pytest.fixture(scope="module")
def pyodide() -> Path:
    return setup.ensure_pyodide(ROOT)


@pytest.fixture(scope="module")
def least(bundled: bundle.Bundle) -> bytes:
    """The least library."""
    return bundled.files[bundled.paths["library"]]


@pytest.fixture(scope="module")
def exercised() -> Exercise:
    return exercise(WORDS)


def parts(value: object) -> Iterator[Part]:
    """A part of a policy and all parts in it."""
    if isinstance(value, Part):
        yield value
        for one in fields(value):  # type: ignore[arg-type]
            yield from parts(getattr(value, one.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from parts(one)


VOCABULARY = [one for one in vars(policy).values() if isinstance(one, type) and is_dataclass(one)]


def is_told(part: Part, one: Any) -> bool:
    """Whether a field has another value than the one that it has by itself."""
    default = one.default_factory() if one.default_factory is not MISSING else one.default
    return bool(getattr(part, one.name) != default)


def test_the_exercise_has_every_kind_of_part_and_every_field_of_each() -> None:
    found = list(parts(load_policy(exercises.POLICY)))
    told = {
        (kind, one.name)
        for part in found
        for one in fields(part)  # type: ignore[arg-type]
        for kind in type(part).__mro__
        if is_told(part, one)
    }
    # A matrix is written out as levels before the engine sees it.
    kinds = set(VOCABULARY) - {policy.Matrix, policy.Cell}
    every = {(kind, one.name) for kind in kinds for one in fields(kind)}
    left_out = {"Policy.language", "Section.matrix", "Subsection.matrix", "Level.cell"}
    assert {f"{kind.__name__}.{name}" for kind, name in every - told} == left_out


def test_the_exercise_comes_to_every_result_of_its_tables_and_to_every_refusal(exercised: Exercise) -> None:
    answers = list(exercised.answers.values())
    given = [json.loads(answer) for answer in answers if answer.startswith("{")]
    # What becomes of a ticket is no view.
    views = [one for one in given if "question" in one]
    outcomes = [view["outcome"] for view in views if view["outcome"]]
    every = load_policy(exercises.POLICY)
    assert {one["verdict"]["id"] for one in outcomes} == {one.id for one in every.verdicts}
    assert {one["target"] and one["target"]["level"]["id"] for one in outcomes} == {
        None,
        *(one.id for one in every.levels),
    }
    assert {one["question"]["id"] for one in views if one["question"]} == {one.id for one in every.questions}
    assert {answer for answer in answers if not answer.startswith("{")} == {"BadRequest", "JSONDecodeError"}


@pytest.fixture(scope="module")
def modules(least: bytes) -> dict[str, tuple[str, bytes]]:
    """The path and the code of every module in the least library, by its name."""
    with zipfile.ZipFile(BytesIO(least)) as archive:
        assert {one.compress_type for one in archive.infolist()} == {zipfile.ZIP_STORED}
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert set(archive.namelist()) == {f"{FIRST}c", TABLE, TEXTS}
        found: dict[str, tuple[str, bytes]] = marshal.loads(archive.read(TABLE))  # noqa: S302 (ours)
        return found


def test_the_least_library_holds_the_whole_engine(modules: dict[str, tuple[str, bytes]]) -> None:
    engine = {
        ".".join(one.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for one in (ROOT / "wizard").rglob("*.py")
    }
    assert {name for name in modules if name.startswith("wizard")} == engine
    assert {"traceback", "linecache", "encodings.utf_8"} <= set(modules)


def test_what_neither_python_nor_the_engine_loads_is_not_in_the_least_library(
    modules: dict[str, tuple[str, bytes]],
) -> None:
    assert not {"argparse", "difflib", "email", "sqlite3", "unittest"} & set(modules)


@pytest.fixture
def elsewhere(pyodide: Path, tmp_path: Path) -> Path:
    """Pyodide in another folder, where nothing has been made of it yet."""
    folder = tmp_path / "node_modules" / "pyodide"
    folder.parent.mkdir()
    folder.symlink_to(pyodide)
    shutil.copytree(pyodide.parents[1] / "python", tmp_path / "python")
    return folder


@pytest.mark.sweep
def test_the_same_library_is_made_again(least: bytes, bundled: bundle.Bundle, elsewhere: Path) -> None:
    engine, said = bundled.files[bundled.paths["engine"]], list[str]()
    made = library.least_library(engine, elsewhere, WORDS, setup.ensure_node(ROOT), Steps(said.append))
    assert made == least
    assert len(said) == 1


def test_an_edit_of_the_policy_gives_the_edition_a_new_address_and_nothing_else(
    edition: Edition, language: Language, bundled: bundle.Bundle, pyodide: Path
) -> None:
    edited = edition_of(replace(edition.policy, title="Another title"), language)
    paths = bundle.make(edited, ROOT / "wizard", pyodide, NO_NODE).paths
    assert {name for name in paths if paths[name] != bundled.paths[name]} == {"edition"}


def test_every_address_of_the_wizard_names_its_content_or_its_version(bundled: bundle.Bundle) -> None:
    for path in (*bundled.files, *bundled.copies):
        assert any(character.isdigit() for character in path.removeprefix("assets/").split("/")[0]), path
        assert not path.endswith(".mjs")


def test_pyodide_is_copied_as_it_is(bundled: bundle.Bundle, built_site: Path) -> None:
    for path, source in bundled.copies.items():
        assert (built_site / path).read_bytes() == source.read_bytes()


def test_pyodide_starts_with_its_own_facts_and_no_package(pyodide: Path) -> None:
    lock = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))
    assert json.loads(library.empty_lock(pyodide)) == {"info": lock["info"], "packages": {}}


def test_every_large_file_lies_ready_compressed_beside_itself(built_site: Path) -> None:
    seen = 0
    for file in built_site.rglob("*"):
        if file.suffix in (".js", ".css", ".html", ".wasm", ".zip") and file.stat().st_size >= LEAST_BYTES:
            assert gzip.decompress(Path(f"{file}.gz").read_bytes()) == file.read_bytes()
            assert Path(f"{file}.br").stat().st_size <= file.stat().st_size + 16
            seen += 1
    assert seen > 25


def unpack(site: Path) -> None:
    """Take the compressed files away."""
    for kind in (".br", ".gz"):
        for file in site.rglob(f"*{kind}"):
            file.unlink()


def test_what_was_compressed_once_is_not_compressed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, kept = tmp_path / "site", tmp_path / "kept"
    (site / "assets" / "ours").mkdir(parents=True)
    (site / "index.html").write_text("<p>A page" * LEAST_BYTES)
    (site / "small.html").write_text("<p>A page")
    (site / "assets" / "ours" / "script.js").write_text("// A script\n" * LEAST_BYTES)
    compress(site, kept)
    made = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert {path.name for path in made} == {
        *("index.html", "index.html.br", "index.html.gz", "small.html"),
        *("script.js", "script.js.br", "script.js.gz"),
    }
    unpack(site)
    monkeypatch.setattr(brotli, "compress", None)
    compress(site, kept)
    assert {path: (site / path).read_bytes() for path in made} == made
    shutil.rmtree(kept)
    compress(site, kept)
    unpack(site)
    with pytest.raises(TypeError):
        compress(site, kept)


def test_where_node_is_missing_the_build_says_so_and_makes_nothing(
    elsewhere: Path, tmp_path: Path, mkdocs: MkDocs
) -> None:
    sources = Sources(ROOT, ROOT / "policy.yaml", elsewhere, NO_NODE)
    with pytest.raises(node.NotMade, match=r"Node\.js could not be run"):
        make_site(sources, tmp_path / "site", mkdocs, Steps())
    assert not (tmp_path / "site").exists()


def test_a_policy_that_loses_customers_is_told_by_the_table_that_does(
    tmp_path: Path, pyodide: Path, mkdocs: MkDocs
) -> None:
    written, last_row = (ROOT / "policy.yaml").read_text("utf-8"), "      - {when: {}, then: request}\n"
    assert written.count(last_row) == 1
    losing = tmp_path / "policy.yaml"
    losing.write_text(written.replace(last_row, ""), "utf-8")
    # No look-up can be followed there, which is not what staff are told.
    with pytest.raises(Refused, match="no row of the table 'handling' holds for some case"):
        make_site(Sources(ROOT, losing, pyodide, NO_NODE), tmp_path / "site", mkdocs, Steps())


def test_a_script_that_fails_is_named_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(node.NotMade, match=r"library\.mjs failed:\n.*no-such-exercise"):
        names = ("pyodide", "packages", "engine", "lock", "no-such-exercise", "out")
        arguments = [tmp_path / name for name in names]
        node.run(setup.ensure_node(ROOT), "library.mjs", *arguments)
