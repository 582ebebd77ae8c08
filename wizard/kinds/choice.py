"""Questions whose answers the policy lists; the answer itself is the fact. Other kinds differ from these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date

from wizard.conditions import Values
from wizard.edition import Edition
from wizard.policy import Option, Policy, Product, Question
from wizard.ticket.letters import one_line
from wizard.values import value
from wizard.versions.names import UNKNOWN


@value()
class Standing:
    """A way in which a question can stand once it comes up; `when` is its condition on earlier facts.

    Exactly one of `settled`, `picks` and `typed` is given: the fact's value where it is known without asking,
    the answers that can be picked, or that the answer is typed; `product` is what a typed answer is about.
    """

    when: Mapping[str, Values] = field(default_factory=dict)
    settled: str = ""
    picks: tuple[str, ...] = ()
    typed: bool = False
    product: Product | None = None

    @property
    def asked(self) -> bool:
        """Whether the customer answers it."""
        return self.typed or bool(self.picks)


@value()
class Timed:
    """An answer, and its fact from the `first` day to the `last`; None where the stretch has no such end."""

    option: Option
    fact: str
    first: date | None = None
    last: date | None = None
    release: str = ""
    """The fact of this name, where any condition names it."""

    @property
    def always(self) -> bool:
        """Whether it becomes that on every day."""
        return self.first is None and self.last is None


Offer = tuple[Option, date | None, date | None]
"""An answer with the first and the last day on which it can be picked; None where there is no such end."""


class ChoiceKind:
    """What a kind of question says of a question."""

    input = ""
    """The type of the HTML field in which an answer can be typed; empty where one has to be picked."""
    longest = 0
    """Letters of an answer that is typed."""

    worded: tuple[str, ...] = ()
    """The values of the fact whose names the words files have."""
    told_apart: tuple[str, ...] = ()
    """Values of the fact that mean unlike things, so that some condition should name one of them."""
    once = False
    """Whether a policy can have one question of the kind only."""

    def __init__(self, question: Question) -> None:
        self.question = question

    @property
    def figures(self) -> Mapping[str, int]:
        """The question's numbers by which the page, too, works out the fact of an answer that is typed."""
        return {}

    @property
    def unsure(self) -> str:
        """The answer that says that the customer does not know; empty where there is none."""
        return next((option.id for option in self.question.options if option.unsure), "")

    def values(self, policy: Policy) -> tuple[str, ...]:
        """Every value that the question's fact can have once the question comes up."""
        return tuple(option.id for option in self.question.options)

    def domains(self, policy: Policy) -> dict[str, tuple[str, ...]]:
        """The same for every fact that becomes known by an answer, the question's own first."""
        return {self.question.id: self.values(policy)}

    def names(self, edition: Edition) -> Mapping[str, str]:
        """The names of the values of its own fact, as far as the policy and its words have some."""
        return {option.id: option.label for option in self.question.options}

    def picks(self, edition: Edition, product: Product | None, day: date) -> tuple[Option, ...]:
        """The answers to pick from, on a day."""
        offers = self.offers(edition, product, day)
        return tuple(option for option, first, _ in offers if first is None)

    def help(self, edition: Edition, product: Product | None) -> str:
        """What is said below the question."""
        return self.question.help

    def offers(self, edition: Edition, product: Product | None, since: date) -> Iterator[Offer]:
        """The answers to pick from on any day from one on, in their order."""
        yield from ((option, None, None) for option in self.stated(edition))

    def stated(self, edition: Edition) -> tuple[Option, ...]:
        """The answers that the policy lists."""
        return tuple(
            Option(id=option.id, label=option.label, help=option.help, unsure=option.unsure)
            for option in self.question.options
        )

    def timed(self, edition: Edition, product: Product | None, since: date) -> Iterator[Timed]:
        """The answers to pick from where there is no clock, each with its fact, from a day on."""
        yield from (Timed(option, option.id) for option in self.stated(edition))

    def valid(self, edition: Edition, answer: str) -> str | None:
        """The answer as it is kept; None where the question does not take it."""
        return answer if any(option.id == answer for option in self.stated(edition)) else None

    def label(self, edition: Edition, answer: str) -> str:
        """The words of a valid answer."""
        return next(option.label for option in self.stated(edition) if option.id == answer)

    def settled(self, edition: Edition, product: Product | None) -> str | None:
        """The value of the fact where the question needs no asking; None where it has to be asked."""
        return None

    def named(self, edition: Edition, answer: str) -> Product | None:
        """The product that a valid answer names, if it names one."""
        return None

    def fact(self, edition: Edition, product: Product | None, answer: str, day: date) -> str:
        """The value of the fact for a valid answer, on a day."""
        return answer

    def facts(self, edition: Edition, product: Product | None, answer: str, day: date) -> dict[str, str]:
        """All that becomes known by a valid answer, the value of the question's own fact first."""
        return {self.question.id: self.fact(edition, product, answer, day)}

    def typed(
        self, edition: Edition, product: Product | None, days: Iterable[date]
    ) -> Iterator[tuple[str, date]]:
        """Answers that could be typed, each with a day: some of `days`, or one on which a fact changes.

        All that can be a fact comes up, and on each of `days` all that can be it on that day.
        """
        yield from ()

    def standings(self, policy: Policy) -> Iterator[Standing]:
        """How the question can stand once it comes up; the first standing whose condition holds counts."""
        yield Standing(picks=self.values(policy))


class UnlistedKind(ChoiceKind):
    """A kind whose answers the policy does not list; the question may have words for "I'm not sure"."""

    not_known = UNKNOWN
    """The fact of that answer."""

    @property
    def unsure(self) -> str:
        """Its fact, where the question has words for it."""
        return self.not_known if self.question.unsure else ""

    def not_sure(self) -> tuple[Option, ...]:
        """That answer, where the question has words for it."""
        words = self.question.unsure
        return (Option(id=self.not_known, label=words, unsure=True),) if words else ()


class TypedKind(UnlistedKind):
    """A kind that takes any text, so that what can't be read is told in the ticket."""

    def valid(self, edition: Edition, answer: str) -> str | None:
        """Any text of one line that isn't too long."""
        typed = one_line(answer)
        return typed if 0 < len(typed) <= self.longest else None

    def label(self, edition: Edition, answer: str) -> str:
        """The answer as it was typed."""
        return self.question.unsure or answer if answer == self.not_known else answer
