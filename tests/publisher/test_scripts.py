"""What a page names of our scripts and styles is one file each, made once."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from publisher import setup
from publisher.bundle import node_scripts as node
from publisher.bundle.scripts import ENTRIES, browser_files

ROOT = Path(__file__).resolve().parents[2]
NO_NODE = Path("no-such-node")
IMPORT = re.compile(r"""(^|[;\n])\s*(import|export)\b\s*["'{*]|\bfrom\s*["']""")


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """The sources in a folder of their own."""
    return shutil.copytree(ROOT / "site_src", tmp_path / "site_src")


def test_each_entry_is_one_file_that_imports_no_other(sources: Path) -> None:
    files = browser_files(sources, setup.ensure_pyodide(ROOT), setup.ensure_node(ROOT))
    assert sorted(files) == sorted(Path(entry).name for entry in ENTRIES)
    for name, content in files.items():
        assert not IMPORT.search(content.decode()), name
        assert len(content) > 100


def test_they_are_made_once_and_anew_after_an_edit(sources: Path) -> None:
    pyodide, program = setup.ensure_pyodide(ROOT), setup.ensure_node(ROOT)
    before = browser_files(sources, pyodide, program)
    assert browser_files(sources, pyodide, NO_NODE) == before
    with (sources / "script/fill.js").open("a") as file:
        file.write("console.log('edited');\n")
    after = browser_files(sources, pyodide, program)
    assert {name for name in before if before[name] != after[name]} == {"start.js", "search.js", "now.js"}
    assert b"edited" in after["start.js"]


def test_a_mistake_in_a_script_is_told_with_its_place(sources: Path) -> None:
    (sources / "script/fill.js").write_text("export function fill( {\n")
    with pytest.raises(node.NotMade, match=r"fill\.js:2:1: "):
        browser_files(sources, setup.ensure_pyodide(ROOT), setup.ensure_node(ROOT))
