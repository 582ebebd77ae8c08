"""What is said of pinned packages is what pip, pip-audit and npm say, and silence is no good news."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.supply_check import SupplyState, ask_all, npm_newer, npm_weak, pip_newer, pip_weak

ROOT = Path(__file__).resolve().parents[2]


def test_a_weakness_and_a_newer_version_are_told_with_what_mends_them() -> None:
    told = SupplyState()
    versions = {"version": "1.6.0", "latest_version": "1.6.1"}
    told.newer += pip_newer([{"name": "MkDocs", **versions}, {"name": "not-pinned", **versions}], ROOT)
    dependencies = [
        {"name": "jinja2", "version": "2.4", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.5"]}]},
        {"name": "brotli", "skip_reason": "not found"},
        {"name": "pyyaml", "version": "6", "vulns": []},
    ]
    pip_weak(told, {"dependencies": dependencies}, "build.txt")
    same, newer = {"wanted": "1", "latest": "1"}, {"wanted": "1", "latest": "2"}
    npm_newer(told, {"qr": newer, "esbuild": same}, "script")
    via = [{"title": "Reads what it should not"}, "esbuild"]
    npm_weak(told, {"vulnerabilities": {"qr": {"range": "<2", "via": via}}}, "script")
    assert str(told).splitlines() == [
        "out of date: MkDocs 1.6.0, the newest is 1.6.1",
        "out of date: qr 1, the newest is 2",
        "weakness: jinja2 2.4: PYSEC-1, mended in 2.5",
        "weakness: qr <2: Reads what it should not",
        "not known: whether these of build.txt have a weakness: brotli",
        "2 out of date, 2 with a known weakness, 1 questions without an answer.",
    ]


def test_without_a_network_nothing_is_taken_for_up_to_date(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements/build.txt").write_text("", "utf-8")
    told = ask_all(tmp_path, Path("false"), ["false"], [tmp_path])
    assert (told.newer, told.weak) == ([], [])
    assert len(told.unanswered) == 1 + 1 + 2
