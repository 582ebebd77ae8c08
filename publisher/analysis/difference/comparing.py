"""Two policies compared: which customers get another outcome, which are asked otherwise, what else changed.

Guarantees:
- Outcomes of answers that are gone are looked for the other way round, where these are the new answers.
- What is told of a change holds in every case within its boxes, and every case in which something changes
  is in a box of that change, or the change says that there are more. What takes too many steps to be looked
  through is named as unfinished.
- Steps are counted, so that every machine gives up at the same point. An entry with too many conditions to
  be found has those found so far, or those of one of its cases: less exact, and true.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from publisher.analysis.difference.answers import EVER, NEW_ANSWER, Within
from publisher.analysis.difference.cover import Case, Cases, ToldBox, box_of_one, boxes_of, with_occasions
from publisher.analysis.difference.days_compared import on_days, out_by_then
from publisher.analysis.difference.facets import Facet, Values, asked_of, facets_of, rank, roles_of
from publisher.analysis.difference.joint import NEW, OLD, Joint, NotComparable, joint_of, states
from publisher.analysis.difference.matching import RowPair, row_pairs
from publisher.analysis.difference.wordings import Text, texts
from publisher.analysis.effort import Effort, TooHard
from publisher.analysis.space import Condition, conjunction
from wizard.edition import Edition

STEPS, EACH = 300_000, 60_000
"""Steps that all searches together may take, and each of them."""

NO_ANSWER = "no answer"
"""In place of an outcome: a table has no row, or the old policy does not offer what was answered."""
GIVEN = "given"


@dataclass(frozen=True)
class Change:
    """What changes of one facet: its value in the old policy and in the new one."""

    facet: Facet
    old: Hashable
    new: Hashable


@dataclass
class Affected:
    """The customers of a group, and everything that changes for exactly these."""

    group: Condition
    example: Case
    changes: list[Change]
    boxes: list[ToldBox] = field(default_factory=list)
    all_told: bool = True
    """Whether the boxes hold all of these customers; where not, they hold at least one."""
    weight: int = 0
    """How many of the cases that were tried are of the group."""


@dataclass(frozen=True)
class Comparison:
    """All that differs between two policies."""

    joint: Joint | None
    """None where the outcomes can't be compared."""
    editions: tuple[Edition, Edition]
    outcomes: tuple[Affected, ...]
    interview: tuple[Affected, ...]
    texts: tuple[Text, ...]
    """What is worded otherwise, came or went."""
    rows: tuple[RowPair, ...]
    """Rows that came, went or changed without any effect on an outcome."""
    unfinished: tuple[str, ...]
    """What may be so as well, where there are too many cases to look through all."""
    idle: tuple[Text, ...] = ()
    """What is written otherwise of days on which the two are not compared."""
    gone: Comparison | None = None
    """From the new policy back to the old one: the outcomes of answers that are gone; None without any."""

    @property
    def outcomes_changed(self) -> bool:
        """Whether any customer gets another outcome, or it is not known that none does."""
        return bool(self.outcomes or self.unfinished or self.gone)


def compare_in_force(old: Edition, new: Edition, until: date = date.max) -> Comparison:
    """The same of two editions of which the new one follows the other, in its time, `until` a day."""
    within = Within(new.policy.effective, until)
    return compare_while_in_force(old, new, within=within, following=True)


def compare_while_in_force(
    old: Edition, new: Edition, *, within: Within, following: bool = False
) -> Comparison:
    """The same on days on which both hold; `following`, of which the new one holds in the other's place."""
    first = min(old.policy.effective, new.policy.effective)
    old, new = (replace(edition, policy=replace(edition.policy, effective=first)) for edition in (old, new))
    return compare(old, new, within=within, in_force=True, following=following)


def compare(
    old: Edition,
    new: Edition,
    steps: int = STEPS,
    each: int = EACH,
    *,
    within: Within = EVER,
    in_force: bool = False,
    following: bool = False,
) -> Comparison:
    """Compare two policies whose parts fit together; those `in_force`, without the time before it."""
    written = texts(old.policy, new.policy)
    old, new = on_days(old, new, within, following=following)
    wording = tuple(texts(*out_by_then(old.policy, new.policy, within)))
    idle = tuple(text for text in written if text not in wording)
    try:
        joint = joint_of(old, new, within, in_force=in_force)
    except NotComparable as error:
        return Comparison(None, (old, new), (), (), wording, (), (str(error),), idle=idle)
    work = _Work(joint, Effort(steps), each)
    not_both = work.not_both()
    outcomes = work.entries([*work.changes(work.facets, work.both_decide), *not_both])
    interview = work.entries([*work.changes(asked_of(joint), work.asked_before)])
    rows = work.without_effect(outcomes, row_pairs(old.policy, new.policy))
    back = _Work(joint_of(new, old, within, in_force=in_force), Effort(steps), each)
    gone = back.entries(back.new_answers())
    if gone:
        rows = [pair.back for pair in back.without_effect(gone, (pair.back for pair in rows))]
    return Comparison(
        joint=joint,
        editions=(old, new),
        outcomes=_ranked(outcomes),
        interview=tuple(interview),
        texts=wording,
        rows=tuple(rows),
        unfinished=tuple(dict.fromkeys((*work.unfinished, *back.unfinished))),
        idle=idle,
        gone=Comparison(back.joint, (new, old), _ranked(gone), (), (), (), ()) if gone else None,
    )


_Grouped = tuple[Change, Condition, Case]
"""A change, the condition of the cases in which it happens, and one of them."""


class _Work:
    """Goes through the facets, and notes what takes too many steps."""

    def __init__(self, joint: Joint, effort: Effort, each: int) -> None:
        self.joint = joint
        self.facets = facets_of(joint)
        self._states = states(joint, OLD), states(joint, NEW)
        before, now = self._states
        self.both_decide = before.decided, now.decided
        fits = before.decided[0], before.decided[1] | before.undecided[1]
        self.asked_before: Condition = () if _in_order(joint) else (fits,)
        """Of an answer that is new to an old policy with another order, nobody knows what that asked next."""
        self.unfinished: list[str] = []
        # Made after the last variable, as the trials are of all of them.
        self.cases = Cases(joint, effort, each)

    def changes(self, facets: list[Facet], where: Condition) -> Iterator[_Grouped]:
        """Each change of some facets that happens to a customer where a condition holds."""
        for facet in facets:
            try:
                for was in facet.old:
                    for is_now, case in self._instead(facet, was, where):
                        group = conjunction(where, (facet.old[was], facet.new[is_now]))
                        yield Change(facet, was, is_now), group, case
            except TooHard:
                self.unfinished.append(_what(facet))

    def not_both(self) -> list[_Grouped]:
        """Where a policy gives no answer and the other does, and outcomes of answers that are new."""
        before, now = self._states
        facets = [
            Facet("answer", "", {GIVEN: before.decided}, {NO_ANSWER: now.undecided}),
            Facet("answer", "", {NO_ANSWER: before.undecided}, {GIVEN: now.decided}),
        ]
        return [*self.changes(facets, ()), *self.new_answers()]

    def new_answers(self) -> list[_Grouped]:
        """Outcomes of answers that are new, and those that have none."""
        before, now = self._states
        if not before.stuck[1]:
            return []
        fresh: Values = {NEW_ANSWER: before.stuck}
        none = Facet("answer", "", fresh, {NO_ANSWER: now.undecided})
        # One facet for each value, so that these are told in the order of the policy.
        outcomes = [
            replace(facet, old=fresh, new={value: literal})
            for facet in roles_of(self.joint)
            for value, literal in facet.new.items()
        ]
        return [*self.changes([none], ()), *self.changes(outcomes, (now.decided,))]

    def entries(self, changes: list[_Grouped]) -> list[Affected]:
        """Changes, put together where they happen to the same customers; each entry with its boxes."""
        found: list[Affected] = []
        for change, group, case in changes:
            try:
                same = next((entry for entry in found if self._same(entry.group, group)), None)
            except TooHard:
                same = None  # Not known to be the same: it is told on its own.
            if same is None:
                weight = self.cases.trials(group).bit_count()
                found.append(Affected(group, case, [change], weight=weight))
            else:
                same.changes.append(change)
        for entry in found:
            self._tell(entry)
        return found

    def without_effect(self, outcomes: list[Affected], rows: Iterable[RowPair]) -> list[RowPair]:
        """The rows, of some, that were touched and decide no case in which anything changes."""
        if self.unfinished:
            return []
        touched = (pair for pair in rows if pair.was != pair.is_now and not pair.is_reworded)
        try:
            return [pair for pair in touched if not any(self._decides_in(pair, entry) for entry in outcomes)]
        except TooHard:
            self.unfinished.append("some of the rows that changed may have no effect")
            return []

    def _decides_in(self, pair: RowPair, entry: Affected) -> bool:
        """Whether a row, before or after, decides a case of an entry. Raises TooHard."""
        for side, number in ((OLD, pair.old), (NEW, pair.new)):
            if number is not None:
                index, _ = self.joint.facts[side][pair.table]
                if self.cases.can(conjunction(entry.group, ((index, 1 << number),))):
                    return True
        return False

    def _instead(self, facet: Facet, was: Hashable, where: Condition) -> Iterator[tuple[Hashable, Case]]:
        """The other values that a facet has now where it had this one, each with a case. Raises TooHard."""
        left = {value: literal for value, literal in facet.new.items() if value != was}
        while left:
            # All values of a facet are of one variable, so one case at a time shows a further one.
            index = next(iter(left.values()))[0]
            any_of = index, sum(values for _, values in left.values())
            case = self.cases.example(conjunction(where, (facet.old[was], any_of)), ())
            if case is None:
                return
            value = next(value for value, (_, values) in left.items() if values & case[index])
            del left[value]
            yield value, case

    def _same(self, group: Condition, other: Condition) -> bool:
        """Whether two groups are of the same cases. Raises TooHard."""
        if self.cases.trials(group) != self.cases.trials(other):
            return False
        return self.cases.always(group, other) and self.cases.always(other, group)

    def _tell(self, entry: Affected) -> None:
        try:
            # One by one, so that the boxes found before it gets too hard are kept.
            for box in boxes_of(self.cases, entry.group):
                entry.boxes.append(self._with_occasions(box))
        except TooHard:
            entry.all_told = False
            entry.boxes = entry.boxes or [box_of_one(self.cases, entry.group, entry.example)]

    def _with_occasions(self, box: ToldBox) -> ToldBox:
        try:
            return with_occasions(self.cases, box)
        except TooHard:
            return box  # As exact without them.


def _in_order(joint: Joint) -> bool:
    """Whether both policies ask the questions that both have in the same order."""
    old, new = (edition.questions for edition in joint.editions)
    both = [[question for question in of if question in other] for of, other in ((old, new), (new, old))]
    return both[OLD] == both[NEW]


def _what(facet: Facet) -> str:
    of = f" of '{facet.of}'" if facet.of else ""
    return f"more customers than these may get another {facet.kind.replace('_', ' ')}{of}"


def _ranked(entries: list[Affected]) -> tuple[Affected, ...]:
    return tuple(sorted(entries, key=lambda entry: min(rank(change.facet.kind) for change in entry.changes)))
