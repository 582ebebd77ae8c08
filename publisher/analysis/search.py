"""Whether facts can come about together, and an example: a complete search that propagates what follows.

Theory of operation

This is constraint satisfaction over small finite domains. The domain of a variable is the set of values that
it may still have. The constraints are clauses (signed conjunctive normal form): a literal names a variable
and a set of values, and a clause is fulfilled where at least one of its literals holds. Against the domains,
a literal *holds* if its set has the whole domain, is *impossible* if it has none of it, and is *open* if it
has a part.

`clauses_of` writes a variable's ordered branches as clauses. Take a table with the rows `when A: 1`,
`when B and C: 2` and, where neither holds, 3:

    not 1, or A           not {2, 3}, or not A
    not 2, or B           not 3, or not B, or not C
    not 2, or C

So a value needs the condition of its own branch, and that of no branch before it. This presumes that no
value belongs to two branches; a value that belongs to none can't occur.

The search is that of Davis, Putnam, Logemann and Loveland, with a stack in place of recursion:

1. Propagate. Where no literal of a clause holds and only one is open, that one must hold: the domain of its
   variable shrinks to it, and the clauses that mention the variable are looked at again. A clause without
   an open literal or one that holds is a contradiction: go back to what is on top of the stack.
2. If in every clause a literal holds, stop: any choice of values from the domains is an example.
3. Otherwise put the contrary of an open literal on the stack, and go on as if the literal held.

Invariants:
- Domains only shrink on the way down, and never become empty. What is on the stack has domains of its own.
- After propagation, a clause that is not fulfilled has at least two open literals.

Step 3 takes a clause about the latest variable, which is what was asked for, and what that rests on later.
So only what is read is ever decided, and the work grows with that and not with the number of combinations.
Nothing is learned from a contradiction, and the worst case stays exponential: hence `Effort`, which counts
how often something is taken off the stack. That costs a look at the clauses of a variable whenever its domain
shrinks, which are passed through where a literal of it became impossible, and at most one pass through all
clauses to choose the next literal.

Decision diagrams and solvers (SAT, SMT) were tried in its place. Where rows read facts at random, each of
the diagrams ran out of memory or time; an SMT solver was several times faster once, and slower on the
published policy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from publisher.analysis.effort import Effort
from publisher.analysis.space import Condition, Literal, Variable

Clause = tuple[Literal, ...]
"""Literals of which at least one holds."""
Domains = list[int]
"""For each variable the values that it may still have, as bits."""
Ranked = tuple[tuple[int, int], Clause]
"""A clause with its rank: clauses about the latest variable first, and of those the shortest."""


def clauses_of(index: int, variables: Sequence[Variable]) -> list[Clause]:
    """The clauses that let a variable have just the values of its first branch that holds."""
    variable = variables[index]
    found: list[Clause] = []
    later = variable.all
    for branch in variable.branches:
        later &= ~branch.values
        found += [((index, variable.all & ~branch.values), literal) for literal in branch.when]
        if later:
            found.append(((index, variable.all & ~later), *negated(branch.when, variables)))
    return found


def negated(when: Condition, variables: Sequence[Variable]) -> Clause:
    """The clause that a condition does not hold."""
    return tuple((index, variables[index].all & ~values) for index, values in when)


def ranked(clause: Clause) -> Ranked:
    """A clause with its rank."""
    return (-max((index for index, _ in clause), default=0), len(clause)), clause


class Search:
    """Searches for domains that fulfil some clauses."""

    def __init__(self, clauses: Iterable[Ranked], asked: Mapping[int, int]) -> None:
        """`asked` has for each question, by its variable, the values that mean that it was asked."""
        self._ranked = sorted(clauses)
        self._asked = asked
        self._about: dict[int, list[tuple[int, Clause]]] = {}
        for _, clause in self._ranked:
            for index, values in clause:
                self._about.setdefault(index, []).append((values, clause))

    def beside(self, more: Iterable[Ranked]) -> Search:
        """The same search with further clauses."""
        return Search([*self._ranked, *more], self._asked)

    def narrowed(self, domains: Domains, changed: Iterable[int] | None = None) -> Search | None:
        """Propagate, and make a search of the clauses left over; None where that shows a contradiction.

        The domains shrink in place. The search made is for these and for any within them. With `changed`, all
        that follows has followed already, but for what the domains of these variables lost since.
        """
        fresh = [clause for _, clause in self._ranked] if changed is None else ()
        if not all(domains) or not self._propagate(domains, set(changed or ()), fresh):
            return None
        return Search([entry for entry in self._ranked if not _fulfilled(entry[1], domains)], self._asked)

    def find(
        self,
        domains: Domains,
        effort: Effort,
        most_asked: int | None = None,
        changed: Iterable[int] | None = None,
    ) -> Domains | None:
        """Domains within these in which every combination fulfils all clauses; None if there are none.

        With `most_asked`, at most that many questions are asked. The domains given are not to be used
        again: they shrink in place. `changed` is that of `narrowed`. Raises TooHard.
        """
        rest = self.narrowed(domains, changed)
        if rest is None:
            return None
        # Each with the variables whose domains shrank since it was last propagated.
        stack: list[tuple[Domains, set[int]]] = [(domains, set())]
        while stack:
            effort.spend()
            current, changed = stack.pop()
            if not rest._propagate(current, changed) or not rest._within(current, most_asked):
                continue
            literal = rest._open_literal(current)
            if literal is None:
                return current
            index, values = literal
            contrary = current.copy()
            contrary[index] &= ~values
            current[index] &= values
            # The literal lies on top: it is tried first.
            stack += [(contrary, {index}), (current, {index})]
        return None

    def _propagate(self, domains: Domains, changed: set[int], looked_at: Sequence[Clause] = ()) -> bool:
        """Shrink the domains to what follows from changed ones, and of the clauses that are to be looked at.

        False where a clause can't be fulfilled.
        """
        while looked_at or changed:
            for clause in looked_at:
                forced = None
                for index, values in clause:
                    left = domains[index] & values
                    if left:
                        if left == domains[index] or forced is not None:
                            break  # It is fulfilled, or a second literal is possible: nothing follows.
                        forced = index, left
                else:
                    if forced is None:
                        return False
                    domains[forced[0]] = forced[1]
                    changed.add(forced[0])
            looked_at = ()
            if changed:
                index = changed.pop()
                left = domains[index]
                # Only where a literal has become impossible anything new follows.
                looked_at = [clause for values, clause in self._about.get(index, ()) if not values & left]
        return True

    def _within(self, domains: Domains, most_asked: int | None) -> bool:
        """Whether at most that many questions are asked; at the limit, none of the others may be."""
        while most_asked is not None:
            free = {
                index
                for index, asked in self._asked.items()
                if domains[index] & ~asked and domains[index] & asked
            }
            certain = sum(not domains[index] & ~asked for index, asked in self._asked.items())
            if certain != most_asked or not free:
                return certain <= most_asked
            for index in free:
                domains[index] &= ~self._asked[index]
            # What follows can settle further questions, so count again.
            if not self._propagate(domains, free):
                return False
        return True

    def _open_literal(self, domains: Domains) -> Literal | None:
        """A literal to branch on; None where all clauses are fulfilled.

        Of the clauses about the latest variable that are not fulfilled, it is the first open literal of the
        one with the fewest. So a contradiction shows before much else is decided.
        """
        best: Literal | None = None
        fewest = best_latest = 0
        for (latest, _), clause in self._ranked:
            # After propagation no clause has fewer than two open literals: a better one can't follow.
            if best is not None and (fewest == 2 or latest != best_latest):
                break
            count, first = 0, None
            for index, values in clause:
                left = domains[index] & values
                if left == domains[index]:
                    break
                if left:
                    count, first = count + 1, first or (index, values)
            else:
                if best is None or count < fewest:
                    best, fewest, best_latest = first, count, latest
        return best


def _fulfilled(clause: Clause, domains: Domains) -> bool:
    return any(not domains[index] & ~values for index, values in clause)
