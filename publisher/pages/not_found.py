"""The page for addresses that lead nowhere, for a site that does not know its own address.

It can be shown at any depth, so no relative link in it would lead anywhere. It names the channels alone.
"""

from __future__ import annotations

from html import escape

from publisher.language.interface import SiteWords
from wizard.outcome.plain_links import plain_link
from wizard.policy import Policy
from wizard.words import fill


def not_found(policy: Policy, words: SiteWords) -> str:
    """The whole page as HTML."""
    channels = "\n".join(
        f'<li>{escape(one.name)}: <a href="{escape(plain_link(one))}">{escape(one.address)}</a></li>'
        for one in policy.channels
        if one.address
    )
    title, site = escape(words.not_found), escape(fill(words.name, company=policy.company))
    return f"""<!doctype html>
<html lang="{escape(policy.language)}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title} · {site}</title>
<main>
<h1>{title}</h1>
<p>{escape(words.not_found_help)}</p>
<h2>{escape(words.reach_us)}</h2>
<ul>
{channels}
</ul>
</main>
</html>
"""
