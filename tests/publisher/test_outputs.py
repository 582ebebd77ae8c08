"""The files that are made of the edition alone: each is in every site, as its maker made it."""

from __future__ import annotations

from pathlib import Path

from publisher.language.interface import Language
from publisher.named_policy import load_named
from publisher.outputs import OUTPUTS, Output, write_outputs
from publisher.swap import check_place
from wizard.edition import Edition


def test_every_output_stands_in_the_built_site_as_it_was_made(
    edition: Edition, language: Language, built_site: Path
) -> None:
    assert OUTPUTS
    for output in OUTPUTS:
        assert (built_site / output.path).read_bytes() == output.make(edition, language), output.path


def test_a_site_without_remarks_keeps_that_there_were_none_and_no_older_edition(built_site: Path) -> None:
    site = load_named(str(built_site), built_site)
    assert site.remarks == ()
    assert site.since is None


def test_one_more_output_is_one_more_file(edition: Edition, language: Language, tmp_path: Path) -> None:
    title = Output("data/title.txt", lambda edition, language: edition.policy.title.encode())
    write_outputs(edition, language, tmp_path, [title])
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["title.txt"]
    assert (tmp_path / "data/title.txt").read_text("utf-8") == edition.policy.title


def test_the_outputs_make_a_folder_one_of_our_sites(
    edition: Edition, language: Language, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text("A page.")
    write_outputs(edition, language, tmp_path)
    check_place(tmp_path)
