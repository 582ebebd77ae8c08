"""The one table of what outcomes are made of: which field says what, in which cases.

A row (`Piece`) names a field of the outcome, a condition on facts, and the part that is said where the
condition holds. Rows of the same field and `of` are alternatives: the first that holds is said. A rule such
as "what is not guaranteed stands only beside a level" is the condition of its rows, and stands nowhere else.
All else reads the table:

- the engine assembles outcomes from it (`wizard.outcome.assembly`),
- the look-up for pages without Python is compiled from it (`publisher.lookup`),
- the proof and the diff make their variables of it (`publisher.analysis`).

Parts are views as far as neither an instant nor typed text matters: in them no channel is open or closed, no
time counts, and details are empty. `wizard.outcome.assembly` fills in the rest. Conditions look at the facts
of the moment and of the interview, the tables' results, and the row by which each table decided
(`wizard.decisions.row_fact`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from wizard.clauses import Cited, index, level_clauses
from wizard.conditions import UNASKED, Condition, Facts, accepted, both, holds
from wizard.decisions import row_fact
from wizard.media import USES
from wizard.outcome.plain_links import plain_link
from wizard.outcome.unsure import open_levels
from wizard.policy import Channel, Clause, Detail, Level, Policy, Procedure, Route, Table, Verdict, Via
from wizard.readings import key
from wizard.view import (
    ChannelView,
    DetailView,
    FurtherView,
    LeadView,
    Named,
    ProcedureView,
    Reached,
    ReadingView,
    Reason,
    Step,
    TargetView,
    VerdictView,
    VersionView,
)
from wizard.words import fill

Thing = Named | VersionView | TargetView | ChannelView | ProcedureView | DetailView
Said = VerdictView | LeadView | Reason | Cited | Thing | ReadingView | Step | str
"""A part of an outcome; a piece of a field with several parts says one or more of them."""


@dataclass(frozen=True, slots=True)
class MovedChannel:
    """A channel as one of the editions has it, from an instant on, and what becomes of its address."""

    since: str
    """In UTC, as in `wizard.view.Moment`."""
    channel: Channel
    days: str
    """On which days it is reached there, in words."""
    later: str
    elsewhere: str
    """What is told behind its next opening, where that is the first on these days; empty where it is reached
    as before."""
    promise: str
    hours: str


@dataclass(frozen=True, slots=True)
class ChannelInTime:
    """What a channel of one edition is in those before and after it; empty as far as it is the same."""

    begins: str = ""
    """From when on it is there, which the edition before does not have."""
    ends: str = ""
    """From when on it is not there any more."""
    days: str = ""
    """On which days it is reached at the edition's own address, in words."""
    later: str = ""
    """What that becomes."""
    promise: str = ""
    """What it promises until and from which days."""
    hours: str = ""
    """By which hours it is open, and by which from which day on, where not those of the same id."""
    moves: tuple[MovedChannel, ...] = ()
    """What it is in later editions that have another address; where it was something else in an earlier one,
    what it is in all of them."""


ALWAYS_THERE = ChannelInTime()


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A row of the table. `parts` are said in the outcome's `field`, where `when` holds."""

    field: str
    of: str
    """Pieces with the same `field` and `of` are alternatives; at most one is said."""
    when: Condition
    parts: tuple[Said, ...]
    rests_on: tuple[str, ...] = ()
    """The parts of the policy that it tells of, by their keys (`wizard.readings.key`)."""
    within: str = ""
    """For a step: the id of the procedure that it belongs to, which stands before it in the table."""

    @property
    def shows(self) -> str:
        """The id of the one part of the policy that it shows, such as a clause; empty where it shows none."""
        return self.of if self.of and getattr(self.parts[0], "id", "") == self.of else ""


class Pieces:
    """A table of pieces, with those that can hold found by one fact each."""

    def __init__(self, table: Iterable[Piece]) -> None:
        self.table = tuple(table)
        self._always: list[int] = []
        self._by_fact: dict[str, dict[str, list[int]]] = {}
        for place, piece in enumerate(self.table):
            if not piece.when:
                self._always.append(place)
                continue
            # The last fact says most: a condition begins with the part that a rule adds to all of its kind.
            fact, values = list(piece.when.items())[-1]
            by_value = self._by_fact.setdefault(fact, {})
            for value in accepted(values):
                by_value.setdefault(value, []).append(place)

    def holding(self, facts: Facts) -> Iterator[Piece]:
        """What is said where these facts hold, in the order of the table."""
        places = list(self._always)
        for fact, by_value in self._by_fact.items():
            places += by_value.get(facts.get(fact, UNASKED), ())
        said: set[tuple[str, str]] = set()
        for place in sorted(places):
            piece = self.table[place]
            if (piece.field, piece.of) not in said and holds(piece.when, facts):
                said.add((piece.field, piece.of))
                yield piece


def pieces(
    policy: Policy, statuses: Mapping[str, str], otherwise: str, in_time: Mapping[str, ChannelInTime]
) -> Iterator[Piece]:
    """Every piece of a policy; `statuses` names what a version's fact can be.

    `otherwise` are the words for another answer: `{question}` and `{answer}`. `in_time` has the channels, by
    their ids, that are not the same in all editions.
    """
    clauses = index(policy)
    yield from _decided(policy)
    yield from _versions(policy, statuses)
    for table in policy.tables:
        yield from _reasons(policy, clauses, table)
    yield from _instead(policy)
    targets = {level.id: _target(policy, clauses, level) for level in policy.levels}
    yield from _open_targets(policy, targets, otherwise)
    for level in policy.levels:
        yield Piece("target", "", {"level": level.id}, (targets[level.id],), _rests_on(policy, level))
    for route in policy.routes:
        yield Piece("lead", "", {"route": route.id}, (LeadView(route.name, elsewhere=False),), (key(route),))
        yield Piece("route", "", {"route": route.id}, (route.text,), (key(route),))
        yield _channels(policy, clauses, route, in_time)
    yield from _of_sections(policy, clauses)
    for procedure in policy.procedures:
        yield from _procedure(clauses, procedure)
    for detail in policy.details:
        yield Piece("details", detail.id, detail.when, (_detail(detail),))


def _decided(policy: Policy) -> Iterator[Piece]:
    """What the tables decide on that has a name of its own."""
    for verdict in policy.verdicts:
        yield Piece("verdict", "", {"verdict": verdict.id}, (_verdict(verdict),), (key(verdict),))
    for table in ("severity", "handling"):
        for result in policy.results[table]:
            yield Piece(table, "", {table: result.id}, (Named(result.id, result.name),), (key(result),))


def _of_sections(policy: Policy, clauses: Mapping[str, Cited]) -> Iterator[Piece]:
    """What customers prepare; and beside a level, which promises an answer, what is not guaranteed."""
    promised: Condition = {"level": tuple(level.id for level in policy.levels)}
    for section in policy.all_sections:
        for clause in section.responsibilities:
            yield from _where({}, clause, "prepare", clauses)
        for clause in section.expectations:
            yield from _where(promised, clause, "not_guaranteed", clauses)


def _verdict(verdict: Verdict) -> VerdictView:
    return VerdictView(verdict.id, verdict.tone, verdict.label, verdict.title, verdict.text)


def _versions(policy: Policy, statuses: Mapping[str, str]) -> Iterator[Piece]:
    """The status of the version that it is about; `named_in` drops it where no version was asked for."""
    advice = {status.id: status.advice for status in policy.version_statuses}
    rests_on = ("version_rules", *map(key, policy.release_kinds))
    asked = policy.version_question
    for status, name in statuses.items() if asked else ():
        view = VersionView(status=Named(status, name), advice=advice.get(status, ""))
        yield Piece("version", "", {asked: status}, (view,), rests_on)


def _reasons(policy: Policy, clauses: Mapping[str, Cited], table: Table) -> Iterator[Piece]:
    """What the row that decided gives as its reason, and the clauses that it cites.

    Without words of its own, its reasons are those of the clauses, but for what the level itself tells.
    """
    beside = _beside_refusals(policy, table)
    levels = policy.levels if table.id == "level" else ()
    told_anyway = {level.id: {clause.id for clause in level_clauses(level)} for level in levels}
    for number, row in enumerate(table.rows, 1):
        when: Condition = {row_fact(table.id): str(number)}
        cited = tuple(clauses[clause] for clause in row.cite)
        untold = (clause for clause in cited if clause.id not in told_anyway.get(row.then, ()))
        of_clauses = tuple(Reason(clause.text, (clause,)) for clause in untold)
        reasons = (Reason(row.say, cited),) if row.say else of_clauses
        if reasons:
            yield Piece("reasons", table.id, {**beside, **when}, reasons)
        if row.cite:
            rests_on = tuple(f"Clause:{clause.id}" for clause in cited)
            yield Piece("cited", table.id, when, cited, rests_on)


def refusals(policy: Policy) -> tuple[str, ...]:
    """The verdicts by which a case is not covered."""
    return tuple(verdict.id for verdict in policy.verdicts if verdict.tone == "not-covered")


def _beside_refusals(policy: Policy, table: Table) -> Condition:
    """Where a table gives its reasons: a refusal rests on what its row looks at, and on nothing else."""
    tables = {other.id: other for other in policy.tables}
    rows, refused = tables["verdict"].rows, refusals(policy)
    read = [tables.keys() & row.when.keys() if row.then in refused else set() for row in rows]
    held = [str(number) for number, seen in enumerate(read, 1) if not seen or table.id in seen]
    return {} if len(held) == len(rows) else {row_fact("verdict"): tuple(held)}


def _instead(policy: Policy) -> Iterator[Piece]:
    """For a refusal: where to turn instead, where a row that decided cites the exclusion."""
    exclusions = (clause for section in policy.all_sections for clause in section.excluded if clause.instead)
    for excluded in exclusions:
        for table in policy.tables:
            rows = tuple(str(number) for number, row in enumerate(table.rows, 1) if excluded.id in row.cite)
            if rows:
                when: Condition = {"verdict": refusals(policy), row_fact(table.id): rows}
                if excluded.headline:
                    yield Piece("lead", "", when, (LeadView(excluded.headline, elsewhere=True),))
                yield Piece("instead", excluded.id, when, (excluded.instead,))


def _target(policy: Policy, clauses: Mapping[str, Cited], level: Level) -> TargetView:
    return TargetView(
        level=Named(level.id, level.name),
        text=level.target.text,
        clause=clauses[level.target.id],
        purpose=clauses[level.purpose.id],
        taken_by=clauses[level.taken_by.id] if level.taken_by else None,
        hours=next(hours.text for hours in policy.hours if hours.id == level.target.clock),
        further=tuple(FurtherView(target.name, target.text, clauses[target.id]) for target in level.further),
    )


def _rests_on(policy: Policy, level: Level) -> tuple[str, ...]:
    """The level, the hours in which its promises count, and its clauses."""
    clocks = dict.fromkeys(target.clock for target in level.promises)
    hours = {hours.id: hours for hours in policy.hours}
    return tuple(map(key, (level, *(hours[clock] for clock in clocks), *level_clauses(level))))


def _open_targets(policy: Policy, targets: Mapping[str, TargetView], otherwise: str) -> Iterator[Piece]:
    """The targets beside which others are told that a further answer could bring."""
    levels = {level.id: level for level in policy.levels}
    for undecided in open_levels(policy):
        view = targets[undecided.level]
        others = tuple(
            FurtherView(
                name=fill(otherwise, question=undecided.question.name, answer=", ".join(answers)),
                text=targets[level].text,
                clause=targets[level].clause,
            )
            for level, answers in undecided.others.items()
        )
        told = replace(view, further=(*view.further, *others))
        each = (levels[level] for level in (undecided.level, *undecided.others))
        keys = dict.fromkeys(key for level in each for key in _rests_on(policy, level))
        yield Piece("target", "", undecided.when, (told,), tuple(keys))


def _channels(
    policy: Policy, clauses: Mapping[str, Cited], route: Route, in_time: Mapping[str, ChannelInTime]
) -> Piece:
    channels = {channel.id: channel for channel in policy.channels}
    hours = {hours.id: hours for hours in policy.hours}
    first = next((via for via in route.via if channels[via.channel].address), route.via[0])
    ways = (first, *(via for via in route.via if via is not first))
    taken = [channels[via.channel] for via in ways]
    desk = next((channel for channel in taken if USES[channel.kind].in_writing), None)
    times = [in_time.get(channel.id, ALWAYS_THERE) for channel in taken]
    views = tuple(
        ChannelView(
            id=channel.id,
            name=channel.name,
            kind=channel.kind,
            address=channel.address,
            link=plain_link(channel),
            in_writing=USES[channel.kind].in_writing,
            web_page=USES[channel.kind].web_page,
            takes_ticket=channel is desk,
            reason=via.reason,
            promise=then.promise or channel.promise,
            note=channel.note,
            languages=channel.languages,
            hours=then.hours or hours[channel.hours].text,
            clauses=_of_channel(clauses, via),
            begins=then.begins,
            ends=then.ends,
            days=then.days,
            later=then.later,
            moves=tuple(map(_reached, then.moves)),
        )
        for channel, via, then in zip(taken, ways, times, strict=True)
    )
    rests_on = tuple(map(key, (*taken, *(hours[channel.hours] for channel in taken))))
    return Piece("channels", "", {"route": route.id}, views, rests_on)


def _reached(moved: MovedChannel) -> Reached:
    channel = moved.channel
    return Reached(
        since=moved.since,
        kind=channel.kind,
        address=channel.address,
        link=plain_link(channel),
        in_writing=USES[channel.kind].in_writing,
        web_page=USES[channel.kind].web_page,
        promise=moved.promise,
        note=channel.note,
        hours=moved.hours,
        days=moved.days,
        later=moved.later,
    )


def _of_channel(clauses: Mapping[str, Cited], via: Via) -> tuple[Cited, ...]:
    return tuple(clauses[clause] for clause in (via.channel, *via.cite))


def _procedure(clauses: Mapping[str, Cited], procedure: Procedure) -> Iterator[Piece]:
    view = ProcedureView(procedure.id, procedure.name, procedure.intro, ())
    yield Piece("procedures", procedure.id, procedure.when, (view,), (key(procedure),))
    for step in procedure.steps:
        yield from _where(procedure.when, step, "steps", clauses, procedure.id)


def _where(
    around: Condition, clause: Clause, field: str, clauses: Mapping[str, Cited], within: str = ""
) -> Iterator[Piece]:
    """A clause that is said where both conditions hold: its own, and that of what it stands in."""
    when = both(around, clause.when)
    if when is not None:
        yield Piece(field, clause.id, when, (clauses[clause.id],), within=within)


def _detail(detail: Detail) -> DetailView:
    return DetailView(
        id=detail.id,
        kind=detail.kind,
        name=detail.name,
        help=detail.help,
        required=detail.required,
        autocomplete=detail.autocomplete,
        options=detail.options,
        pattern=accepted(detail.pattern),
        at_hand=detail.required and not detail.autocomplete,
        value=() if detail.options else "",
    )


def told(parts: Iterable[object]) -> Iterator[Cited]:
    """Every clause that parts of an outcome tell or cite."""
    for part in parts:
        match part:
            case Cited():
                yield part
            case Reason() | ChannelView():
                yield from part.clauses
            case TargetView():
                yield from (part.clause, part.purpose, *(further.clause for further in part.further))
                yield from (part.taken_by,) if part.taken_by else ()
