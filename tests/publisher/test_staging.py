"""The staged folder: any generator that reads mkdocs.yml makes the site of it, and needs nothing of ours."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import chain
from pathlib import Path

import pytest
import yaml
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader

from publisher import setup
from publisher.bundle.files import Bundle
from publisher.language.interface import Language
from publisher.language.page_list import (
    SITE_PAGES,
    TITLED,
    contents,
    footer,
    lasting_pages,
    listed_pages,
    navigation,
)
from publisher.pages.mkdocs_site import MkDocs, build_pages
from publisher.pages.staging import HOOKS, contents_by_edition, stage
from publisher.pages.theme import fit_theme
from publisher.policy_file.edition_file import edition_of, load_editions, load_language, load_policy
from tests.built_pages import Page, words_of
from tests.publisher.edition_pair import EDITS, pair
from tests.publisher.staged import pages_of
from tests.sweeps import sampled
from wizard.edition import Edition
from wizard.facts import begins
from wizard.policy import Holiday, Hours, Opening

ROOT = Path(__file__).resolve().parents[2]
WORDS = ROOT / "site_src" / "words"
SMALL = ROOT / "tests/publisher/documented.yaml"
ADDRESS = "https://help.example.org/desk/"


@pytest.fixture(scope="module")
def addressed(edition: Edition, language: Language) -> Edition:
    """The edition of a site that knows its address, so that it has all files that a site can have."""
    return edition_of(replace(edition.policy, address=ADDRESS), language)


@pytest.fixture(scope="module")
def staged(
    addressed: Edition, language: Language, bundled: Bundle, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp("staged")
    stage([pages_of(addressed, language, bundled.paths)], ROOT, folder)
    return folder


@pytest.fixture(scope="module")
def ours(
    addressed: Edition,
    language: Language,
    staged: Path,
    mkdocs: MkDocs,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    out = tmp_path_factory.mktemp("ours")
    build_pages(mkdocs, staged, out, addressed, language)
    return out


@pytest.fixture
def elsewhere(staged: Path, tmp_path: Path) -> Path:
    """A copy of the staged folder, where nothing of this project is near."""
    return shutil.copytree(staged, tmp_path / "staged")


@pytest.fixture(scope="session")
def zensical() -> Path:
    """The Python that has Zensical."""
    try:
        return setup.ensure_programs(ROOT, "zensical")
    except setup.SetupError as error:
        pytest.skip(f"Zensical could not be installed: {error}")


def files_in(site: Path) -> list[Path]:
    return sorted(path.relative_to(site) for path in site.rglob("*") if path.is_file())


def test_what_the_system_refuses_while_pages_are_built_is_told_as_that(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# A page", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: A site", "utf-8")
    (tmp_path / "file").touch()
    with MkDocs() as mkdocs, pytest.raises(NotADirectoryError):
        out, dated = tmp_path / "file" / "site", datetime(2026, 1, 1, tzinfo=UTC)
        mkdocs.build(tmp_path / "mkdocs.yml", out, dated, "en", {})


@pytest.mark.parametrize("hooks", sampled([[], [*HOOKS]]))
def test_the_stock_command_makes_the_same_site_but_for_the_mending_after_it(
    elsewhere: Path, ours: Path, addressed: Edition, language: Language, tmp_path: Path, hooks: list[str]
) -> None:
    stock, policy = tmp_path / "stock", addressed.policy
    settings = yaml.safe_load((elsewhere / "mkdocs.yml").read_text("utf-8"))
    assert settings["hooks"] == [*HOOKS]
    (elsewhere / "mkdocs.yml").write_text(yaml.safe_dump({**settings, "hooks": hooks}), "utf-8")
    effective = int(datetime.combine(policy.effective, time(), UTC).timestamp())
    surroundings = {**os.environ, "SOURCE_DATE_EPOCH": str(effective), "NO_MKDOCS_2_WARNING": "1"}
    command = ["-m", "mkdocs", "build", "--strict", "-f", str(elsewhere / "mkdocs.yml"), "-d", str(stock)]
    subprocess.run(
        [sys.executable, *command], cwd=tmp_path, env=surroundings, check=True, capture_output=True
    )
    fit_theme(stock, policy.language)
    assert len([*stock.rglob("*.html")]) > len(SITE_PAGES)
    assert files_in(stock) == files_in(ours)
    for path in files_in(stock):
        assert (stock / path).read_bytes() == (ours / path).read_bytes(), path


@pytest.mark.sweep
def test_zensical_makes_pages_with_the_same_text_and_links(
    elsewhere: Path, ours: Path, zensical: Path
) -> None:
    command = [str(zensical), "-m", "zensical", "build", "-f", str(elsewhere / "mkdocs.yml")]
    subprocess.run(command, cwd=elsewhere.parent, check=True, capture_output=True)
    pages = [path for path in files_in(ours) if path.name == "index.html"]
    assert len(pages) > len(SITE_PAGES)
    for path in pages:
        read = (file.read_text("utf-8") for file in (elsewhere / "site" / path, ours / path))
        theirs, own = (Page(html, within="md-content__inner") for html in read)
        assert words_of(theirs.text) == words_of(own.text), path
        assert theirs.links == own.links, path
        assert words_of(own.text), path


def test_all_settings_are_plain_data_and_name_the_pages_that_are_there(staged: Path) -> None:
    settings = yaml.safe_load((staged / "mkdocs.yml").read_text("utf-8"))
    sources = [source for entry in settings["nav"] for source in targets(entry)]
    assert all((staged / "docs" / source).is_file() for source in sources)
    linked = chain(*settings["extra"]["contents"], settings["extra"]["footer"])
    assert all((staged / "docs" / entry["url"] / "index.md").is_file() for entry in linked)


def test_what_changes_and_when_is_linked_beside_the_pages_of_each_edition_as_beside_all_others(
    edition: Edition, language: Language
) -> None:
    plain = listed_pages(edition, language, True, several=True)
    lasting = lasting_pages(edition, language, True, "editions/2026-01-01/")
    (beside,) = contents_by_edition([*plain, *lasting]).values()
    assert contents(plain)[-1][-1] == beside["contents"][-1][-1]
    assert beside["contents"][-1][-1]["url"] == "changes/" and "changes/" not in beside["pages"]


def test_the_page_for_the_lost_says_as_every_page_until_when_its_edition_holds(
    language: Language, bundled: Bundle, tmp_path: Path
) -> None:
    policy = load_policy(SMALL)
    this, following = (
        edition_of(replace(policy, effective=date(year, 1, 1)), language) for year in (2026, 2027)
    )
    editions = (replace(this, ends=begins(following)), following)
    stage([pages_of(one, language, bundled.paths) for one in editions], ROOT, tmp_path)
    settings = yaml.safe_load((tmp_path / "mkdocs.yml").read_text("utf-8"))
    frame = Environment(loader=FileSystemLoader(tmp_path / "overrides"), autoescape=True)
    frame.filters["url"] = str
    bottom = frame.get_template("partials/footer.html").render(config=settings, words={})
    assert "In force from 1 January 2026 until 31 December 2026." in bottom


def test_the_page_for_addresses_that_lead_nowhere_tells_addresses_with_their_days_and_when_its_edition_holds(
    language: Language, bundled: Bundle, tmp_path: Path
) -> None:
    number, other = "+4955155550120", "+4955155550199"
    old, new = load_editions(pair(tmp_path, EDITS | {number: other}), WORDS).all
    stage([pages_of(one.edition, language, bundled.paths) for one in (old, new)], ROOT, tmp_path / "staged")
    settings = yaml.safe_load((tmp_path / "staged/mkdocs.yml").read_text("utf-8"))
    theme = DictLoader({"main.html": "{% block content %}{% endblock %}"})
    loader = ChoiceLoader([theme, FileSystemLoader(tmp_path / "staged/overrides")])
    frame = Environment(loader=loader, autoescape=True)
    frame.filters["url"] = str
    lost = words_of(re.sub("<[^>]*>", " ", frame.get_template("404.html").render(config=settings, page=None)))
    assert f"{number} until 31 January 2027" in lost
    assert f"{other} from 1 February 2027" in lost
    assert "In force from 1 February 2026 until 31 January 2027. No longer in force." in lost


def test_home_says_until_when_the_holidays_are_listed_by_which_alone_an_answer_is_due(
    language: Language, bundled: Bundle, tmp_path: Path
) -> None:
    policy = load_policy(SMALL)
    opening = Opening(days=("monday",), opens="09:00", closes="17:00")
    desk = Hours(id="desk", text="Mondays", openings=(opening,), holidays=(Holiday(day="2027-12-06"),))
    (level,) = policy.levels
    slow = replace(level, target=replace(level.target, clock="desk"))
    (section, *others) = policy.sections
    sections = (replace(section, levels=(slow,)), *others)
    edition = edition_of(replace(policy, hours=(*policy.hours, desk), sections=sections), language)
    stage([pages_of(edition, language, bundled.paths)], ROOT, tmp_path)
    assert (tmp_path / "docs/index.md").read_text("utf-8").count('data-until="2027-12-06"') == 1


def targets(entry: dict) -> Iterator[str]:
    """The pages of an entry of the navigation, which may be a group."""
    for target in entry.values():
        yield from chain(*map(targets, target)) if isinstance(target, list) else [target]


@pytest.mark.parametrize("walkable", [True, False])
def test_every_page_is_linked_from_all_places_that_the_list_of_pages_names(
    edition: Edition, language: Language, walkable: bool
) -> None:
    pages = listed_pages(edition, language, walkable)
    linked = {
        "navigation": [url for entry in navigation(pages, language) for url in targets(entry)],
        "contents": [f"{entry['url']}index.md" for group in contents(pages) for entry in group],
        "footer": [f"{entry['url']}index.md" for entry in footer(pages, edition, language, False)],
    }
    for place, found in linked.items():
        assert found == [page.source for page in pages if place in page.page.linked], place
    for_staff = {entry["url"] for entry in footer(pages, edition, language, True)}
    assert for_staff - {entry["url"] for entry in footer(pages, edition, language, False)} == {"readings/"}
    assert ("steps/" in [page.url for page in pages]) == walkable


def test_the_page_of_readings_is_there_only_while_some_are_unconfirmed(
    edition: Edition, language: Language
) -> None:
    confirmed = edition_of(replace(edition.policy, unconfirmed=()), language)
    for tried, there in ((edition, True), (confirmed, False)):
        assert ("readings/" in [page.url for page in listed_pages(tried, language, True)]) == there


@pytest.mark.parametrize("code", sorted(path.stem for path in WORDS.glob("*.yaml")))
def test_every_page_has_a_title_in_every_language(code: str) -> None:
    words = load_language(WORDS, code)
    assert words.site.titles.keys() == set(TITLED)
