"""The documentation pages: whole, truthful, and the same wherever they are built."""

from __future__ import annotations

import re
import shutil
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from publisher.bundle.files import Bundle
from publisher.language.interface import Language
from publisher.pages.mkdocs_site import NEEDS_ADDRESS, MkDocs, NotBuilt, build_pages
from publisher.pages.staging import stage
from publisher.pages.template_errors import BadTemplate, told_by_place
from publisher.policy_file.checks.identities import check_identities
from publisher.policy_file.edition_file import edition_of, load_policy
from tests.built_pages import page, words_of
from tests.publisher.staged import pages_of
from wizard.edition import Edition
from wizard.outcome.plain_links import plain_link
from wizard.policy import Policy, Reading, Release

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = (
    "<script>alert(1)</script> **bold** | cell {{ 7 * 7 }} {% raw %} [x](y) _z_ `c` # h &amp; \"q\" 'a' \\ ~"
)


@pytest.fixture(scope="session")
def paths(bundled: Bundle) -> dict[str, str]:
    return bundled.paths


@dataclass
class Builder:
    """Builds the site of a changed policy below a folder of its own."""

    folder: Path
    staging: Path
    language: Language
    paths: dict[str, str]
    mkdocs: MkDocs

    def __call__(self, policy: Policy, name: str = "site") -> Path:
        edition, out = edition_of(policy, self.language), self.folder / name
        out.mkdir()
        self.stage(policy)
        build_pages(self.mkdocs, self.staging, out, edition, self.language)
        return out

    def stage(self, policy: Policy) -> list[Path]:
        """Stage the policy's pages, and give all files that are staged."""
        edition = edition_of(policy, self.language)
        stage([pages_of(edition, self.language, self.paths)], ROOT, self.staging)
        return [path for path in self.staging.rglob("*") if path.is_file()]


@pytest.fixture(scope="session")
def staging(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all tests, as what templates compile to is kept in it."""
    return tmp_path_factory.mktemp("staging")


@pytest.fixture
def build(
    tmp_path: Path, staging: Path, language: Language, paths: dict[str, str], mkdocs: MkDocs
) -> Builder:
    return Builder(tmp_path, staging, language, paths, mkdocs)


def with_clause(policy: Policy, text: str) -> Policy:
    """The policy with other words in its title, its first section's title, and the first clause of it."""
    section = policy.sections[0]
    clause = replace(section.included[0], text=text)
    changed = replace(section, title=text, summary=text, included=(clause, *section.included[1:]))
    return replace(policy, title=text, sections=(changed, *policy.sections[1:]))


def test_every_clause_stands_word_for_word_at_its_anchor_on_its_page(
    edition: Edition, built_site: Path
) -> None:
    for cited in edition.clauses.values():
        found = page(built_site / "policy" / cited.section / "index.html")
        if cited.id in edition.channels:
            assert edition.channels[cited.id].name in found.texts[cited.id]
        else:
            assert cited.text in words_of(found.texts[cited.id]), cited


def test_every_clause_stands_at_its_anchor_in_the_whole_policy(edition: Edition, built_site: Path) -> None:
    whole = page(built_site / "whole-policy/index.html")
    for cited in edition.clauses.values():
        name = edition.channels[cited.id].name if cited.id in edition.channels else cited.text
        assert name in words_of(whole.texts[cited.id]), cited


def test_every_clause_shows_its_number_as_a_link_to_itself(edition: Edition, built_site: Path) -> None:
    for cited in edition.clauses.values():
        if cited.id != cited.section:
            html = page(built_site / "policy" / cited.section / "index.html").html
            assert re.search(rf'href="#{cited.id}"[^>]*>§{re.escape(cited.label)}</a>', html), cited


def test_what_a_channel_promises_and_when_it_is_open_stands_on_its_page(
    edition: Edition, built_site: Path
) -> None:
    for channel in edition.policy.channels:
        found = page(built_site / "policy" / edition.clauses[channel.id].section / "index.html")
        assert channel.promise in found.text
        assert edition.hours[channel.hours].text in found.text
        assert "Sunday 09:00 – 18:00 Monday 09:00 – 18:00" in words_of(found.text)
        assert "Friday closed Saturday closed" in words_of(found.text)


def test_no_id_stands_twice_on_a_page(built_site: Path) -> None:
    for path in built_site.rglob("*.html"):
        ids = page(path).ids
        assert len(ids) == len(set(ids)), path


def test_what_pages_with_the_policys_anchors_call_their_own_elements_is_refused_as_an_id(
    edition: Edition, built_site: Path
) -> None:
    first, *others = edition.policy.sections
    of_policy = {*edition.clauses, *(reading.id for reading in edition.policy.unconfirmed)}
    pages = [*built_site.rglob("policy/**/index.html"), built_site / "whole-policy/index.html"]
    own = {name for path in pages for name in page(path).ids} - of_policy
    assert len(own) > 5
    for name in own:
        sections = (replace(first, id=name), *others)
        assert list(check_identities(replace(edition.policy, sections=sections))), name


def targets(built: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(built.rglob("index.html")):
        for link in page(path).links:
            yield path, link


def test_every_internal_link_and_anchor_leads_somewhere(built_site: Path) -> None:
    seen = 0
    for path, link in targets(built_site):
        if urlsplit(link).scheme:
            continue
        base = f"/{path.parent.relative_to(built_site).as_posix()}/".replace("/./", "/")
        goal = urlsplit(urljoin(f"http://h{base}", link))
        file = built_site / unquote(goal.path).lstrip("/")
        file = file / "index.html" if file.is_dir() else file
        assert file.is_file(), f"{path}: {link}"
        wizard_answers = "=" in goal.fragment
        if goal.fragment and not wizard_answers:
            assert unquote(goal.fragment) in page(file).ids, f"{path}: {link}"
        seen += 1
    assert seen > 200


def test_every_internal_address_is_relative(built_site: Path) -> None:
    assert [(path, link) for path, link in targets(built_site) if link.startswith("/")] == []


def test_the_home_page_leads_into_the_wizard_by_every_answer(edition: Edition, built_site: Path) -> None:
    question = edition.policy.questions[0]
    home = page(built_site / "index.html")
    assert question.text in home.text
    for option in question.options:
        assert f"./wizard/#{question.id}={option.id}" in home.links


def test_no_page_names_a_host_that_the_policy_does_not_name(edition: Edition, built_site: Path) -> None:
    own = {urlsplit(channel.address).hostname for channel in edition.policy.channels if channel.kind == "web"}
    linked = {urlsplit(link).hostname for _, link in targets(built_site) if urlsplit(link).hostname}
    assert linked == own
    for style in built_site.rglob("*.css"):
        found = set(re.findall(r"url\(\s*['\"]?(?!data:)(\w+:)?//", style.read_text("utf-8")))
        assert found == set(), style


def test_no_page_has_a_style_or_an_event_handler_in_it(built_site: Path) -> None:
    for path in built_site.rglob("*.html"):
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page(path).html), path


def test_all_styles_of_a_page_are_asked_for_at_once(built_site: Path) -> None:
    """One that stands below the head is asked for when those above it are there, and the question waits."""
    for file in built_site.rglob("*.html"):
        assert 'rel="stylesheet"' not in file.read_text("utf-8").partition("</head>")[2], file
    for name in ("wizard", "steps"):
        assert (built_site / name / "index.html").read_text("utf-8").count('rel="stylesheet"') == 2


def test_every_reading_is_marked_where_the_part_that_it_concerns_shows(
    edition: Edition, built_site: Path
) -> None:
    apart = [page(path).text for path in built_site.rglob("index.html") if path.parent.name != "whole-policy"]
    marked = words_of(" ".join(apart))
    for reading in edition.policy.unconfirmed:
        assert f"How we read this (not yet confirmed): {reading.reading}" in marked, reading.id


PARTS_ON_PAGES = {
    "sections.channels.channels.email.address": ("policy/channels", "policy/contact"),
    "hours.business-hours.holidays": ("policy/channels", "policy/levels", "policy/contact"),
    "sections.levels.levels.critical.target.hours": ("policy/levels",),
    "sections.levels.levels.critical": ("policy/levels",),
    "sections.levels.procedures.bug-reporting.steps.bug-fixes": ("policy/levels",),
    "sections.escalation": ("policy/escalation",),
    "preamble.purpose": ("policy",),
    "effective": ("policy",),
    "version_rules": ("policy/updates",),
    "version_statuses.limited": ("policy/updates",),
    "products.bizmic-software": ("policy/updates",),
    "handlings.bug": ("decisions",),
    "verdicts.ask": ("decisions",),
    "routes.critical-bug-phone-open": ("decisions",),
    "tables.severity.rows.account-is-standard": ("decisions",),
    "tables.severity": ("decisions",),
}


def test_a_reading_of_any_kind_of_part_is_marked_on_each_page_that_shows_the_part(
    edition: Edition, build: Builder
) -> None:
    readings = tuple(
        Reading(id=f"r{number}", fields=(concerned,), reading=f"Reading {number}.", reason="Open.")
        for number, concerned in enumerate(PARTS_ON_PAGES)
    )
    out = build(replace(edition.policy, unconfirmed=readings))
    for number, where in enumerate(PARTS_ON_PAGES.values()):
        for name in (*where, *(() if where == ("decisions",) else ("whole-policy",))):
            text = words_of(page(out / name / "index.html").text)
            assert f"How we read this (not yet confirmed): Reading {number}." in text, (
                readings[number].fields,
                name,
            )


def test_from_which_day_the_policy_holds_is_true_before_it_too_and_said_with_each_verdict_without_script(
    edition: Edition, built_site: Path
) -> None:
    steps = page(built_site / "steps/index.html").html
    said = f"{edition.policy.title}: In force from 1 January 2026.</p>"
    assert steps.count(said) == steps.count('class="wizard-verdict"') > 0
    for path in built_site.rglob("*.html"):
        assert "in force since" not in page(path).html.lower()


def test_all_readings_stand_with_their_reasons_in_the_whole_policy(
    edition: Edition, built_site: Path
) -> None:
    text = words_of(page(built_site / "whole-policy/index.html").text)
    assert edition.policy.unconfirmed
    for reading in edition.policy.unconfirmed:
        assert reading.reading in text
        assert reading.reason in text


def test_a_confirmed_policy_shows_no_mark_of_a_reading(edition: Edition, build: Builder) -> None:
    out = build(replace(edition.policy, unconfirmed=()))
    assert [path for path in out.rglob("*.html") if "not confirmed yet" in page(path).text] == []


def test_a_reading_of_a_clause_is_marked_in_that_clause_and_nowhere_else_on_the_page(
    edition: Edition, build: Builder
) -> None:
    own = Reading(
        id="own", fields=("sections.scope.included.scope-setup",), reading="Taken so.", reason="Open."
    )
    out = build(replace(edition.policy, unconfirmed=(own,)))
    found = page(out / "policy/scope/index.html")
    assert "Taken so." in found.texts["scope-setup"]
    assert found.text.count("Taken so.") == 1


def test_releases_show_the_days_of_each_status_and_never_a_status_of_today(
    edition: Edition, build: Builder
) -> None:
    releases = (
        Release(version="3", released=date(2026, 3, 2)),
        Release(version="2", released=date(2025, 4, 7)),
    )
    product = replace(edition.policy.products[0], releases=releases)
    out = build(replace(edition.policy, products=(product,)))
    text = words_of(page(out / "policy/updates/index.html").text)
    assert "Full support from 2 March 2026" in text
    assert "Full support 7 April 2025 – 1 March 2026" in text
    assert "Limited support 2 March 2026 – 7 April 2026" in text
    assert "Support may be limited from 8 April 2026" in text


def test_the_decisions_show_every_row_with_its_words_and_clauses(edition: Edition, built_site: Path) -> None:
    found = page(built_site / "decisions/index.html")
    for table in edition.policy.tables:
        assert table.title in found.texts[table.id]
        for number, row in enumerate(table.rows, 1):
            text = words_of(found.texts[f"{table.id}-{number}"])
            assert row.say in text
            assert all(f"§{edition.clauses[cited].label}" in text for cited in row.cite)


def test_the_decisions_name_facts_and_values_in_words(built_site: Path) -> None:
    found = page(built_site / "decisions/index.html")
    for table, words in (
        ("scope", "Topic Something is broken"),
        ("severity", "Production is down or Production is badly affected"),
        ("route", "Phone / Chat open"),
    ):
        rows = [words_of(text) for anchor, text in found.texts.items() if anchor.startswith(f"{table}-")]
        assert any(words in row for row in rows), words


def test_two_builds_give_the_same_bytes(edition: Edition, build: Builder) -> None:
    policy = replace(edition.policy, address="https://help.example.org/desk/")
    first, second = build(policy, "first"), build(policy, "second")
    files = [path.relative_to(first) for path in sorted(first.rglob("*")) if path.is_file()]
    assert Path("sitemap.xml.gz") in files
    assert [path.relative_to(second) for path in sorted(second.rglob("*")) if path.is_file()] == files
    assert [path for path in files if (first / path).read_bytes() != (second / path).read_bytes()] == []


def test_a_site_without_an_address_has_no_file_that_needs_one(built_site: Path) -> None:
    assert [name for name in NEEDS_ADDRESS if (built_site / name).exists()] == []


def test_a_staged_file_that_stays_the_same_is_not_written_again(edition: Edition, build: Builder) -> None:
    written = {path: path.stat().st_mtime_ns for path in build.stage(edition.policy)}
    assert {path: path.stat().st_mtime_ns for path in build.stage(edition.policy)} == written


def test_the_page_of_a_section_that_is_gone_is_taken_away(edition: Edition, build: Builder) -> None:
    gone = build.staging / "docs/policy/gone/index.md"
    gone.parent.mkdir(parents=True)
    gone.write_text("# Gone")
    assert gone not in build.stage(edition.policy)


def test_a_page_that_mkdocs_warns_of_is_named(edition: Edition, build: Builder, tmp_path: Path) -> None:
    build.stage(edition.policy)
    with (build.staging / "docs/decisions/index.md").open("a") as file:
        file.write("\n[away](nowhere.md)\n")
    with pytest.raises(NotBuilt, match=r"decisions/index\.md"):
        build_pages(build.mkdocs, build.staging, tmp_path / "out", edition, build.language)


def test_a_mistake_in_a_template_of_a_page_is_told_by_its_line(
    edition: Edition, build: Builder, tmp_path: Path
) -> None:
    project = tmp_path / "project"
    shutil.copytree(ROOT / "site_src", project / "site_src")
    shutil.copy(ROOT / "mkdocs.yml", project)
    readings = project / "site_src/pages/readings.md"
    lines = readings.read_text("utf-8").splitlines()
    pages = [pages_of(edition, build.language, build.paths)]
    for wrong, said in [("{% for %}", "Expected"), ("{{ nobody.home }}", "nobody")]:
        readings.write_text("\n".join([*lines, wrong]), "utf-8")
        told = f"{re.escape(str(readings))}:{len(lines) + 1}: .*{said}"
        with pytest.raises(BadTemplate, match=told), told_by_place():
            stage(pages, project, tmp_path / "staging")


def test_a_mistake_in_a_template_of_the_frame_is_told_by_its_line_and_the_next_build_is_whole(
    edition: Edition, build: Builder, tmp_path: Path
) -> None:
    build.stage(edition.policy)
    frame = build.staging / "overrides/main.html"
    before = frame.read_text("utf-8")
    frame.write_text("{% block %}\n" + before, "utf-8")
    with pytest.raises(NotBuilt, match=r"overrides/main\.html:1: "):
        build_pages(build.mkdocs, build.staging, tmp_path / "out", edition, build.language)
    frame.write_text(before, "utf-8")
    assert (build(edition.policy) / "index.html").is_file()


def test_every_page_says_in_which_language_it_is_and_labels_its_search(built_site: Path) -> None:
    for path in built_site.rglob("*.html"):
        html = page(path).html
        assert '<html lang="en"' in html
        # Without its address, a site's page for lost visitors has nothing that is found by a relative link.
        assert '<dialog class="find" id="find" aria-label="Search"' in html or path.name == "404.html"
        assert not re.search(r'type="checkbox"[^>]*autocomplete', html), path


def meta(path: Path) -> dict[str, str]:
    """What a page says of itself to search engines and messengers."""
    return dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', page(path).html))


def test_every_page_has_a_description_facts_for_messengers_and_an_icon_for_phones(built_site: Path) -> None:
    told = {path: meta(path) for path in built_site.rglob("*.html")}
    for path, found in told.items():
        assert len(found["description"]) > 20, path
        assert found["og:description"] == found["description"]
        assert found["og:title"]
        assert (found["og:type"], found["og:site_name"]) == ("website", "BizMic Help")
        if path.name != "404.html":
            icon = re.search(r'<link rel="apple-touch-icon" href="([^"]+)"', page(path).html)
            assert icon
            assert (path.parent / icon[1]).read_bytes().startswith(b"\x89PNG")
    assert len({found["og:title"] for found in told.values()}) == len(told)


def test_where_the_sites_address_is_known_messengers_get_whole_addresses(
    edition: Edition, build: Builder
) -> None:
    out = build(replace(edition.policy, address="https://help.example/support/"))
    found = meta(out / "policy/scope/index.html")
    assert found["og:url"] == "https://help.example/support/policy/scope/"
    assert found["og:image"] == "https://help.example/support/assets/touch-icon.png"
    lost = page(out / "404.html")
    assert 'href="/support/assets/site.css"' in lost.html
    assert "tel:+8801722313635" in lost.links


def test_who_is_lost_on_a_site_without_an_address_finds_every_channel(
    edition: Edition, built_site: Path
) -> None:
    lost = page(built_site / "404.html")
    icon, *links = lost.links
    assert links == [plain_link(one) for one in edition.policy.channels if one.address]
    kind, _, content = icon.partition(",")
    assert kind == "data:image/svg+xml;base64"
    assert b64decode(content) == (ROOT / "site_src/assets/logo.svg").read_bytes()


def test_where_versions_are_told_it_is_said_by_whose_clock_their_days_begin(built_site: Path) -> None:
    told = page(built_site / "policy/updates/index.html").text
    assert words_of(told).count("Each of these days begins at midnight by the desk's clock (UTC+06:00).") == 1


def test_a_mailbox_that_is_reached_first_is_said_to_take_tickets_and_not_to_be_open(build: Builder) -> None:
    build.stage(load_policy(ROOT / "tests/policies/framework.yaml"))
    home = (build.staging / "docs/index.md").read_text("utf-8")
    desk = home[home.index('<div class="desk-state">') : home.index('<div class="desk-stay"')]
    assert "Takes tickets now" in desk and "data-channel" not in desk


def test_what_is_for_the_staff_is_not_linked_and_not_to_be_found(built_site: Path) -> None:
    assert meta(built_site / "readings/index.html")["robots"] == "noindex"
    for path in built_site.rglob("*.html"):
        assert not [link for link in page(path).links if "readings/" in link], path
        assert "robots" not in meta(path) or path.parent.name == "readings"


def test_what_is_not_supported_stands_under_a_heading_of_ours_that_is_marked_as_a_reading(
    edition: Edition, built_site: Path
) -> None:
    scope = edition.policy.sections[0]
    text = words_of(page(built_site / "policy/scope/index.html").text)
    (reading,) = (one for one in edition.policy.unconfirmed if one.id == "scope-lost-heading")
    inside = [scope.intro, *(clause.text for clause in scope.included)]
    outside = ["Not covered", reading.reading, *(clause.text for clause in scope.excluded)]
    places = [text.rindex(one) for one in (*inside, *outside)]
    assert places == sorted(places)
    assert text.count(reading.reading) == 1
