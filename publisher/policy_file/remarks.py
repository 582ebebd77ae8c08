"""What is worth a look in a policy that can be published, and which of it staff have said is meant.

A remark has a kind, and names the parts of the file that it is about as unconfirmed readings name them. Staff
who have looked at it write both under `meant`, with their reason; then it is not made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publisher.policy_file.findings import Finding, KeyPath, Problem
from wizard.policy import Policy
from wizard.values import value

PAST = "past"
KINDS = {
    "row-never-decides": "a row of a table, or a version rule, that can never decide",
    "never-asked": "a question that no customer comes to",
    "alike": "answers of which any could be picked, and nothing would change",
    "falls-through": "an answer, or two together, that no row names, so that one for all other cases decides",
    "row-not-needed": "a row without which the next ones would say the same",
    "rows-in-one": "two rows that could be one",
    "never-cited": "a clause or a channel that no outcome tells of",
    "never-shown": "a detail or a procedure that is never shown",
    "other-level": "a row that cites a clause of another level than it leads to",
    "tone": "a verdict in a tone that goes against the clauses it rests on",
    "never-given": "a result that no row gives",
    "no-advice": "a refusal that says nothing else to do",
    "refused-level": "a refusal with a level beside it, whose target promises an answer",
    "zone": "a time zone by a name that people take for another one, or two names for one",
    "no-rule": "a release that no version rule fits from some day on",
    "release-order": "a release that came out after one with a higher number",
    "end-missing": "a release without an end that others of its product have",
    "ends-order": "ends of a release that are not in the order of their rules, or of the releases",
    "minute-short": "an opening that ends a minute before the hour",
    "long-shift": "an opening past midnight of more than twelve hours",
    "holidays-end": "a list of holidays by their dates, which ends on some day",
    "no-holidays": "hours without holidays beside others that have some",
    "season-ends": "a season by its dates, which ends on some day",
    "long-holiday": "a holiday of more than a month",
    "leap-day": "days of every year that end on 28 February",
    "far-off": "a day many years after the policy begins",
    "night-shift": "a holiday that cuts a shift at midnight",
    "says-otherwise": "a text, a name or a promise that says other days or times than it stands for",
    "plain-hours": "a target of more hours than its clock has in a day, or on days on which that is closed",
    "several-times": "a target whose clause says several stretches of time, and not only its own",
    "business-always": "a target in business hours that its clause counts day and night",
    "time-of-day": "a target in days whose clause names a time of the day",
    "no-unit": "a target whose clause says no time that can be read",
    "in-words": "a figure beside 'in_words' whose clause can be read, and says another",
    "slower-level": "a level that answers later than one of a less urgent severity",
    "before-answer": "a promise that is due before the first answer",
    "no-effect": "a holiday from a time on at which the desk is closed anyway",
    "two-products": "a release that two products have, named without its product",
    "other-kind": "a channel that is called by a kind of which there is another channel",
    "same-name": "channels, levels, products, emergencies or answers of a question that are called the same",
    "section-order": "a section whose number is not in order",
    "no-section": "a text that names a section which the policy doesn't have",
    "quotes": "a text that is all within typographic quotes, or opens some that nothing closes",
    "unnumbered": "a level or procedure without a number beside others that have one",
    "markup": "HTML, an entity or Markdown in a text that shows it as it is",
    "left-behind": "a text, a word of the search or a list that an edit of something else has left behind",
    "overtaken": "a word of the search for a version, which leads to a clause that is another's",
    "other-edition": "what was edited in the policy's own file, and not in an edition that is still to come",
    "unforeseen": "hours by which an edition promises, and for which the one after it has no others",
    "untranslated": "texts that a translation leaves in the policy's own language",
    "not-here": "what `not_here` says that the policy lacks, while something in it is called so",
    PAST: "holidays that were past when they came in",
    "may-be-settled": "a reading of which a field was changed, or a note of one that is gone",
    "meant": "an entry of `meant` for which there is no such remark",
}
"""Every kind, and what it is about."""
PASSING = frozenset(
    ("left-behind", "overtaken", "other-edition", "not-here", "untranslated", PAST, "may-be-settled")
)
"""Kinds that come and go with edits or editions: their entries of `meant` may stay, and name what is gone."""

SAYS_IT_TOO = {
    "left-behind": ("says-otherwise", "no-section", "several-times", "plain-hours"),
    "same-name": ("other-kind",),
    PAST: ("holidays-end",),
}
"""By a kind those that only follow from it where they are about the same."""


@value()
class Remark(Problem):
    """Something that is worth a look and can be meant."""

    kind: str = ""
    parts: tuple[KeyPath, ...] = ()
    """All that it is about, where that is more than what stands at the path."""
    names: tuple[str, ...] = ()
    """The same by name, where not all of it stands in this policy."""


def name_of(policy: Policy, path: KeyPath) -> str:
    """The path of a part as `meant` and readings have it: by ids, as far as there are any."""
    names: list[str] = []
    part: object = policy
    for step in path:
        if isinstance(step, str):
            part = getattr(part, step, None)
            names.append(step)
        else:
            part = part[step] if isinstance(part, tuple) and step < len(part) else None
            own = getattr(part, "id", "")
            if not own:
                break
            names.append(own)
    return ".".join(names)


def told(policy: Policy, remarks: Iterable[Remark]) -> Iterator[Remark]:
    """The remarks that staff have not said are meant, and one for each entry by which nothing is meant."""
    idle = {
        (number, field)
        for number, entry in enumerate(policy.meant)
        if entry.remark not in PASSING
        for field in entry.fields
    }
    for remark in remarks:
        meant = _entries(policy, remark.kind, _names(policy, remark))
        idle -= {entry for entry in meant if entry}
        if not all(meant):
            yield remark
    for number, field in sorted(idle):
        message = f"there is no remark '{policy.meant[number].remark}' on {field} any more; remove it here"
        yield Remark(("meant", number), message, kind="meant")


def not_meant(policy: Policy, remarks: Iterable[Remark]) -> Iterator[Remark]:
    """The remarks that staff have not said are meant."""
    for remark in remarks:
        if not all(_entries(policy, remark.kind, _names(policy, remark))):
            yield remark


def not_answered(policy: Policy, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings without remarks on another policy of which this one says that they are meant."""
    return tuple(finding for finding in findings if not all(_entries(policy, *_kind_and_names(finding))))


def most_telling(remarks: Iterable[Finding], errors: Iterable[Finding] = ()) -> tuple[Finding, ...]:
    """Remarks without those that only say again what another one tells, or an error at the same place."""
    found, wrong = [*remarks], {_at(finding) for finding in errors}
    telling = [finding for finding in found if _kind_and_names(finding)[0] in SAYS_IT_TOO]
    left = (finding for finding in found if _at(finding) not in wrong)
    return tuple(finding for finding in left if not any(_says_it_too(finding, other) for other in telling))


def _at(finding: Finding) -> tuple[str, int, int]:
    return finding.file, finding.line, finding.column


def _says_it_too(finding: Finding, other: Finding) -> bool:
    """Whether a remark follows from another one, which is about the same part or the same day."""
    (kind, names), (others, parts) = _kind_and_names(finding), _kind_and_names(other)
    if kind not in SAYS_IT_TOO[others] or finding.file != other.file:
        return False
    if others == PAST:
        return any(f"until {name[-len('YYYY-MM-DD') :]}:" in finding.message for name in parts)
    return _within(names[0], parts[0])


def _kind_and_names(finding: Finding) -> tuple[str, list[str]]:
    kind, _, names = names_in(finding.message).removesuffix("]").partition(": ")
    return kind, names.split(", ")


def says(policy: Policy, remark: Remark, witness: object = None) -> str:
    """A remark in one line, which ends with what `meant` takes to silence it."""
    seen = f". To see it: {witness}" if witness else ""
    return f"{remark.message}{seen}{about(policy, remark)}"


def about(policy: Policy, remark: Remark) -> str:
    """What a remark ends with."""
    return f" [{remark.kind}: {', '.join(_names(policy, remark))}]"


def _names(policy: Policy, remark: Remark) -> tuple[str, ...]:
    paths = remark.parts or (remark.path,)
    return remark.names or tuple(dict.fromkeys(name_of(policy, path) for path in paths))


def names_in(message: str) -> str:
    """What a remark is about, as it says itself at its end: its kind, and the names of the parts."""
    return message.rpartition(" [")[2]


def _entries(policy: Policy, kind: str, names: Iterable[str]) -> list[tuple[int, str] | None]:
    """By each name of what a remark is about, the entry that says it is meant; None where there is none."""
    entries = [*_meant(policy, kind)]
    return [next((entry for entry in entries if _within(name, entry[1])), None) for name in names]


def _meant(policy: Policy, kind: str) -> Iterator[tuple[int, str]]:
    """What entries say is meant of a kind; then the places of which they say so of one that stands for it."""
    for number, entry in enumerate(policy.meant):
        if entry.remark == kind:
            yield from ((number, field) for field in entry.fields)
    for number, entry in enumerate(policy.meant):
        if kind in SAYS_IT_TOO.get(entry.remark, ()):
            # The place comes first, and then what it is held to, which has remarks of its own.
            yield from ((number, field) for field in entry.fields[:1])


def _within(name: str, field: str) -> bool:
    return name == field or name.startswith(f"{field}.")
