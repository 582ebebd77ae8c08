"""The questions that can come next, worked out at build by the engine's own interview: a finite automaton.

Theory of operation

The engine says what comes after which answers. Walking through it once for every path would take exponential
time, so paths from which the rest of the interview is the same are one state:

1. Explore, breadth first. A state's key (`_Explorer._key`) is all that the rest can depend on: the question
   that is pending, the product, and which later questions can still come up, as far as the facts so far tell.
   For each new key the engine is asked once for each answer, which leads to the key of the state behind it.
2. Merge, from the last question back. Each way leads to a later question, so the states behind one are
   settled before it, and two that show the same and lead to the same states are one (minimising an acyclic
   automaton).

What is typed has no list of answers. A text for each value that its facts can come to have is tried
instead (for a version, each status); if all lead to the same state, that is where any text leads. If not,
there is a way for each of those values, by the name that `way_by` gives it.

Guarantees:
- It is the engine's answers, cached: for every path through it, its view and the engine's are the same.
- It grows with the questions and with what is read later, and not with the paths.
- Where the next question depends on the day by more than the last answer, or on what is open, it ends, and
  the engine decides.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from math import inf
from statistics import fmean
from typing import Any, NamedTuple

from publisher.lookup.shapes import Early, LookupQuestion, LookupQuestions, LookupState
from wizard.conditions import UNASKED, accepted
from wizard.edition import Edition
from wizard.interview import Walk, walk
from wizard.kinds import Kind, kind_of
from wizard.kinds.version import MOST_RELEASES
from wizard.policy import IN_FORCE, NOT_YET, OPEN, POLICY, RELEASE, Question
from wizard.protocol import question_view
from wizard.versions.names import UNKNOWN

Json = dict[str, Any]
Key = tuple[object, ...]

END = -1
"""In place of a state: the interview is over."""
TYPED = ""
"""In place of an answer: any that is typed."""
BY_FACTS = "="
"""How the name of a way begins that is no answer's own (`way_by`)."""


class _State(NamedTuple):
    """A state as it is explored: its question by its place among all, and as it is shown.

    By answer, `ways` leads to the number of the next state, and `settled` has the facts that become known
    without being asked for.
    """

    place: int
    question: Json
    ways: dict[str, int]
    settled: dict[str, dict[str, str]]


def compiled_questions(edition: Edition) -> LookupQuestions | None:
    """The questions as a graph of states; None where they depend on what is open."""
    policy = edition.policy
    if any(channel.id in question.when for question in policy.questions for channel in policy.channels):
        return None
    explorer = _Explorer(edition)
    start, questions, states = _merged(explorer.states())
    return {
        "since": explorer.since.isoformat(),
        "early": explorer.early(),
        "settled": explorer.settled(),
        "start": start,
        "questions": questions,
        "states": states,
    }


def way_by(facts: Iterable[str]) -> str:
    """The name of the way that answers take which become these facts, such as `=ended 7`."""
    return f"{BY_FACTS}{' '.join(facts)}"


def _merged(states: list[_State]) -> tuple[int, list[LookupQuestion], list[LookupState]]:
    """The first state, each question once, and the states without those that are the same as another one.

    Every way leads to a later question, so that the states behind one are merged before it.
    """
    questions: dict[str, int] = {}
    kept: dict[str, int] = {}
    became: dict[int, int] = {END: END}
    left: dict[int, float] = {}
    for number in sorted(range(len(states)), key=lambda number: states[number].place, reverse=True):
        state = states[number]
        question = json.dumps(state.question, ensure_ascii=False)
        merged: Json = {"question": questions.setdefault(question, len(questions))}
        left[number] = _left(state, left)
        if left[number] < inf:
            # Rounded, but not to the nothing that is true only of the last question.
            merged["left"] = max(round(left[number]), int(left[number] > 0))
        ways = {answer: became[there] for answer, there in state.ways.items()}
        merged["next"] = {answer: there for answer, there in ways.items() if answer != TYPED}
        if TYPED in ways:
            merged["typed"] = ways[TYPED]
        if state.settled:
            merged["settled"] = state.settled
        became[number] = kept.setdefault(json.dumps(merged), len(kept))
    return became.get(0, END), list(map(json.loads, questions)), list(map(json.loads, kept))


def _left(state: _State, left: Mapping[int, float]) -> float:
    """How many questions come after a state's, on average over its answers; infinite where it isn't known."""
    behind = [0 if there == END else 1 + left[there] for there in state.ways.values()]
    return fmean(behind) if behind else inf


class _Explorer:
    """Walks the interview from its beginning, once for each state."""

    def __init__(self, edition: Edition) -> None:
        self._edition, policy = edition, edition.policy
        released = (release.released for product in policy.products for release in product.releases)
        # From this day on all releases are out, and the policy is in force.
        self._day = max([policy.effective, *released])
        self._facts = {POLICY: IN_FORCE} | {channel.id: OPEN for channel in policy.channels}
        self._places = {question.id: place for place, question in enumerate(policy.questions)}
        known_by = [kind_of(question).domains(policy) for question in policy.questions]
        self._unknown = [frozenset().union(*known_by[place:]) for place in range(len(known_by))]
        """By a question's place the facts that are known only once it, or a later one, is answered."""
        self._typed_of: dict[tuple[str, str], dict[tuple[str, ...], tuple[str, date]]] = {}

    @property
    def since(self) -> date:
        """The policy's first day; of many releases a later one, so that a page need not list them all."""
        by_age = [support.by_age for support in self._edition.support.values()]
        recent = (releases[-MOST_RELEASES].released for releases in by_age if len(releases) > MOST_RELEASES)
        return max([self._edition.policy.effective, *recent])

    def settled(self) -> dict[str, str]:
        """The facts that need no question at all, once the policy is in force."""
        return {POLICY: IN_FORCE, **_settled_between(self._facts, self._walk({}).facts, "")}

    def early(self) -> Early | None:
        """Every case before the policy is in force; None where anything is asked then."""
        before = self._facts | {POLICY: NOT_YET}
        walked = walk(self._edition, {}, before, self._day)
        if walked.pending:
            return None
        settled = _settled_between(before, walked.facts, "")
        return {"until": self._edition.policy.effective.isoformat(), "facts": settled | {POLICY: NOT_YET}}

    def states(self) -> list[_State]:
        """The states, the first one first."""
        first = self._walk({})
        numbers: dict[Key, int] = {self._key(first): 0}
        found: list[_State] = []
        ahead = deque([(first, False)])
        while ahead:
            here, by_facts = ahead.popleft()
            if here.pending is None:
                continue
            state = _State(self._places[here.pending.id], self._question(here), {}, {})
            picks = [option["id"] for option in state.question["options"]]
            for answer, there in self._ways(here, here.pending, picks, by_facts):
                if settled := _settled_between(here.facts, there.facts, here.pending.id):
                    state.settled[answer] = settled
                key = self._key(there)
                if there.pending and key not in numbers:
                    numbers[key] = len(numbers)
                    ahead.append((there, by_facts or answer.startswith(BY_FACTS)))
                state.ways[answer] = numbers[key] if there.pending else END
            found.append(state)
        return found

    def _ways(
        self, here: Walk, question: Question, picks: Sequence[str], by_facts: bool
    ) -> Iterator[tuple[str, Walk]]:
        """Each answer with the walk behind it; `picks` are those that are listed.

        What is `by_facts` has come here by an answer's facts, so that these have to stay as they are.
        """
        kind = kind_of(question)
        if not kind.input:
            return ((pick, self._walk({**here.asked, question.id: pick}, here.day)) for pick in picks)
        # What is typed is told apart only by the facts that it becomes, and those depend on the day.
        typed = self._typed(kind, here).items()
        ends = {facts: self._walk({**here.asked, question.id: text}, day) for facts, (text, day) in typed}
        if by_facts and not all(here.facts.items() <= end.facts.items() for end in ends.values()):
            return iter(())
        return self._typed_ways(picks, ends)

    def _typed_ways(
        self, picks: Iterable[str], ends: Mapping[tuple[str, ...], Walk]
    ) -> Iterator[tuple[str, Walk]]:
        """The same where an answer can be typed, by the walks behind all facts that it can become."""
        unsaid = {UNKNOWN}
        for pick in picks:
            # A version that is picked is of one release; what is typed may be of any.
            its = [end for facts, end in ends.items() if facts[1:] in ((), (pick,))]
            if self._are_one(its):
                yield pick, its[0]
            else:
                unsaid.add(pick)
        if self._are_one(ends.values()):
            yield TYPED, next(iter(ends.values()))
            return
        for facts, end in ends.items():
            if unsaid.issuperset(facts[1:]):
                yield way_by(facts), end

    def _are_one(self, ends: Iterable[Walk]) -> bool:
        """Whether there is one state for all of them."""
        return len({self._key(end) for end in ends}) == 1

    def _typed(self, kind: Kind, here: Walk) -> dict[tuple[str, ...], tuple[str, date]]:
        """A typed answer for all that its facts can be; the same wherever the product is the same."""
        key = (kind.question.id, here.product.id if here.product else "")
        if key not in self._typed_of:
            found = self._typed_of.setdefault(key, {})
            for text, day in kind.typed(self._edition, here.product, (self._day,)):
                facts = kind.facts(self._edition, here.product, text, day)
                found.setdefault(tuple(facts.values()), (text, day))
        return self._typed_of[key]

    def _walk(self, answers: Mapping[str, str], day: date | None = None) -> Walk:
        return walk(self._edition, answers, self._facts, day or self._day)

    def _key(self, end: Walk) -> Key:
        """What the rest depends on: the question, the product, and which later ones can still come up."""
        if end.pending is None:
            return (None,)
        place = self._places[end.pending.id]
        later, unknown = self._edition.policy.questions[place:], self._unknown[place]
        can_come = (
            all(
                fact in unknown or end.facts.get(fact, UNASKED) in accepted(values)
                for fact, values in question.when.items()
            )
            for question in later
        )
        return (end.pending.id, end.product and end.product.id, *can_come)

    def _question(self, here: Walk) -> Json:
        """The question's view without its number, which depends on the path."""
        view = question_view(self._edition, here)
        if view is None or here.pending is None:
            return {}
        kind = kind_of(here.pending)
        offers = list(kind.offers(self._edition, here.product, self.since))
        days = {option.id: [_iso(first), _iso(last)] for option, first, last in offers if first or last}
        told = {name: value for name, value in asdict(view).items() if name != "number"}
        told["options"] = [asdict(option) for option, _, _ in offers]
        more = {"figures": dict(kind.figures), "days": days}
        return told | {name: value for name, value in more.items() if value}


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _settled_between(before: Mapping[str, str], after: Mapping[str, str], asked: str) -> dict[str, str]:
    """The facts that became known beside the answer to the question that was asked."""
    return {
        fact: value for fact, value in after.items() if fact not in before and fact not in (asked, RELEASE)
    }
