"""The look-up as steps for a page without any script: each answer is a link to the next step or to an end.

An end tells the main parts of the outcome (`WITHOUT_SCRIPT`). Steps from which the rest is the same are one
step. There is no clock on such a page, so a version whose status changes is listed once for each stretch of
days, and an end tells the channels for every way in which they can be open. Guarantees that all this is
looked up in the look-up's own pieces.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby, product
from typing import Any, NamedTuple

from publisher.lookup.graphs import Alternative, TooLarge
from publisher.lookup.outcomes import Group, empty, groups, new_graphs, rows
from publisher.lookup.questions import END, TYPED, way_by
from publisher.lookup.shapes import Lookup, LookupQuestion, Ref
from wizard.conditions import UNASKED, Condition, both
from wizard.decisions import row_fact
from wizard.edition import Edition
from wizard.kinds import Timed, kind_of
from wizard.outcome.assembly import SEVERAL
from wizard.outcome.blocks import WITHOUT_SCRIPT
from wizard.outcome.pieces import refusals
from wizard.policy import CLOSED, IN_FORCE, OPEN, POLICY, RELEASE, Product

Json = dict[str, Any]

TOLD = (*WITHOUT_SCRIPT, "lead", "route")
MOST_MOMENTS = 3
"""At most this many channels may matter by being open; an end tells every combination."""
MOST_STEPS = 400
"""Steps and ends that a page should carry."""
MOST_PLACES = 2_000
"""The most places to visit before equal ones are merged."""

Looks = tuple[tuple[str, Ref], ...]
"""Look-ups by a table's id or a field of the outcome."""


class Way(NamedTuple):
    """An answer, and where it leads (`there`): the number of a step; negative: `~there` is that of an end."""

    answer: Timed
    there: int


class LinkedStep(NamedTuple):
    """A question, and the ways on."""

    question: LookupQuestion
    ways: tuple[Way, ...]


class Channels(NamedTuple):
    """What to do and where to turn while some channels (by id) are open or closed."""

    open: Mapping[str, str]
    lead: Json
    route: str
    channels: list[Json]


class End(NamedTuple):
    """What an end tells: some fields of the outcome, and the channels."""

    told: Json
    ways: tuple[Channels, ...]


class Walkthrough(NamedTuple):
    """Steps and ends by number; the last step is asked first."""

    steps: tuple[LinkedStep, ...]
    ends: tuple[End, ...]

    @property
    def first(self) -> tuple[Way, ...]:
        """The ways on from the first question, if there is one."""
        return self.steps[-1].ways if self.steps else ()

    def reached(self, answers: Mapping[str, str]) -> int:
        """Where answers lead, as a way's `there`; they leave nothing open, and none depends on the day."""
        there = len(self.steps) - 1
        while there >= 0:
            step = self.steps[there]
            picked = answers.get(step.question["id"], "")
            there = next(way.there for way in step.ways if way.answer.option.id == picked)
        return there


class _Place(NamedTuple):
    """Where a walk has come to: the state of the questions, its product, and what is left of the look-ups."""

    state: int
    product: Product | None
    tables: Looks
    pieces: Looks


def walkthrough(edition: Edition, found: Lookup | None, until: date | None = None) -> Walkthrough | None:
    """The steps of a look-up; None where it doesn't go to all ends, or where they would be too many.

    `until` is the edition's last day, if another one follows: no answer is of a later day.
    """
    if found is None:
        return None
    try:
        return _Walker(edition, found, until).walkthrough()
    except TooLarge:
        return None


def _merged(ways: Iterator[Way]) -> Iterator[Way]:
    """The ways without a day between two stretches of days that lead to the same place."""
    for (_, there), alike in groupby(ways, key=lambda way: (way.answer.option, way.there)):
        answers = [way.answer for way in alike]
        yield Way(replace(answers[0], last=answers[-1].last), there)


def _within(answers: Iterable[Timed], until: date | None) -> Iterator[Timed]:
    """The answers that there are until a day, which ends none of them."""
    for answer in answers:
        if until is None or answer.first is None or answer.first <= until:
            ends = until is None or (answer.last is not None and answer.last < until)
            yield answer if ends else replace(answer, last=None)


class _Walker:
    """Walks the look-up of the questions, and knows at every place what can still come of it."""

    def __init__(self, edition: Edition, found: Lookup, until: date | None) -> None:
        self._edition, self._lookup, self._until = edition, found, until
        self._graphs = new_graphs(edition, {POLICY: IN_FORCE})
        self._order = list(edition.questions)

    def walkthrough(self) -> Walkthrough:
        places = self._places()
        steps: dict[tuple[int, tuple[Way, ...]], int] = {}
        ends: dict[_Place, int] = {}
        became: dict[_Place, int] = {}
        # Every way leads to a later question, so that what is behind a step is numbered before it.
        for place in sorted(places, key=lambda place: self._at(place.state), reverse=True):
            if place.state == END:
                became[place] = ~ends.setdefault(place, len(ends))
            else:
                ways = (Way(answer, became[there]) for answer, there in places[place])
                question = self._lookup["states"][place.state]["question"]
                became[place] = steps.setdefault((question, tuple(_merged(ways))), len(steps))
        if len(steps) + len(ends) > MOST_STEPS:
            raise TooLarge
        return Walkthrough(
            steps=tuple(LinkedStep(self._lookup["questions"][number], ways) for number, ways in steps),
            ends=tuple(self._end(place) for place in ends),
        )

    def _places(self) -> dict[_Place, list[tuple[Timed, _Place]]]:
        """Every place with its answers and those behind them, the first one first."""
        found: dict[_Place, list[tuple[Timed, _Place]]] = {}
        ahead = deque([self._first()])
        while ahead:
            place = ahead.popleft()
            if place not in found:
                found[place] = [] if place.state == END else list(self._behind(place))
                ahead.extend(there for _, there in found[place])
            if len(found) > MOST_PLACES:
                raise TooLarge
        return found

    def _first(self) -> _Place:
        tables = [(table.id, self._graphs.add(rows(table))) for table in self._edition.policy.tables]
        told = [
            (group.field, self._graphs.add(self._told_there(group)))
            for group in groups(self._edition)
            if group.field in TOLD
        ]
        products = self._edition.policy.products
        only = products[0] if len(products) == 1 else None
        place = _Place(self._lookup["start"], only, tuple(tables), tuple(told))
        return self._knowing(place, self._lookup["settled"])

    def _told_there(self, group: Group) -> Iterable[Alternative]:
        """What is told of a group: of reasons those of refusals, as all of them would part most ends."""
        if group.field != "reasons":
            return group.alternatives
        refused: Condition = {"verdict": refusals(self._edition.policy)}
        around = ((both(refused, when), said) for when, said in group.alternatives)
        return [(when, said) for when, said in around if when is not None]

    def _behind(self, place: _Place) -> Iterator[tuple[Timed, _Place]]:
        """Each answer with the place behind it."""
        state = self._lookup["states"][place.state]
        asked = self._edition.questions[self._lookup["questions"][state["question"]]["id"]]
        kind, since = kind_of(asked), self._edition.policy.effective
        for answer in _within(kind.timed(self._edition, place.product, since), self._until):
            # Those that are not listed are told apart by what they become.
            known = {asked.id: answer.fact} | ({RELEASE: answer.release} if answer.release else {})
            ways = state["next"] | ({TYPED: state["typed"]} if "typed" in state else {})
            names = (answer.option.id, TYPED, way_by(known.values()))
            way = next((name for name in names if name in ways), None)
            if way is None:
                raise TooLarge
            there = ways[way]
            known |= state.get("settled", {}).get(way, {})
            passed = self._order[self._at(place.state) + 1 : self._at(there)]
            unasked = {question: UNASKED for question in passed if question not in known}
            about = (kind.named(self._edition, way) or place.product) if there != END else None
            yield answer, self._knowing(place._replace(state=there, product=about), known | unasked)

    def _knowing(self, place: _Place, known: Mapping[str, str]) -> _Place:
        """The place once more facts are known, and what the tables decide by them."""
        known = {RELEASE: UNASKED, **known} if place.state == END else known
        tables, new = place.tables, known
        # What a table decides may be all that a later one still looks at.
        while new:
            tables, new = self._where(tables, new), {}
            for table, ref in tables:
                if ref < 0:
                    number, result = self._graphs.value(ref)
                    new |= {row_fact(table): number, table: result}
            tables = tuple([(table, ref) for table, ref in tables if ref >= 0])
            known = {**known, **new}
        return place._replace(tables=tables, pieces=self._where(place.pieces, known))

    def _where(self, looks: Looks, known: Mapping[str, str]) -> Looks:
        left = self._graphs.where([ref for _, ref in looks], known)
        return tuple([(name, ref) for (name, _), ref in zip(looks, left, strict=True)])

    def _at(self, state: int) -> int:
        """The place of a state's question among all questions."""
        if state == END:
            return len(self._order)
        question = self._lookup["questions"][self._lookup["states"][state]["question"]]
        return self._order.index(question["id"])

    def _end(self, place: _Place) -> End:
        channels = self._moments(place)
        combinations = product((OPEN, CLOSED), repeat=len(channels))
        states = [dict(zip(channels, held, strict=True)) for held in combinations]
        told = [self._told(self._knowing(place, open)) for open in states]
        ways = [
            Channels(open, said["lead"], said["route"], said["channels"])
            for open, said in zip(states, told, strict=True)
        ]
        return End(told[0], tuple(ways))

    def _moments(self, place: _Place) -> list[str]:
        """The channels on whose being open the look-ups depend. Raises TooLarge."""
        looked_at = self._graphs.facts(ref for _, ref in (*place.tables, *place.pieces))
        found = [channel for channel in self._edition.channels if channel in looked_at]
        if len(found) > MOST_MOMENTS:
            raise TooLarge
        return found

    def _told(self, place: _Place) -> Json:
        """The fields that an end tells."""
        nothing = empty(self._edition)
        told: Json = {field: [] if field in SEVERAL else nothing[field] for field in TOLD}
        for field, ref in place.pieces:
            value = self._graphs.value(ref)
            if value is not None:
                told[field] = [*told[field], *value] if field in SEVERAL else value
        return told
