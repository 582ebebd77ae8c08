"""The theme's style: what the pages use stays as it is, and the rest isn't sent."""

from __future__ import annotations

import pytest

from publisher.pages.theme import mended, pruned

USED = {"used", "too", "a:b"}


@pytest.mark.parametrize(
    ("style", "kept"),
    [
        ("p{a:b}.used{a:b}#too{a:b}", "p{a:b}.used{a:b}#too{a:b}"),
        (".other{a:b}.used .other{a:b}.used.other{a:b}#other>p{a:b}", ""),
        (".other,.used,p .other{a:b}", ".used{a:b}"),
        (".used:not(.other){a:b}", ".used:not(.other){a:b}"),
        (".used:is(.other,.used),.other{a:b}", ".used:is(.other,.used){a:b}"),
        (".other:not(.used,.too){a:b}", ""),
        (".a\\:b{a:b}.a\\:c{a:b}", ".a\\:b{a:b}"),
        ("@media print{.other{a:b}}@media print{.other{a:b}.used{a:b}}", "@media print{.used{a:b}}"),
        ("@keyframes turn{0%{a:b}to{a:b}}", "@keyframes turn{0%{a:b}to{a:b}}"),
        (":root{--read:1;--unread:2}p{a:var( --read)}", ":root{--read:1;}p{a:var( --read)}"),
        (":root{--unread:url(\"data:;{}<p d='1'/>\");--own:2}", ":root{--own:2}"),
        (":root{--last:1;--first:var(--last)}", ""),
        ("/*! of .others {} */p{a:b}", "p{a:b}"),
    ],
)
def test_only_what_needs_an_unused_name_or_is_never_read_is_left_out(style: str, kept: str) -> None:
    assert pruned(style, USED, "p{a:var(--own)}") == kept


@pytest.mark.parametrize(
    ("html", "sent"),
    [
        ("<p>\n\n  \n  One\n  and</p>\n", "<p>\nOne\nand</p>\n"),
        ("<pre>One\n\n  two</pre>", "<pre>One\n\n  two</pre>"),
    ],
)
def test_the_empty_lines_and_indents_of_templates_are_not_sent_but_those_of_a_text(
    html: str, sent: str
) -> None:
    assert mended(html, "en") == sent
