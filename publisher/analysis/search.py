"""Whether facts can come about together, and an example: a search that propagates what follows.

A clause is a list of literals of which at least one holds; each literal is a variable and the set of its
values that make it hold. Where only one literal of a clause is still possible, it must hold. Where nothing
follows any more, the search tries one literal, and then its contrary. Which question is answered how is
only decided where a table or the interview reads it, so the work grows with what is read and not with the
number of combinations.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from publisher.analysis.effort import Effort
from publisher.analysis.space import Condition, Literal, Variable

Clause = tuple[Literal, ...]
Domains = list[int]
Ranked = tuple[tuple[int, int], Clause]
"""A clause with its rank: the latest variables first, and then the shortest clauses."""


def clauses_of(at: int, variables: Sequence[Variable]) -> list[Clause]:
    """What ties a variable to those before it: its first branch that holds says what it may be."""
    variable = variables[at]
    found: list[Clause] = []
    later = variable.all
    for branch in variable.branches:
        later &= ~branch.values
        found += [((at, variable.all & ~branch.values), literal) for literal in branch.when]
        if later:
            found.append(((at, variable.all & ~later), *negated(branch.when, variables)))
    return found


def negated(when: Condition, variables: Sequence[Variable]) -> Clause:
    """That a condition does not hold, as one clause."""
    return tuple((at, variables[at].all & ~values) for at, values in when)


def ranked(clause: Clause) -> Ranked:
    """A clause with its rank."""
    return (-max((at for at, _ in clause), default=0), len(clause)), clause


class Search:
    """Searches through clauses for values of all variables that fulfil them."""

    def __init__(self, clauses: Iterable[Ranked], asked: Mapping[int, int]) -> None:
        """`asked` gives for each question the values that mean that it was asked."""
        self._ranked = sorted(clauses)
        self._asked = asked
        self._about: dict[int, list[Clause]] = {}
        for _, clause in self._ranked:
            for at, _ in clause:
                self._about.setdefault(at, []).append(clause)

    def narrowed(self, domains: Domains) -> Search | None:
        """The search through what is not fulfilled by what follows at once; None where nothing fulfils it.

        The domains are narrowed in place.
        """
        impossible = not all(domains) or any(not clause for _, clause in self._ranked)
        if impossible or not self._propagate(domains, set(self._about)):
            return None
        return Search([one for one in self._ranked if not _fulfilled(one[1], domains)], self._asked)

    def find(self, domains: Domains, effort: Effort, most_asked: int | None = None) -> Domains | None:
        """Domains in which every combination fulfils all clauses; None where there is none.

        With `most_asked`, at most so many questions are asked. Raises TooHard.
        """
        rest = self.narrowed(domains)
        if rest is None:
            return None
        open_ends: list[tuple[Domains, set[int]]] = [(domains, set())]
        while open_ends:
            effort.spend(1)
            now, changed = open_ends.pop()
            if not rest._propagate(now, changed) or not rest._within(now, most_asked):
                continue
            literal = rest._undecided(now)
            if literal is None:
                return now
            at, values = literal
            contrary = now.copy()
            contrary[at] &= ~values
            now[at] &= values
            open_ends += [(contrary, {at}), (now, {at})]
        return None

    def _propagate(self, domains: Domains, changed: set[int]) -> bool:
        """Narrow the domains by what follows; False where some clause can't be fulfilled."""
        while changed:
            for clause in self._about.get(changed.pop(), ()):
                forced = None
                for at, values in clause:
                    left = domains[at] & values
                    if left:
                        if left == domains[at] or forced is not None:
                            break
                        forced = at, left
                else:
                    if forced is None:
                        return False
                    domains[forced[0]] = forced[1]
                    changed.add(forced[0])
        return True

    def _within(self, domains: Domains, most_asked: int | None) -> bool:
        """Whether no more questions than allowed are asked; at the limit, no other may be."""
        while most_asked is not None:
            free = {at for at, asked in self._asked.items() if domains[at] & ~asked and domains[at] & asked}
            certain = sum(not domains[at] & ~asked for at, asked in self._asked.items())
            if certain != most_asked or not free:
                return certain <= most_asked
            for at in free:
                domains[at] &= ~self._asked[at]
            if not self._propagate(domains, free):
                return False
        return True

    def _undecided(self, domains: Domains) -> Literal | None:
        """A literal to try next; None where all clauses are fulfilled.

        What was asked for is taken up first and what it rests on later, so that a contradiction shows
        before much else is decided; of its clauses, one with as few ways to fulfil it as there are.
        """
        best: Literal | None = None
        fewest = best_latest = 0
        for (latest, _), clause in self._ranked:
            if best is not None and (fewest == 2 or latest != best_latest):
                break
            ways, first = 0, None
            for at, values in clause:
                left = domains[at] & values
                if left == domains[at]:
                    break
                if left:
                    ways, first = ways + 1, first or (at, values)
            else:
                if best is None or ways < fewest:
                    best, fewest, best_latest = first, ways, latest
        return best


def _fulfilled(clause: Clause, domains: Domains) -> bool:
    return any(not domains[at] & ~values for at, values in clause)
