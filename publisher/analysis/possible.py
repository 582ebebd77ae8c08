"""What can come about: which values each fact can have, together with others, and the shortest example.

Theory of operation

`Facts` puts the trials and the search together. What a trial shows can happen, and costs nothing more; what
no trial shows is searched for, value by value, until the search says that there is no other.

A question is always about a condition *and* a `target`, a place in the order of the variables: can the
condition hold where all tables before the target have a row? The engine stops at the first table without
one, so what comes after it does not count. A condition only names variables up to its target, or copies
that are put beside them.

A search gets the clauses of the condition's cone alone: the variables that it names, the tables before the
target that may lack a row, and all that these depend on. This is enough, as any other variable has a value
whatever the ones before it are, so that an example in the cone can always be made a whole case.

What was found out of a variable is kept. It is the domain with which later searches begin, and a table that
turned out to have a row for every case is left out of the cone unless it is read. So it pays to ask about
the tables in their order; the answers do not depend on it, nor on the number of trials.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from publisher.analysis.bitsets import places_of
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
            [ranked(clause) for clause in clauses_of(index, space.variables)]
            for index in range(len(space.variables))
        ]
        self._cones = _cones(space.variables)
        self._asked = {index: space.variables[index].asked for index in space.of_kind("question")}
        self._searches: dict[tuple[frozenset[int], tuple[int, ...]], tuple[Search, Domains]] = {}
        self._possible: dict[int, int] = {}
        self._too_hard: set[int] = set()

    @cached_property
    def trials(self) -> Trials:
        """Interviews with answers drawn at random."""
        return Trials(self.space.variables, self._number)

    @cached_property
    def run(self) -> Run:
        """The trials with no answer forced."""
        return self.trials.run()

    def beside(self, more: Sequence[Variable]) -> Facts:
        """The same facts with further variables after them, such as a table as it would be without a row."""
        wider = Facts(replace(self.space, variables=[*self.space.variables, *more]), self.effort, self._each)
        wider._possible = self._possible
        return wider

    def possible(self, index: int) -> int:
        """The values that a variable can have where all tables before it decide."""
        if index in self._too_hard:
            raise TooHard
        if index not in self._possible:
            # It stays there if this raises, so that nobody spends the same steps again.
            self._too_hard.add(index)
            self._possible[index] = self.together(index, ())
            self._searches.clear()
            self._too_hard.remove(index)
        return self._possible[index]

    def together(self, index: int, when: Condition, most: int = 1 << 30) -> int:
        """The values that a variable can have where a condition holds; stops searching at `most` values."""
        trials = -1
        for literal in when:
            trials &= self.run.having(literal)
        seen = places_of(having & trials for having in self.run.values[index])
        for value in self._others(index, seen, when):
            seen |= value
            if seen.bit_count() >= most:
                break
        return seen

    def can(self, when: Condition, target: int, more: Sequence[Clause] = ()) -> bool:
        """Whether a condition and some clauses can hold where all tables before `target` decide."""
        return self.find(when, target, more) is not None

    def find(
        self, when: Condition, target: int, more: Sequence[Clause] = (), upto: int = -1
    ) -> Domains | None:
        """An example for a condition: domains from which any values will do, of the cone and up to `upto`."""
        self.effort.begin(self._each)
        search, domains, changed = self._prepared(when, target, more, upto)
        return search.find(domains, self.effort, changed=changed)

    def shortest(
        self, when: Condition, target: int, upto: int, more: Sequence[Clause] = ()
    ) -> Domains | None:
        """Of the examples with the fewest questions up to `upto`, the first by moment and answers."""
        self.effort.begin(self._each)
        whole, domains, changed = self._prepared(when, target, more, upto)
        search = whole.narrowed(domains, changed)
        found = search.find(domains.copy(), self.effort) if search else None
        if search is None or found is None:
            return None
        # Ask for one question less than the last example has, until there is none.
        fewer: Domains | None = found
        while fewer is not None:
            found = fewer
            asked = sum(not found[index] & ~values for index, values in self._asked.items() if index <= upto)
            fewer = search.find(domains.copy(), self.effort, asked - 1)
        return self._first(search, domains, found, asked, upto)

    def _first(self, search: Search, domains: Domains, found: Domains, asked: int, upto: int) -> Domains:
        """Of the examples that ask `asked` questions, the one whose moment and answers stand first.

        It fixes one variable after the other, each at the lowest value with which there is an example.
        """
        for index in range(upto + 1):
            lower = domains[index] & ((found[index] & -found[index]) - 1)
            while lower:
                domains[index] = lower & -lower
                better = search.find(domains.copy(), self.effort, asked)
                found = better or found
                lower = 0 if better else lower ^ domains[index]
            domains[index] = found[index] & -found[index]
        return found

    def _others(self, index: int, seen: int, when: Condition) -> Iterator[int]:
        """Further values of a variable beside those already seen, one after the other."""
        while True:
            left = self.space.variables[index].all & ~seen
            found = self.find((*when, (index, left)), index) if left else None
            if found is None:
                return
            # What was found may leave several values; any of them will do.
            value = found[index] & -found[index]
            yield value
            seen |= value

    def _prepared(
        self, when: Condition, target: int, more: Sequence[Clause], upto: int
    ) -> tuple[Search, Domains, set[int] | None]:
        """The search for a condition, its first domains, and which of them changed if not all."""
        tables = tuple(
            index for index in self.space.of_kind("table") if index < target and not self._complete(index)
        )
        needed = {index for literals in (when, *more) for index, _ in literals} | set(tables)
        needed |= set(range(upto + 1))
        cone = frozenset[int]().union(*(self._cones[index] for index in needed))
        search, domains = self._begun(cone, tables)
        domains = domains.copy()
        for index, values in when:
            domains[index] &= values
        if more:
            return search.beside(map(ranked, more)), domains, None
        return search, domains, {index for index, _ in when}

    def _begun(self, cone: frozenset[int], tables: tuple[int, ...]) -> tuple[Search, Domains]:
        """What each search in a cone begins with: what follows where these tables decide."""
        if (cone, tables) not in self._searches:
            domains = [variable.all for variable in self.space.variables]
            for index in cone:
                domains[index] = self._possible.get(index, domains[index])
            for index in tables:
                domains[index] &= ~self.space.variables[index].last
            asked = {index: values for index, values in self._asked.items() if index in cone}
            clauses = [clause for index in sorted(cone) for clause in self._clauses[index]]
            search = Search(clauses, asked)
            rest = search.narrowed(domains)
            # Where that is a contradiction already, no variable has a value.
            self._searches[cone, tables] = (rest, domains) if rest else (search, [0] * len(domains))
        return self._searches[cone, tables]

    def _complete(self, table: int) -> bool:
        """Whether a table is known to have a row for every case."""
        return not self._possible.get(table, -1) & self.space.variables[table].last


def _cones(variables: Sequence[Variable]) -> Sequence[frozenset[int]]:
    """For each variable those that it depends on, directly or through others, and itself."""
    found: list[frozenset[int]] = []
    for index, variable in enumerate(variables):
        reads = {read for branch in variable.branches for read, _ in branch.when}
        found.append(frozenset({index}).union(*(found[read] for read in reads)))
    return found
