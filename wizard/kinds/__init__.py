"""The kinds of questions: each module holds all that the rest must know of its kind.

The interview asks it for the answers and the fact that an answer becomes; the look-up and the proof for the
standings of a question; the pages and the terminal for names, and for the field in which an answer is typed.
Whoever adds a kind adds a module with these functions (`Kind`), and the type checker leads from there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Protocol, assert_never

from wizard.edition import Edition
from wizard.kinds import choice, product, version
from wizard.kinds.standing import Standing
from wizard.policy import Option, Policy, Product, Question

__all__ = ["Kind", "Standing", "fact_values", "kind_of"]


class Kind(Protocol):
    """What a module of this package says of the questions of its kind."""

    INPUT: str
    """The type of the HTML field in which an answer can be typed; empty where one has to be picked."""
    LONGEST: int
    """Characters of an answer that is typed."""

    def values(self, policy: Policy, question: Question) -> tuple[str, ...]:
        """Every value that the question's fact can have once the question comes up."""

    def names(self, edition: Edition, question: Question) -> Mapping[str, str]:
        """The names of those values, as far as the policy and its words have some."""

    def picks(
        self, edition: Edition, question: Question, product: Product | None, day: date
    ) -> tuple[Option, ...]:
        """The answers to pick from, on a day."""

    def stated(self, edition: Edition, question: Question) -> tuple[Option, ...]:
        """The answers to pick from where nobody can work out a fact: what the fact can be."""

    def valid(self, edition: Edition, question: Question, answer: str) -> str | None:
        """The answer as it is kept; None where it is none."""

    def label(self, edition: Edition, question: Question, answer: str) -> str:
        """The words of a valid answer."""

    def settled(self, edition: Edition, question: Question, product: Product | None) -> str | None:
        """The value of the fact where the question needs no asking; None where it has to be asked."""

    def named(self, edition: Edition, answer: str) -> Product | None:
        """The product that a valid answer names, if it names one."""

    def fact(self, edition: Edition, product: Product | None, answer: str, day: date) -> str:
        """The value of the fact for a valid answer, on a day."""

    def typed(self, edition: Edition, product: Product | None) -> Iterator[tuple[str, date]]:
        """Answers that could be typed, with a day each, so that each value of the fact comes up."""

    def standings(self, policy: Policy, question: Question) -> Iterator[Standing]:
        """How the question can stand once it comes up; the first standing whose condition holds counts."""


def kind_of(question: Question) -> Kind:
    """The home of a question's kind."""
    match question.kind:
        case "choice":
            return choice
        case "product":
            return product
        case "version":
            return version
        case _:
            assert_never(question.kind)


def fact_values(question: Question, policy: Policy) -> tuple[str, ...]:
    """Every value that a question's fact can have once the question comes up."""
    return kind_of(question).values(policy, question)
