"""The interface's own words, which the words files fill for each language.

The engine, the pages, the page's script and the terminal say nothing that does not stand in the policy or
here. `{name}` in a text is replaced by what its description says.
"""

from wizard.policy import Part
from wizard.values import value


@value(kw_only=True)
class TicketWords(Part):
    """The ticket's lines."""

    subject: str
    """The subject where the case has a severity: `{severity}` and `{summary}`."""
    subject_version: str
    """The summary where the version is named: `{summary}`, `{product}` and `{version}`."""
    line: str
    """A short fact: `{name}` and `{value}`."""
    severity: str
    handling: str
    verdict: str
    target: str
    target_is: str
    """`{level}` and the target's own `{text}`."""
    due: str
    """The name of the line with the instant by which an answer is expected."""
    further: str
    """What else than an answer is promised: `further_is` says `{name}` and `{text}` of each."""
    further_is: str
    further_due: str
    """By when that is promised, as `due_at` says it."""
    due_at: str
    """An instant by the desk's clock: `{date}`, `{time}` and `{offset}`."""
    policy: str
    policy_is: str
    policy_was: str
    """`{title}`, `{effective}`, of one whose end is known the last day, `{until}`, and `{edition}`."""
    clauses: str
    clause: str
    """A cited clause: `{label}` and `{text}`."""
    version_is: str
    version_until: str
    version_out: str
    """`{product}`, `{version}` as the customer named it, and its `{status}`, with the last `{day}` of that;
    of a version that is still to come with the one on which it comes out."""
    triage: str
    details: str
    promised: str
    """The headings of the ticket's parts are `triage`, `details` and this one."""
    shortened: str
    """The end of a ticket that is too long for a link."""
    file_name: str
    """The name of the downloaded text file: `{date}`."""


@value(kw_only=True)
class Words(Part):
    """The engine's words of one language."""

    none: str
    """What a table decides where nothing of its kind applies."""
    ticket: TicketWords
    otherwise: str
    """Before what is promised with another answer than "not sure": its `{question}` and the `{answer}`."""
    first_number: str
    """Said to whoever is asked for a version, where its first number tells the product's releases apart."""
    status: dict[str, str]
    """What facts are called that the policy has no name for: those `worded` in `wizard.kinds`."""


def fill(text: str, /, **values: str) -> str:
    """A text with each `{name}` replaced; what is put in is not searched again."""
    pieces = text.split("{")
    filled = [pieces[0]]
    for piece in pieces[1:]:
        name, brace, rest = piece.partition("}")
        filled.append(f"{values[name]}{rest}" if brace and name in values else "{" + piece)
    return "".join(filled)
