"""A comparison in words: the policy's own for facts, answers and results, and this tool's around them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce

from publisher.analysis.difference.answers import GONE, NEW_ANSWER
from publisher.analysis.difference.comparing import GIVEN, NO_ANSWER, Affected, Change, Comparison
from publisher.analysis.difference.cover import ToldBox, names_product_otherwise
from publisher.analysis.difference.facets import NOTHING, VALUED, Promise, ShownChannel, losing
from publisher.analysis.difference.hours_told import both_told
from publisher.analysis.difference.joint import NEW, OLD, Joint, Token
from publisher.analysis.difference.matching import RowPair
from publisher.analysis.difference.numbers import renumbered
from publisher.analysis.difference.wordings import Text, differing, for_staff, words
from publisher.analysis.space import NO_ROW, SHOWN
from publisher.language.interface import Language, SiteWords
from publisher.language.naming import FactNames
from publisher.policy_file.checks.hours_said import says_another_week
from publisher.policy_file.findings import listed
from wizard.conditions import UNASKED
from wizard.edition import Edition
from wizard.kinds.product import only_product
from wizard.policy import IN_FORCE, NONE, POLICY, RELEASE, Policy
from wizard.versions.names import UNKNOWN
from wizard.words import fill

KINDS = {
    "answer": "outcome",
    "target": "first answer within",
    "cited": "cites",
    "steps": "next steps",
    "prepare": "to have ready",
    "details": "asks for the detail",
}
"""What a kind of facet is called where its own name does not do."""


def _shown(edition: Edition, kind: str, id: str) -> str:
    """What something that is only there or not is called."""
    if kind == "asked":
        return edition.questions[id].text
    if kind == "details":
        return {detail.id: detail.name for detail in edition.policy.details}[id]
    cited = edition.clauses[id]
    return f"§{cited.label} {cited.text}"


@dataclass(frozen=True)
class Fact:
    """A fact of a box: one of some values, or with `but` any other than these."""

    fact: str
    name: str
    values: tuple[str, ...]
    but: bool = False
    example: tuple[str, str] = ("", "")
    """A version, and a day (ISO) on which it is one of these values."""
    is_new: bool = False
    """Whether it is an answer that the other policy does not offer."""
    is_occasion: bool = False
    """Whether it only tells when another of the facts comes up, and leaves out no case."""
    is_unsure: bool = False
    """Whether it is that of somebody who can't name the product, which only one of the policies asks for."""


@dataclass(frozen=True)
class Changed:
    """What changes, in words; of what is only there or not, its name where it is there and None where not."""

    kind: str
    """The kind of its facet."""
    what: str
    id: str
    old: str | None
    new: str | None
    required: bool = field(default=False, kw_only=True)
    """Whether it is a detail that must be given now."""


@dataclass(frozen=True)
class Customers:
    """Groups of customers, each described by one list of facts, and what changes for them."""

    where: tuple[tuple[Fact, ...], ...]
    changes: tuple[Changed, ...]
    all_told: bool = True
    weight: int = 0
    """How many of the cases that were tried are of these."""
    loses: int = 0
    """2 where they are refused now, 1 where they are helped less than before."""


@dataclass(frozen=True)
class DifferenceReport:
    """A comparison in words, as plain data for `formats` to print."""

    old: str
    new: str
    changed: bool
    outcomes: tuple[Customers, ...]
    interview: tuple[Customers, ...]
    wording: tuple[Text, ...]
    """What is written otherwise in the policy, and in the words around it."""
    pages: tuple[Text, ...]
    rows: tuple[Text, ...]
    others: tuple[Text, ...]
    """Examples, readings, answers of remarks, and days listed where they can't be of any consequence."""
    unfinished: tuple[str, ...]
    products: str = ""
    """Which products come and go, and what customers are asked of them, in sentences."""
    stays: tuple[str, ...] = ()
    """Which words of hours are the same though their figures are not, a sentence each."""
    renumbered: tuple[str, ...] = ()
    """Which clauses stand under another number, or have one that was another's, a sentence each."""
    about: tuple[str, ...] = ()
    """What is to be known of the comparison as a whole."""
    goes_on: bool = False
    """Whether customers get another outcome as well whose change the comparison before this one tells."""


def report_of(
    found: Comparison,
    names: tuple[str, str],
    languages: tuple[Language, Language],
    pages: Iterable[Text] = (),
) -> DifferenceReport:
    """A comparison in words, by the two policies' names, and the languages of their pages.

    `pages` are the templates of pages that changed as well.
    """
    old, new = (edition.policy for edition in found.editions)
    telling = _Telling(found, languages)
    back = _Telling(found.gone, languages[::-1], back=True) if found.gone else None
    gone = map(back.customers, found.gone.outcomes) if back and found.gone else ()
    at_once = tuple(telling.emergencies())
    return DifferenceReport(
        old=names[OLD],
        new=names[NEW],
        changed=found.outcomes_changed or bool(at_once),
        outcomes=(
            *(told for told in map(telling.customers, found.outcomes) if told.changes),
            *gone,
            *at_once,
        ),
        interview=tuple(map(telling.customers, found.interview)),
        wording=(*found.texts, *differing(*map(words, languages))),
        pages=tuple(pages),
        rows=tuple(map(telling.row, found.rows)),
        others=(*for_staff(old, new), *found.idle),
        unfinished=found.unfinished,
        products=" ".join(_products(old, new)),
        stays=tuple(_words_that_stay(*found.editions, languages[NEW].site)),
        renumbered=tuple(dict.fromkeys(run.said(languages[NEW].site) for run in renumbered(*found.editions))),
    )


def _products(old: Policy, new: Policy) -> Iterator[str]:
    """Which products are gone and new, and what is asked of them otherwise."""
    before, after = ({product.id: product.name for product in policy.products} for policy in (old, new))
    for of, other, what in ((before, after, "gone"), (after, before, "new")):
        if names := [name for product, name in of.items() if product not in other]:
            those, verb = ("product", "is") if len(names) == 1 else ("products", "are")
            yield f"The {those} {listed(names, 'and')} {verb} {what}."
    if names_product_otherwise(old, new):
        asks, how = (old, "no longer") if only_product(old) is None else (new, "now")
        yield from (
            f"Customers are {how} asked: {question.text}"
            for question in asks.questions
            if question.id == asks.product_question
        )


def ended(said: str) -> str:
    """A sentence with one sign at its end, as the words of a policy may bring theirs along."""
    return said if said.endswith((".", "?", "!", "।", "。")) else f"{said}."


class _Telling:
    """Puts into words what was found, with the new policy's names, and the old one's where it has none.

    With `back` the new policy is the one before: what is new to it was answers that are gone.
    """

    def __init__(
        self, found: Comparison, languages: tuple[Language, Language], *, back: bool = False
    ) -> None:
        self._back = back
        self._editions = found.editions
        self._joint = found.joint or Joint(found.editions)
        self._names = tuple(
            FactNames(edition, language) for edition, language in zip(found.editions, languages, strict=True)
        )
        self._languages = languages

    def customers(self, entry: Affected) -> Customers:
        # Where an outcome changes, there was one before: that no answer is a new one goes without saying.
        known = all(change.facet.kind != "asked" and change.old != NEW_ANSWER for change in entry.changes)
        # In few words the first stands for all, and hardly anybody asks before the policy is in force.
        boxes = sorted(entry.boxes, key=self._is_never_in_force)
        where = tuple(tuple(self._facts(box, known)) for box in boxes)
        changes = tuple(self._changed(change) for change in entry.changes if not _is_told_by_route(change))
        verdicts = (change for change in entry.changes if change.facet.kind == "verdict" and not self._back)
        loses = max((losing(verdict.old, verdict.new) for verdict in verdicts), default=0)
        return Customers(where, changes, entry.all_told, entry.weight, loses)

    def row(self, pair: RowPair) -> Text:
        """A row as its conditions and its result."""
        numbers = (pair.old, pair.new)
        said = [self._row(side, pair.table, number) for side, number in enumerate(numbers)]
        number = pair.new if pair.new is not None else pair.old
        return Text(f"tables.{pair.table}.rows.{(number or 0) + 1}", said[OLD], said[NEW])

    def emergencies(self) -> Iterator[Customers]:
        """The emergencies that stand for other answers than before, so that one click leads elsewhere."""
        before = {emergency.id: emergency for emergency in self._editions[OLD].policy.emergencies}
        for emergency in self._editions[NEW].policy.emergencies:
            was, now = before.get(emergency.id, emergency).answers, emergency.answers
            otherwise = (fact for fact in dict.fromkeys((*now, *was)) if was.get(fact) != now.get(fact))
            changes = tuple(
                Changed("emergency", self._fact(fact), fact, *self._heard(fact, was, now))
                for fact in otherwise
            )
            if changes:
                what = self._languages[NEW].changes.parts["emergency"]
                yield Customers(((Fact("", what, (emergency.name,)),),), changes)

    def _heard(self, question: str, *answers: Mapping[str, str]) -> Iterator[str]:
        """What an emergency is taken to have answered in either policy."""
        for names, language, given in zip(self._names, self._languages, answers, strict=True):
            answer = given.get(question)
            yield names.value(question, answer) if answer else language.changes.not_said

    # --- Conditions

    def _facts(self, box: ToldBox, known: bool) -> Iterator[Fact]:
        facts = box.facts
        for coordinate, tokens in box.box.items():
            fact, occurring = coordinate.fact, facts[coordinate.fact]
            others = coordinate.listed(coordinate.all & ~tokens)
            excluded = [token for token in others if not (known and self._joint.is_new(coordinate, token))]
            if unsure := known and self._is_unsure(fact, occurring):
                excluded = []
            elif not excluded:
                continue
            # The shorter way to say it, "anything but" where few are left out; what is new is named.
            is_new = all(self._joint.is_new(coordinate, token) for token in occurring)
            but = not (unsure or is_new) and 2 * len(excluded) <= len(occurring)
            words = (self._token(fact, token) for token in (excluded if but else occurring))
            said, occasion = tuple(dict.fromkeys(words)), coordinate in box.occasions
            # An example is of any release.
            example = ("", "") if but or RELEASE in facts else self._example(fact, facts)
            yield Fact(fact, self._fact(fact), said, but, example, is_new, occasion, unsure)

    def _is_never_in_force(self, box: ToldBox) -> bool:
        """Whether a box is only of days on which one of the policies is not in force."""
        both = IN_FORCE, IN_FORCE
        return both not in box.facts.get(POLICY, [both])

    def _is_unsure(self, fact: str, tokens: list[Token]) -> bool:
        """Whether somebody is not sure of the product, of whom only one of the policies asks it."""
        policies = [edition.policy for edition in self._editions]
        is_product = any(fact == policy.product_question for policy in policies)
        return is_product and names_product_otherwise(*policies) and tokens == [(UNKNOWN, UNKNOWN)]

    def _example(self, fact: str, facts: Mapping[str, list[Token]]) -> tuple[str, str]:
        """A version, of one of the products that are named, if any, and a day for a status that changes.

        Of a product that only one of the policies has, nobody had it in both.
        """
        asked = self._editions[NEW].policy.product_question
        products = {token[NEW] for token in facts.get(asked, ())} if asked else set()
        before, known = (edition.products for edition in self._joint.editions)
        for token in (token for token in facts[fact] if token[OLD] != token[NEW]):
            for product, typed in self._joint.examples.get((fact, token), {}).items():
                of_both = not product or (product in before and product in known)
                if of_both and (not products or product in products):
                    name = known[product].name if product in known and len(known) > 1 else ""
                    return f"{name} {typed.text}".strip(), typed.day.isoformat()
        return "", ""

    def _fact(self, fact: str) -> str:
        return self._first(lambda names: names.fact(fact))

    def _token(self, fact: str, token: Token) -> str:
        old, new = token
        if old == new or not old or not new or UNASKED in token:
            value = next((side for side in (new, old) if side not in ("", UNASKED)), UNASKED)
            if value == NO_ROW:
                return NO_ROW  # It has no name, as no policy that can be published comes to it.
            return self._first(lambda names: names.value(fact, value))
        said = [names.value(fact, value) for names, value in zip(self._names, token, strict=True)]
        return " -> ".join(reversed(said) if self._back else said)

    def _first(self, name: Callable[[FactNames], str]) -> str:
        """The name in the new policy, or in the old one where the new one has none."""
        try:
            return name(self._names[NEW])
        except KeyError:
            return name(self._names[OLD])

    # --- What changes

    def _changed(self, change: Change) -> Changed:
        kind, of = change.facet.kind, change.facet.of
        what, values = self._what(kind, of), (change.old, change.new)
        if kind not in VALUED:
            # By the words of the edition that shows it: those of the other one may say something else.
            names = (
                _shown(edition, kind, of) if value == SHOWN else None
                for edition, value in zip(self._editions, values, strict=True)
            )
            required = {detail.id for detail in self._editions[NEW].policy.details if detail.required}
            return Changed(kind, what, of, *names, required=kind == "details" and of in required)
        old, new = (self._value(side, kind, of, value) for side, value in enumerate(values))
        if self._back:
            return Changed(kind, what, of, new, GONE)
        if isinstance(change.old, Promise) and isinstance(change.new, Promise):
            if self._hides_its_hours(change.old, change.new):
                old, new = self._promised_by(change.old, change.new)
        elif old == new:
            apart = zip((old, new), self._apart(*values), strict=True)
            old, new = (f"{value} ({more})" for value, more in apart)
        return Changed(kind, what, of, old, new)

    def _what(self, kind: str, of: str) -> str:
        if kind == "channel":
            return self._editions[NEW].channels[of].name
        if kind != "status":
            return KINDS.get(kind, kind.replace("_", " "))
        return f"{self._joint.questions[of].kind} status"

    def _value(self, side: int, kind: str, of: str, value: Hashable) -> str:
        edition, names = self._editions[side], self._names[side]
        if value in (NEW_ANSWER, NO_ANSWER, GIVEN):
            return {GIVEN: "an answer"}.get(str(value), str(value))
        if value in (NOTHING, NONE, ()):
            return self._languages[side].none
        if isinstance(value, Promise):
            return promised(edition, value, self._languages[side])
        if isinstance(value, ShownChannel):
            return self._languages[side].changes.media[value.kind]
        if kind == "channels" and isinstance(value, tuple):
            then, names_of = self._languages[side].changes.then, edition.channels
            return reduce(
                lambda first, second: fill(then, first=first, second=second),
                (names_of[channel].name for channel in value),
            )
        if kind == "verdict" and isinstance(value, tuple):
            return names.result(edition.tables["verdict"], value[0])
        if kind == "status":
            return names.value(of, str(value))
        return names.result(edition.tables[kind], str(value)) if kind in edition.tables else str(value)

    def _hides_its_hours(self, *promises: Promise) -> bool:
        """Whether the hours in which an answer is due are others of the same words."""
        before, after = self._editions
        old, new = promises
        return old.openings != new.openings and before.hours[old.clock].text == after.hours[new.clock].text

    def _promised_by(self, old: Promise, new: Promise) -> tuple[str, str]:
        """What is promised, by when the hours are in place of their words."""
        was, now = self._when(old.clock, new.clock)
        before, after = self._editions
        words = self._languages
        return promised(before, old, words[OLD], was), promised(after, new, words[NEW], now)

    def _when(self, *hours: str) -> tuple[str, str]:
        sides = zip(self._editions, hours, strict=True)
        was, now = ((edition.hours[of], edition) for edition, of in sides)
        return both_told(was, now, self._languages[NEW].site)

    def _apart(self, *values: Hashable) -> tuple[str, str]:
        """What tells two values of the same words apart."""
        if hours := [value.hours for value in values if isinstance(value, ShownChannel)]:
            return self._when(*hours)
        old, new = (str(value[-1] if isinstance(value, tuple) else value) for value in values)
        return old, new

    def _row(self, side: int, table: str, number: int | None) -> str | None:
        if number is None:
            return None
        of, names = self._editions[side].tables[table], self._names[side]
        row = of.rows[number]
        facts = [
            f"{fact}: {values if isinstance(values, str) else ' or '.join(values)}"
            for fact, values in row.when.items()
        ]
        cites = f", citing {', '.join(row.cite)}" if row.cite else ""
        return f"{'; '.join(facts) or 'in all other cases'} = {names.result(of, row.then)}{cites}"


def _is_told_by_route(change: Change) -> bool:
    """Whether a channel comes or goes, which those that one is led to tell as well."""
    return change.facet.kind == "channel" and NOTHING in (change.old, change.new)


def promised(edition: Edition, promise: Promise, language: Language, by: str = "") -> str:
    """What a level promises, in words; `by` is when its hours are, in place of their own words."""
    amounts = ((promise.days, "day"), (promise.hours, "hour"), (promise.minutes, "minute"))
    words = language.changes.amounts
    said = " ".join(
        fill(words[unit if number == 1 else f"{unit}s"], count=str(number))
        for number, unit in amounts
        if number
    )
    further = "".join(f"; {name}: {promised(edition, of, language)}" for name, of in promise.further)
    return f"{said} ({by or edition.hours[promise.clock].text}){further}"


def _words_that_stay(old: Edition, new: Edition, words: SiteWords) -> Iterator[str]:
    """What hours are called as before while their week is another one, as a fault where that isn't so now."""
    for hours in old.policy.hours:
        if (now := new.hours.get(hours.id)) and now.text == hours.text:
            was, week = (replace(of, holidays=(), special=()) for of in (hours, now))
            before, after = both_told((was, old), (week, new), words)
            if before != after and says_another_week(new.policy, now):
                yield f"'{now.text}' is still written, though the hours are {after} now, and not {before}."
            elif before != after:
                yield f"The hours are {after} now, and not {before}; the words stay '{now.text}'."
