"""What can come about: which values each fact can have, together with others, and the shortest example.

What the trials show is taken from them; the rest is searched for. A table's row counts as reachable only
where all tables before it decide, as the engine stops at the first one that does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from publisher.analysis.effort import Effort, TooHard
from publisher.analysis.search import Clause, Domains, Search, clauses_of, ranked
from publisher.analysis.space import Condition, Space, Variable
from publisher.analysis.trials import TRIALS, Run, Trials

EACH = 20_000
"""Steps that one thing to be proved may take."""


class Facts:
    """Answers what can come about in a policy. Its answers raise TooHard where that takes too many steps."""

    def __init__(self, space: Space, effort: Effort, each: int = EACH, trials: int = TRIALS) -> None:
        self.space = space
        self.effort = effort
        self._each = each
        self._number = trials
        self._clauses = [
            [ranked(clause) for clause in clauses_of(at, space.variables)]
            for at in range(len(space.variables))
        ]
        self._before = _looks_at(space)
        self._asked = {at: space.variables[at].asked for at in space.of_kind("question")}
        self._searches: dict[frozenset[int], Search] = {}
        self._possible: dict[int, int] = {}
        self._too_hard: set[int] = set()

    @cached_property
    def trials(self) -> Trials:
        """Interviews with answers drawn at random."""
        return Trials(self.space.variables, self._number)

    @cached_property
    def run(self) -> Run:
        """The trials as they come."""
        return self.trials.run()

    def beside(self, more: Sequence[Variable]) -> Facts:
        """The same facts with further variables after them, such as a table as it would be without a row."""
        wider = Facts(replace(self.space, variables=[*self.space.variables, *more]), self.effort, self._each)
        wider._possible = self._possible
        return wider

    def possible(self, at: int) -> int:
        """The values that a variable can have where all tables before it decide."""
        if at in self._too_hard:
            raise TooHard
        if at not in self._possible:
            self._too_hard.add(at)
            self._possible[at] = self.together(at, ())
            self._too_hard.remove(at)
        return self._possible[at]

    def together(self, at: int, when: Condition, most: int = 1 << 30) -> int:
        """The values, at most about so many, that a variable can have where a condition holds."""
        trials = -1
        for literal in when:
            trials &= self.run.having(literal)
        seen = sum(1 << value for value, of in enumerate(self.run.values[at]) if of & trials)
        for value in self._others(at, seen, when):
            seen |= value
            if seen.bit_count() >= most:
                break
        return seen

    def can(self, when: Condition, target: int, more: Sequence[Clause] = ()) -> bool:
        """Whether a condition can hold where all tables before `target` decide."""
        return self.find(when, target, more) is not None

    def find(
        self, when: Condition, target: int, more: Sequence[Clause] = (), upto: int = -1
    ) -> Domains | None:
        """An example for a condition: the values of what matters, and of all questions up to `upto`."""
        self.effort.begin(self._each)
        search, domains = self._prepared(when, target, more, upto)
        return search.find(domains, self.effort)

    def shortest(
        self, when: Condition, target: int, upto: int, more: Sequence[Clause] = ()
    ) -> Domains | None:
        """An example with as few questions up to `upto` as can be, and of those the first by its answers."""
        self.effort.begin(self._each)
        whole, domains = self._prepared(when, target, more, upto)
        search = whole.narrowed(domains)
        found = search.find(domains.copy(), self.effort) if search else None
        if search is None or found is None:
            return None
        fewer: Domains | None = found
        while fewer is not None:
            found = fewer
            asked = sum(not found[at] & ~values for at, values in self._asked.items() if at <= upto)
            fewer = search.find(domains.copy(), self.effort, asked - 1)
        return self._first(search, domains, found, asked, upto)

    def _first(self, search: Search, domains: Domains, found: Domains, asked: int, upto: int) -> Domains:
        """Of the examples that ask so many questions the one whose answers stand first in the policy."""
        for at in range(upto + 1):
            before = domains[at] & ((found[at] & -found[at]) - 1)
            while before:
                domains[at] = before & -before
                better = search.find(domains.copy(), self.effort, asked)
                found = better or found
                before = 0 if better else before ^ domains[at]
            domains[at] = found[at] & -found[at]
        return found

    def _others(self, at: int, seen: int, when: Condition) -> Iterator[int]:
        """Further values of a variable beside those already seen, one after the other."""
        while True:
            left = self.space.variables[at].all & ~seen
            found = self.find((*when, (at, left)), at) if left else None
            if found is None:
                return
            # What was found may leave several values; any of them will do.
            value = found[at] & -found[at]
            yield value
            seen |= value

    def _prepared(
        self, when: Condition, target: int, more: Sequence[Clause], upto: int
    ) -> tuple[Search, Domains]:
        decided = [at for at in self.space.of_kind("table") if at < target and not self._complete(at)]
        needed = {at for at, _ in when} | {at for clause in more for at, _ in clause} | set(decided)
        needed |= set(range(upto + 1))
        cone = frozenset(needed).union(*(self._before[at] for at in needed))
        domains = [one.all for one in self.space.variables]
        for at in cone:
            domains[at] = self._possible.get(at, domains[at])
        for at in decided:
            domains[at] &= ~self.space.variables[at].last
        for at, values in when:
            domains[at] &= values
        return self._search(cone, more), domains

    def _complete(self, at: int) -> bool:
        """Whether a table is known to decide everything; then it needs no thought when it isn't read."""
        return not self._possible.get(at, -1) & self.space.variables[at].last

    def _search(self, cone: frozenset[int], more: Sequence[Clause]) -> Search:
        asked = {at: values for at, values in self._asked.items() if at in cone}
        clauses = [clause for at in sorted(cone) for clause in self._clauses[at]]
        if more:
            return Search([*clauses, *map(ranked, more)], asked)
        if cone not in self._searches:
            self._searches[cone] = Search(clauses, asked)
        return self._searches[cone]


def _looks_at(space: Space) -> Sequence[frozenset[int]]:
    """For each variable those that it depends on, directly or through others, and itself."""
    found: list[frozenset[int]] = []
    for at, variable in enumerate(space.variables):
        direct = {of for branch in variable.branches for of, _ in branch.when}
        found.append(frozenset({at}).union(*(found[of] for of in direct)))
    return found
