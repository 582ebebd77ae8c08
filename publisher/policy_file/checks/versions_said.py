"""What the words beside version rules say of the releases: which one, until when, and for how long.

The words of a rule are its clauses, and the reasons of rows for the status that it alone gives.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise

from publisher.policy_file.checks.figures import MONTHS, lengths
from publisher.policy_file.checks.parts import clause_texts
from publisher.policy_file.checks.quantities import Quantity, dates, quantities, stretches, undated
from publisher.policy_file.checks.says_otherwise import said_otherwise
from publisher.policy_file.findings import KeyPath, shown
from publisher.policy_file.remarks import Remark
from wizard.conditions import accepted
from wizard.policy import RULE_FIGURES, Policy, Product, Release, VersionRule
from wizard.values import value
from wizard.versions.life_cycle import Support, is_about

_NEWEST = re.compile(r"\b(?:newest|latest|current|most recent)\b", re.IGNORECASE)
_BY_SERIES = re.compile(r"\b(?:major (?:version|release)s?|series)\b", re.IGNORECASE)
_ONE_BEFORE = re.compile(r"\b(?:previous|prior|preceding|before|older|last|second|two|N-1)\b", re.IGNORECASE)
_CAME_OUT = re.compile(r"\b(?:released|came out|published|since)(?: (?:on|in|since))* .{4,20}", re.IGNORECASE)
_LASTS_UNTIL = re.compile(
    r"\b(?:until|till|through|to|(?:ends?|expires?)(?: on| in)?)\b"
    r"(?:(?!\b(?:until|till|through)\b)[^.;]){0,30}",
    re.IGNORECASE,
)
_BESIDE_OTHERS = re.compile(
    r"\b(?:before|older|prior|up|earlier|except|other|than|until|since|after|once|from|when|not|to|through|"
    r"successor|below|above|newer|later|all|every|any|each|replace[ds])\b|\d\s*[-–—]",
    re.IGNORECASE,
)
"""Words for releases by means of another one."""
_VERSION = re.compile(r"(?<![\w.])\d+(?:\.\w+)*")
_SENTENCE = re.compile(r"[^.;]+")
_NOT_OF_ITSELF = re.compile(
    r"\b(?:every\b(?! (?:\w+ )?(?:version|release))"
    r"|successor|next|newer|following|replaced|superseded|old|before|prior|notice|advance)\b",
    re.IGNORECASE,
)
"""Words of another time than that of the release itself."""
_FROM_RELEASE = re.compile(
    r"\b(?:from|after|of|since|following) (?:(?!or\b|and\b)[\w'’-]+ ){0,3}(?:release|launch|publication)\b"
    r"|\b(?:from|after|since) (?:it|they) (?:is|are|was|were) (?:first )?(?:released|published)\b",
    re.IGNORECASE,
)
_SUCCESSOR = re.compile(
    r"\b(?:(?:from|after|of|since|following|once) (?:(?!or\b|and\b)[\w'’-]+ ){0,4}?"
    r"(?:(?:successor|superseded|replaced)\b"
    r"|(?:next|newer|following)\b(?: (?:\w+ )?(?:release|version|one)\b)?)"
    r"|(?:day|week|month|year)s? after (?:(?!or\b|and\b)[\w'’-]+ ){0,4}?"
    r"new (?:\w+ )?(?:release|version|one)\b)",
    re.IGNORECASE,
)
_WHICHEVER = {
    which: re.compile(rf"\bwhichever\b[^.;]*?\b(?:{words})\b", re.IGNORECASE)
    for which, words in (
        ("later", "later|last|latest|longer|longest"),
        ("earlier", "earlier|first|sooner|earliest|shorter"),
    )
}
_MONTH_END = re.compile(r"\bend of (?:that|the|its|this|their) (?:\w+ )?month\b", re.IGNORECASE)
_TO_THE_DAY = re.compile(r"\bto the day\b", re.IGNORECASE)
_AT_LEAST = re.compile(
    r"\b(?:at least|minimum|no less|not less|more than|or more|or longer|over)\b", re.IGNORECASE
)
_AT_MOST = re.compile(r"\b(?:up to|at most|maximum|no more|not more|or less)\b", re.IGNORECASE)
_ABOUT = re.compile(r"\b(?:about|around|approximately|roughly|nearly|almost)\b", re.IGNORECASE)
_SHORTEST = 3
"""Months; shorter stretches are seldom those of a release."""
_SLACK = 1.1
"""Months by which days may differ, since many end with their month or on a day of the week."""
_DAYS_OF_A_MONTH = 365.2425 / 12


def versions_said_remarks(policy: Policy) -> Iterator[Remark]:
    """Releases whose dates contradict the words of their rule; and rules for the current release whose
    clauses mention only the previous one, or count from another event."""
    texts = clause_texts(policy)
    clauses = {
        rule: [texts[clause] for clause in rule.cite if clause in texts] for rule in policy.version_rules
    }
    for number, rule in enumerate(policy.version_rules):
        yield from _position(("version_rules", number), rule, " ".join(clauses[rule]))
        yield from _counted_from(("version_rules", number), rule, " ".join(clauses[rule]))
        yield from _of_others(("version_rules", number), policy, rule, " ".join(clauses[rule]))
    for number, product in enumerate(policy.products):
        path: KeyPath = ("products", number)
        support = Support(policy, product)
        about = dict.fromkeys(text for rule in support.rules for text in clauses[rule])
        yield from _dates(path, product, about)
        for rule in support.rules:
            for text in (*clauses[rule], *_reasons(support, rule)):
                yield from _lasts(path, support, rule, text)
            place: KeyPath = ("version_rules", policy.version_rules.index(rule))
            yield from _among(place, support, rule, " ".join(clauses[rule]))


def _position(path: KeyPath, rule: VersionRule, text: str) -> Iterator[Remark]:
    newest, before = bool(_NEWEST.search(text)), bool(_ONE_BEFORE.search(text))
    if newest != before and rule.position == ("previous" if newest else "current"):
        yield _otherwise((*path, "position"), text, f"'position: {rule.position}' stands here")


def _among(path: KeyPath, support: Support, rule: VersionRule, text: str) -> Iterator[Remark]:
    """A rule that counts releases one by one where its clauses speak of series."""
    counts = (rule.newest or rule.position != "any") and rule.among == "releases"
    series = {
        release.version: support.series(release)
        for release in support.product.releases
        if is_about(rule, release)
    }
    listed = {*series.values()}
    in_parts = 1 < len(listed) < len(series) and listed.isdisjoint(series)
    if counts and in_parts and _BY_SERIES.search(text):
        yield _otherwise(path, text, "each release counts here, as 'among' says nothing else")


def _counted_from(path: KeyPath, rule: VersionRule, text: str) -> Iterator[Remark]:
    """What a rule counts from, until when, and which day it takes, where its clauses say another."""
    later = rule.months_after_successor or rule.days_after_successor
    counted = [rule.within_months, rule.months_after_successor, rule.days_after_successor]
    limits = [*filter(None, counted), *filter(None, (rule.until_end, rule.until))]
    successor, own = bool(_SUCCESSOR.search(text)), bool(_FROM_RELEASE.search(_SUCCESSOR.sub(" ", text)))
    if successor and not own and rule.within_months and not later:
        yield _otherwise((*path, "within_months"), text, "they are counted from the release's own day here")
    if own and not successor and later and not rule.within_months:
        field = "months_after_successor" if rule.months_after_successor else "days_after_successor"
        yield _otherwise((*path, field), text, "they are counted from the next release's day here")
    whichever = {which for which, words in _WHICHEVER.items() if words.search(text)}
    if len(limits) > 1 and len(whichever) == 1 and rule.whichever not in whichever:
        yield _otherwise((*path, "whichever"), text, f"the {rule.whichever} day counts here")
    if any(counted) and not rule.to_month_end and _MONTH_END.search(text):
        yield _otherwise(path, text, "'to_month_end' isn't said here")
    if rule.to_month_end and _TO_THE_DAY.search(text):
        yield _otherwise((*path, "to_month_end"), text, "it goes on to the end of the month here")


def _dates(path: KeyPath, product: Product, said: Iterable[str]) -> Iterator[Remark]:
    """The releases of which a clause says another first or last day."""
    for text in said if any(map(dates, said)) else ():
        named = _named(product, text)
        alone = len({number for _, number in named}) == 1
        for (begins, number), (ends, _) in pairwise([*named, (len(text), 0)]):
            about = text if alone else text[begins:ends]
            yield from _days((*path, "releases", number), product.releases[number], about)
        # Of a product with one release every clause is about it, unless it names another.
        if len(product.releases) == 1 and not named and _last_days(text):
            only = product.releases[0]
            others = {*_VERSION.findall(undated(text))} - {only.version}
            yield from _days((*path, "releases", 0), only, text) if not others else ()


def _named(product: Product, text: str) -> list[tuple[int, int]]:
    """Where a text names releases, each with its number among those of the product."""
    called = "|".join(map(re.escape, ("version", "release", product.name)))
    forms = (
        rf"(?i)\b(?:{called})\s+{re.escape(release.version)}(?![\w.]*\w)" for release in product.releases
    )
    return sorted(
        (match.start(), number) for number, form in enumerate(forms) for match in re.finditer(form, text)
    )


def _of_others(path: KeyPath, policy: Policy, rule: VersionRule, text: str) -> Iterator[Remark]:
    """A rule for some releases whose clauses name others alone."""
    products = [product for product in policy.products if not rule.products or product.id in rule.products]
    own = any(re.search(rf"(?<![\w.]){re.escape(version)}(?![\w.]*\w)", text) for version in rule.releases)
    named = any(_named(product, text) for product in products)
    if rule.releases and named and not own and not _BESIDE_OTHERS.search(text):
        yield _otherwise((*path, "releases"), text, f"{', '.join(rule.releases)} stands here")


def _last_days(text: str) -> set[str]:
    return {day for match in _LASTS_UNTIL.finditer(text) for day in dates(match[0])}


def _days(path: KeyPath, release: Release, text: str) -> Iterator[Remark]:
    first = {day for match in _CAME_OUT.finditer(text) for day in dates(match[0])}
    ends, last = [end.day for end in release.named_ends.values()], _last_days(text)
    one_wrong = 1 < len(ends) == len(last) and any(_other([day], ends) for day in last)
    if _other(first, [release.released]):
        yield _otherwise((*path, "released"), text, "it came out on another day here")
    elif one_wrong or _other(dates(text) - first - {str(release.released)}, ends):
        yield _otherwise((*path, "ends"), text, "it ends on another day here")


def _other(said: Collection[str], days: Collection[date]) -> bool:
    """Whether some days or months are said, and none of them is one of these."""
    return bool(said and days) and not any(str(day).startswith(start) for day in days for start in said)


def _reasons(support: Support, rule: VersionRule) -> Iterator[str]:
    """The reasons of rows for nothing but the status that a rule alone gives."""
    product, version = support.policy.product_question, support.policy.version_question
    alone = sum(other.then == rule.then for other in support.rules) == 1
    for table in support.policy.tables if alone else ():
        for row in table.rows:
            facts = {fact: accepted(values) for fact, values in row.when.items()}
            products = facts.pop(product, (support.product.id,))
            if facts == {version: (rule.then,)} and support.product.id in products:
                yield row.say


def _lasts(path: KeyPath, support: Support, rule: VersionRule, text: str) -> Iterator[Remark]:
    """The releases that end by a rule, and not after the time that a text says."""
    counted = any(getattr(rule, name) for name in RULE_FIGURES if name != "newest")
    said = list(_lives(text)) if rule.until_end or rule.until else []
    wrong = [
        (number, release)
        for number, release in enumerate(support.product.releases if said and not counted else ())
        if is_about(rule, release)
        and rule.until in release.named_ends
        and not any(life.fits(support, release, release.named_ends[rule.until].day) for life in said)
    ]
    if wrong:
        number, release = wrong[0]
        names = ", ".join(shown(release.version) for _, release in wrong)
        dates_here = f"{release.released} to {release.named_ends[rule.until]}"
        but = f"that is not how long {names} lasts here ({dates_here})"
        yield _otherwise((*path, "releases", number, "ends"), text, but)


@value()
class _Life:
    """How long a text says that a release is supported."""

    months: set[Fraction]
    sentence: str
    from_release: bool

    def fits(self, support: Support, release: Release, last: date) -> bool:
        """Whether it may be the time to a last day from a release's own, or from a change of its status."""
        phases = () if self.from_release else support.phases(release)
        days = {(last - first).days for first in (release.released, *(phase.first for phase in phases))}
        return any(
            self._is(actual / _DAYS_OF_A_MONTH, float(said)) for actual in days for said in self.months
        )

    def _is(self, actual: float, said: float) -> bool:
        slack = _SLACK + (said / 6 if _ABOUT.search(self.sentence) else 0)
        short = actual < said - slack and not _AT_MOST.search(self.sentence)
        return not short and (actual <= said + slack or bool(_AT_LEAST.search(self.sentence)))


def _lives(text: str) -> list[_Life]:
    """The times that a text says; those from the release alone where it says any."""
    of_others = (_NOT_OF_ITSELF, _SUCCESSOR)
    sentences = [
        sentence
        for sentence in _SENTENCE.findall(text)
        if not any(words.search(sentence) for words in of_others)
    ]
    found = [
        _Life(months, sentence, from_release)
        for sentence in sentences
        for said, from_release in _times(sentence)
        if said[0].unit and min(months := lengths(said, MONTHS, MONTHS), default=0) >= _SHORTEST
    ]
    return [life for life in found if life.from_release] or found


def _times(sentence: str) -> Iterator[tuple[list[Quantity], bool]]:
    """The stretches of time in a sentence, each with whether it is counted from the release."""
    for match in _FROM_RELEASE.finditer(sentence):
        yield from ((stretch, True) for stretch in stretches(quantities(sentence[: match.start()]))[-1:])
    yield from ((stretch, False) for stretch in stretches(quantities(sentence)))


def _otherwise(path: KeyPath, text: str, but: str) -> Remark:
    return said_otherwise(path, f"{shown(text)} is said", but)
