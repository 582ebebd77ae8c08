"""The page for addresses that lead nowhere, for a site that does not know its own address.

It can be shown at any depth, so no relative link in it would lead anywhere. It names the channels alone,
and has its icon in itself; one for a phone's home screen, where nobody puts this page, would make it ten
times as large.
"""

from __future__ import annotations

from base64 import b64encode
from html import escape

from publisher.language.interface import SiteWords
from publisher.pages.edition_pages import Stay, stays
from wizard.edition import Edition
from wizard.outcome.plain_links import plain_link
from wizard.words import fill


def not_found(edition: Edition, words: SiteWords, icon: bytes) -> str:
    """The whole page as HTML, with an icon in SVG."""
    policy = edition.policy
    every = (stay for channel in policy.channels for stay in stays(edition, channel) if stay.channel.address)
    channels = "\n".join(map(_line, every))
    title, site = escape(words.not_found), escape(fill(words.name, company=policy.company))
    help = escape(words.not_found_help)
    return f"""<!doctype html>
<html lang="{escape(policy.language)}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="{help}">
<meta property="og:type" content="website">
<meta property="og:site_name" content="{site}">
<meta property="og:title" content="{title}">
<meta property="og:description" content="{help}">
<link rel="icon" type="image/svg+xml" href="data:image/svg+xml;base64,{b64encode(icon).decode()}">
<title>{title} · {site}</title>
<main>
<h1>{title}</h1>
<p>{help}</p>
<h2>{escape(words.reach_us)}</h2>
<ul>
{channels}
</ul>
</main>
</html>
"""


def _line(stay: Stay) -> str:
    channel = stay.channel
    # A long one has where to break on a narrow screen, as no style is loaded here.
    address = escape(channel.address).replace(".", "<wbr>.")
    link = f'<a href="{escape(plain_link(channel))}">{address}</a>'
    return f"<li>{escape(channel.name)}: {link} {escape(stay.days)}</li>"
