"""What browsers and hosts may keep of a site, what they are told of it, and whether it is what was built."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import shlex
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
import yaml
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from build import read_arguments
from publisher import setup
from publisher.hosting.builds import EARLIER, RECORD, builds_of, keep_earlier, of_earlier
from publisher.hosting.hashing import hash_names
from publisher.hosting.headers import WORKER as WORKER_POLICY
from publisher.hosting.headers import without_policy, write_with_policies
from publisher.hosting.offline import WORKER
from publisher.hosting.published import NoFolder, differences, folder_named
from tests.host_headers import headers_for

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "https://example.org/help/"


class Loads(HTMLParser):
    """What a page loads by itself, and the scripts that stand in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.scripts: list[str] = []
        self.policies: list[str] = []
        self._runs = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        named = {"link": "href", "script": "src", "img": "src", "source": "src"}.get(tag, "")
        elsewhere = given.get("rel") in ("canonical", "prev", "next", "alternate")
        if named in given and not elsewhere and not given[named].startswith("data:"):
            self.names.append(given[named])
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policies.append(given["content"])
        self._runs = tag == "script" and "src" not in given and given.get("type", "module") == "module"

    def handle_endtag(self, tag: str) -> None:
        self._runs = False

    def handle_data(self, data: str) -> None:
        if self._runs:
            self.scripts.append(data)


def loads(site: Path) -> dict[str, Loads]:
    pages = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")}
    return {name: Loads(html) for name, html in pages.items()}


def test_all_that_a_page_loads_is_there_under_a_name_that_holds_its_hash(built_site: Path) -> None:
    seen = 0
    for page, found in loads(built_site).items():
        for name in found.names:
            path = urlsplit(urljoin(f"http://host/{page}", name)).path[1:]
            assert (built_site / path).is_file(), (page, name)
            assert re.search(r"^assets/(.*[.-])?[0-9a-f]{8,}[./]", path), (page, name)
            seen += 1
    assert seen > 50


def test_a_file_is_renamed_in_every_way_in_which_pages_name_it(tmp_path: Path) -> None:
    for name in ("assets/site.css", "assets/pictures/big.png", "assets/main.0123abcd.min.css", "plain.css"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    (tmp_path / "policy").mkdir()
    names = {
        "index.html": ("assets/site.css", "./assets/site.css", "assets/main.0123abcd.min.css", "plain.css"),
        "policy/index.html": (
            *("../assets/site.css", f"{ADDRESS}assets/pictures/big.png", "/help/assets/site.css"),
        ),
    }
    for page, named in names.items():
        links = "".join(f'<link rel="icon" href="{name}">' for name in named)
        said = 'assets/site.css <a href="assets/site.css">"assets/site.css"</a> <link href="https://x.y/site.css">'
        (tmp_path / page).write_text(f"<html>{links}{said}", "utf-8")
    pages, loaded = hash_names(tmp_path, ADDRESS)
    css, png = (hashed(name) for name in ("assets/site.css", "assets/pictures/big.png"))
    assert (tmp_path / css).read_text("utf-8") == "assets/site.css"
    assert loaded == {css, png, "assets/main.0123abcd.min.css"}
    assert Loads(pages[tmp_path / "index.html"]).names == [
        *(css, f"./{css}", "assets/main.0123abcd.min.css", "plain.css", "https://x.y/site.css"),
    ]
    assert Loads(pages[tmp_path / "policy/index.html"]).names == [
        *(f"../{css}", f"{ADDRESS}{png}", f"/help/{css}", "https://x.y/site.css"),
    ]
    assert said in pages[tmp_path / "index.html"]


def hashed(name: str) -> str:
    """The name of a file that holds its own name, with the hash of that as all kept files are named by it."""
    content = name.encode()
    digest = hashlib.sha256(b"%d\n" % len(content) + content).hexdigest()[:10]
    return f"{name.rpartition('.')[0]}-{digest}.{name.rpartition('.')[2]}"


def make(site: Path, number: int) -> None:
    """A site of one build: a page, a file that changed with it, and one that did not."""
    (site / "assets").mkdir(parents=True)
    (site / "index.html").write_text(f"page {number}", "utf-8")
    (site / "assets/always-00000000.css").write_text("always", "utf-8")
    for kind in ("", ".gz", ".br"):
        (site / f"assets/site-{number:08x}.css{kind}").write_text(f"style {number}{kind}", "utf-8")


def publish(folder: Path, number: int) -> None:
    """Make the next build in the place of the one before."""
    make(folder / "new", number)
    keep_earlier(folder / "new", folder / "site")
    shutil.rmtree(folder / "site", ignore_errors=True)
    (folder / "new").rename(folder / "site")


def test_a_page_that_stays_open_over_three_builds_finds_all_that_it_names_and_longer_than_that_nothing_stays(
    tmp_path: Path,
) -> None:
    for number in range(8):
        publish(tmp_path, number)
        publish(tmp_path, number)  # The same build once more is no other one.
        site = tmp_path / "site"
        kept = range(max(0, number - EARLIER), number + 1)
        styles = {f"site-{one:08x}.css{kind}" for one in kept for kind in ("", ".gz", ".br")}
        assert {file.name for file in (site / "assets").iterdir()} == styles | {"always-00000000.css"}
        for one in kept:
            assert (site / f"assets/site-{one:08x}.css.gz").read_text("utf-8") == f"style {one}.gz"
        assert len(builds_of(site)) == len(kept)
        assert {name for name in of_earlier(site) if (site / name).exists()} == {
            f"assets/{style}" for style in styles if f"{number:08x}" not in style
        }


def test_a_record_that_is_damaged_or_names_other_places_is_no_reason_to_fail_and_leads_nowhere(
    tmp_path: Path,
) -> None:
    (tmp_path / "secret").write_text("secret", "utf-8")
    elsewhere = '[{"id": "x", "files": ["assets/../../secret", "../secret"]}]'
    for record in ("", "{", "[1]", '[{"id": "x"}]', elsewhere):
        make(tmp_path / "site", 1)
        (tmp_path / "site" / RECORD).write_text(record, "utf-8")
        publish(tmp_path, 2)
        assert not [path for path in tmp_path.rglob("secret") if path.parent != tmp_path]
        shutil.rmtree(tmp_path / "site")


def test_what_differs_from_a_build_is_named_file_by_file(tmp_path: Path) -> None:
    built, published = tmp_path / "built", tmp_path / "published"
    make(built, 2)
    (built / "index.html.gz").write_bytes(gzip.compress(b"page 2"))
    for kind in (".gz", ".br"):
        (built / f"assets/site-{2:08x}.css{kind}").unlink()
    keep_earlier(built, tmp_path / "none")
    shutil.copytree(built, published)
    assert list(differences(built, published)) == []
    (published / "index.html.gz").write_bytes(gzip.compress(b"page 2", 1))
    make(tmp_path / "earlier", 1)
    keep_earlier(tmp_path / "earlier", tmp_path / "none")
    keep_earlier(published, tmp_path / "earlier")
    assert list(differences(built, published)) == [], "packed otherwise, or of an earlier build"
    (published / "index.html.gz").write_bytes(b"damaged")
    (published / "index.html").write_text("page 3", "utf-8")
    (published / "assets/always-00000000.css").unlink()
    (published / "assets/extra-12345678.js").write_text("evil", "utf-8")
    assert list(differences(built, published)) == [
        "assets/always-00000000.css: is missing",
        "assets/extra-12345678.js: no build made this",
        "index.html: is not what was built",
        "index.html.gz: is not what was built",
    ]


def test_an_address_or_no_folder_at_all_is_not_compared_with_what_is_built(tmp_path: Path) -> None:
    assert folder_named(str(tmp_path)) == tmp_path
    for name, wrong in ((ADDRESS, "this is an address, and a folder is wanted"), ("gone", "no such folder")):
        with pytest.raises(NoFolder, match=f"^{name}: .*{wrong}"):
            folder_named(name)


def test_the_policy_allows_the_inline_scripts_of_the_pages_and_no_others_and_nothing_unsafe(
    built_site: Path,
) -> None:
    of_all = headers_for(built_site, "wizard/")["Content-Security-Policy"]
    assert "unsafe" not in of_all
    assert "http" not in of_all
    seen = set()
    assert headers_for(built_site, WORKER)["Content-Security-Policy"] == of_all
    for page, found in loads(built_site).items():
        hashes = {
            f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
            for script in found.scripts
        }
        [own] = found.policies
        assert set(re.findall("'sha256-[^']*'", own)) == hashes
        assert headers_for(built_site, page)["Content-Security-Policy"] == of_all
        seen |= hashes
    assert set(re.findall("'sha256-[^']*'", of_all)) == seen != set()


def test_all_pages_and_what_they_load_are_kept_by_their_hashes_and_python_apart_the_largest_first(
    built_site: Path,
) -> None:
    told = offline_site(built_site)
    pages = {name: found.names for name, found in loads(built_site).items() if name.endswith("index.html")}
    loaded = {
        urlsplit(urljoin(f"http://host/{page}", name)).path[1:]
        for page, names in pages.items()
        for name in names
    }
    later = {path for path in told["files"] if path.startswith("assets/")} - loaded
    assert told["files"].keys() == {page.removesuffix("index.html") for page in pages} | loaded | later | {
        "licences.txt"
    }
    (rules,) = built_site.glob("assets/secrets-*.json")
    assert {Path(path).name for path in later} == {"search.js", "search.json", "code.js", rules.name}
    for path, hashed in {**told["files"], **told["python"]}.items():
        file = built_site / index_of(path)
        assert hashed == f"sha256-{base64.b64encode(hashlib.sha256(file.read_bytes()).digest()).decode()}"
    sizes = [(built_site / path).stat().st_size for path in told["python"]]
    assert len(sizes) == 6
    assert sizes == sorted(sizes, reverse=True)


def test_webassembly_may_run_in_the_worker_alone(built_site: Path) -> None:
    worker = next(built_site.glob("assets/wizard-*/worker.js")).relative_to(built_site).as_posix()
    told = {
        path: headers_for(built_site, path).get("Content-Security-Policy", "")
        for path in (file.relative_to(built_site).as_posix() for file in built_site.rglob("*.*"))
    }
    assert {path for path, policy in told.items() if "wasm-unsafe-eval" in policy} == {worker}
    assert told[worker] == WORKER_POLICY


def test_what_lasts_may_be_kept_for_ever_and_a_page_is_asked_for_each_time(built_site: Path) -> None:
    for file in built_site.rglob("*.*"):
        path = file.relative_to(built_site).as_posix()
        lasts = "immutable" in headers_for(built_site, path).get("Cache-Control", "")
        assert lasts == path.startswith("assets/"), path
        assert headers_for(built_site, path)["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("script", ["alert(1)", "a < b\n && c > d", 'x = "</scr" + "ipt>"'])
def test_a_page_without_its_policy_is_the_page_as_it_was(tmp_path: Path, script: str) -> None:
    html = f'<!doctype html><meta charset="utf-8"><script>{script}</script>'
    assert "sha256-" in write_with_policies({tmp_path / "index.html": html})
    written = (tmp_path / "index.html").read_bytes()
    assert len(written) > len(html)
    assert without_policy(written).decode() == html


def test_all_that_others_made_is_listed_with_its_version_and_told_with_its_terms(built_site: Path) -> None:
    written = (built_site / "sbom.cdx.json").read_text("utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(written) is None
    listed = json.loads(written)["components"]
    versions = {one["name"]: one["version"] for one in listed}
    assert versions.keys() == {"CPython", "mkdocs-material", "pyodide", "qr"}
    assert (built_site / f"assets/pyodide-{versions['pyodide']}").is_dir()
    notice = (built_site / "licences.txt").read_text("utf-8")
    for one in listed:
        assert one["licenses"][0]
        assert f"{one['name']} {one['version']}, " in notice
    assert notice.count("Permission is hereby granted") >= 2


# --- what the docs say ---


@pytest.mark.sweep
@pytest.mark.parametrize("name", ["github-pages", "gitlab-pages"])
def test_the_workflows_are_such_by_their_own_schemas(name: str) -> None:
    schema = {"github-pages": "vendor.github-workflows", "gitlab-pages": "vendor.gitlab-ci"}[name]
    command = [
        str(setup.ensure_programs(ROOT, "tools")),
        "-I",
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        schema,
    ]
    if name == "gitlab-pages":
        command += ["--data-transform", "gitlab-ci"]
    done = subprocess.run(
        [*command, f"docs/hosting/{name}.yml"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", ["github-pages", "gitlab-pages"])
def test_the_workflows_run_only_commands_that_there_are(name: str) -> None:
    text = (ROOT / f"docs/hosting/{name}.yml").read_text("utf-8")
    yaml.safe_load(text)
    commands = re.findall(r"python3 build\.py ([^>\n]*)", text)
    for command in commands:
        read_arguments(shlex.split(command))
    assert {shlex.split(command)[0] for command in commands} == {
        *("check", "verify", "test", "diff", "build", "verify-site"),
    }


def test_the_bytes_of_visits_are_what_the_docs_say(built_site: Path) -> None:
    docs = (ROOT / "docs/hosting.md").read_text("utf-8")
    rows = re.findall(r"\| ([^|]+) \| ([\d,]+) kB \| ([\d,]+) kB \|", docs)
    told = {visit: [int(figure.replace(",", "")) for figure in figures] for visit, *figures in rows}
    python = ("worker", "wasm", "runtime", "library", "lock", "edition")
    shown = (built_site / "wizard/index.html").read_text("utf-8")
    bundle = json.loads(re.search(r'id="wizard-page">(.*?)</script>', shown, re.DOTALL)[1])["bundle"]  # type: ignore[index]
    files = [bundle[name].partition("#")[0] for name in python]
    offline = offline_site(built_site)
    all_kept = [WORKER, *(index_of(path) for path in offline["files"])]
    visits = {
        "first, to the home page": first_visit(built_site, "index.html"),
        "first, to a section of the policy": first_visit(built_site, "policy/levels/index.html"),
        "first, to the wizard, up to its outcome and ticket": first_visit(built_site, "wizard/index.html"),
        "after the first, all the rest, for use without a network": [
            *(set(all_kept) - {*first_visit(built_site, "index.html")}),
        ],
        "Python beside it, on a fast line or where only it knows": files,
        "each page more": ["index.html"],
    }
    assert told.keys() == visits.keys()
    for visit, names in visits.items():
        for kind, kilobytes in zip((".br", ".gz"), told[visit], strict=True):
            total = sum(sent(built_site / name, kind) for name in names)
            assert total / 1000 == pytest.approx(kilobytes, rel=0.25), visit
    first, _, _, rest, python_too, more = (kilobytes for kilobytes, _ in told.values())
    asked_again = 0.6
    # The home page and all that is kept beside it are the whole; so are the wizard's page and the rest.
    a_day = {
        "all first, two pages each, none to the wizard": first + more + rest,
        "all first, all to the wizard, a tenth with Python": first + rest + python_too / 10,
        "all returning, three pages each": 3 * 2 * asked_again,
    }
    rows = re.findall(r"\| ([^|]+) \| ([\d.]+) GB \| ([\d.]+) TB \|", docs)
    assert [visit for visit, *_ in rows] == list(a_day)
    for visit, gigabytes, terabytes in rows:
        assert float(gigabytes) == pytest.approx(a_day[visit], rel=0.02), visit
        assert float(terabytes) == pytest.approx(a_day[visit] * 30 / 1000, rel=0.15), visit


def offline_site(site: Path) -> dict[str, Any]:
    """What the service worker is told."""
    data = (site / WORKER).read_text("utf-8").partition("\n")[0]
    told: dict[str, Any] = json.loads(data.removeprefix("self.site=").removesuffix(";"))
    return told


def index_of(path: str) -> str:
    """The file of a page or of anything else."""
    return f"{path}index.html" if path.endswith("/") or not path else path


def first_visit(site: Path, page: str) -> list[str]:
    """A page, and all that it loads by itself."""
    names = loads(site)[page].names
    return [page, *{urlsplit(urljoin(f"http://host/{page}", name)).path[1:] for name in names}]


def sent(file: Path, kind: str) -> int:
    packed = Path(f"{file}{kind}")
    return (packed if packed.is_file() else file).stat().st_size
