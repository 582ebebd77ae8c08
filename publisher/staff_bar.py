"""What staff have beside each page while they edit: another moment, the remarks, and who is touched."""

from __future__ import annotations

import html
from pathlib import Path

from publisher.analysis.difference.formats import text
from publisher.making import Made
from publisher.named_policy import NamedPolicy, NoPolicy, load_named, named
from publisher.policy_file.findings import Refused, counted
from publisher.steps_between import reports_of

TOUCHED = "/for-staff/touched"
"""Where it is told who is touched by what was edited."""

_STYLE = """
.staff {
  background: #1d2b2a; border-radius: 6px 0 0 0; color: #fff; font: 14px/1.5 system-ui, sans-serif;
  bottom: 0; inset-inline-end: 0; max-height: 60vh; max-width: 40rem; overflow: auto; position: fixed;
  z-index: 99
}
.staff summary { cursor: pointer; font-weight: 600; padding: .5rem .9rem }
.staff > div { padding: 0 .9rem .8rem }
.staff a { color: #9fe0d4 }
.staff :is(input, button) {
  background: #fff; border: 0; border-radius: 4px; color: #111; font: inherit; padding: .3rem .5rem
}
.staff ul { margin: .5rem 0; padding-inline-start: 1.2rem }
@media print { .staff { display: none } }
"""
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Who is touched</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body style="font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem">
<p><a href="/">Back to the site</a></p><pre style="white-space: pre-wrap">%s</pre></body></html>
"""


def staff_bar(made: Made) -> bytes:
    """The bar as HTML for the end of a page."""
    readings = made.loaded.policy.unconfirmed
    counts = (counted(made.remarks, "remark"), counted(readings, "unconfirmed reading"))
    items = "".join(f"<li>{html.escape(str(remark))}</li>" for remark in made.remarks)
    return f"""
<style>{_STYLE}</style>
<details class="staff"><summary>For the staff: {", ".join(counts)}</summary><div>
<form><label>Look at this page as of <input type="datetime-local" name="now" required></label>
<button>Look</button> <a href="?">as of now</a></form>
<ul>{items}</ul>
<a href="/readings/">What is unconfirmed</a> · <a href="{TOUCHED}">Who is touched by what was edited</a>
</div></details>""".encode()


def touched(made: Made, policy: Path, root: Path, at_start: Made) -> bytes:
    """A page that tells what the edited policy does to customers, against the last site or commit."""
    now = named(made.editions)
    name, old = _before(now, policy, root, at_start)
    told = "\n".join(text(report, details=True) for report in reports_of(old, now, (name, str(policy))))
    return (_PAGE % html.escape(told)).encode()


def _before(now: NamedPolicy, policy: Path, root: Path, at_start: Made) -> tuple[str, NamedPolicy]:
    """What it is compared with: its site as it was built last, its last commit, or how it was at first."""
    if policy.resolve() == (root / "policy.yaml").resolve():
        for name, source in (("the site in site/", str(root / "site")), ("the last commit", "HEAD")):
            try:
                found = load_named(source, root)
            except (NoPolicy, Refused):
                continue
            if found.edition.policy.company == now.edition.policy.company:
                return name, found
    return "when it was first served", named(at_start.editions)
