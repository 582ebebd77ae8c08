"""What keeping compiled templates promises: nothing outdated is ever used."""

from __future__ import annotations

from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader

from publisher.pages.compiled import keep_compiled, unfolded


class Counting(Environment):
    """Counts how many templates it compiles."""

    compiled = 0

    def _compile(self, source: str, filename: str) -> CodeType:
        self.compiled += 1
        return super()._compile(source, filename)


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "page.md"
    path.write_text("{% if yes %}\n{{ 'Tea' | poured }}\n{% endif %}\n", "utf-8")
    return path


def rendered(template: Path, poured: str = "hot", **options: Any) -> tuple[str, int]:
    """What a new environment makes of the template, and how many templates it had to compile."""
    environment = Counting(loader=FileSystemLoader(template.parent), **options)
    environment.filters["poured"] = unfolded(lambda text: f"{text}, {poured}")
    keep_compiled(environment, template.parent / "kept")
    return environment.get_template(template.name).render(yes=True), environment.compiled


def test_a_template_is_compiled_once(template: Path) -> None:
    assert rendered(template) == ("\nTea, hot\n", 1)
    assert rendered(template) == ("\nTea, hot\n", 0)


def test_a_changed_template_is_compiled_anew(template: Path) -> None:
    rendered(template)
    template.write_text("Coffee", "utf-8")
    assert rendered(template) == ("Coffee", 1)


def test_under_other_settings_a_template_is_compiled_anew(template: Path) -> None:
    rendered(template)
    assert rendered(template, trim_blocks=True) == ("Tea, hot\n", 1)


def test_what_a_filter_makes_of_a_constant_is_not_kept(template: Path) -> None:
    rendered(template)
    assert rendered(template, poured="cold")[0] == "\nTea, cold\n"
