"""The kinds of questions: each module holds all that the rest must know of its kind.

The interview asks it for the answers and for the fact that an answer becomes; the look-up and the proof for
the standings of a question; the pages and the terminal for names, and for the field in which an answer is
typed. Whoever adds a kind adds a module here, and the type checker leads on from `home_of`.
"""

from __future__ import annotations

from typing import assert_never

from wizard.kinds.choice import ChoiceKind, Standing, Timed
from wizard.kinds.date import DateKind
from wizard.kinds.product import ProductKind
from wizard.kinds.version import VersionKind
from wizard.policy import Question, QuestionKind

__all__ = ["Kind", "Standing", "Timed", "home_of", "kind_of"]

Kind = ChoiceKind
"""What every kind can be asked; a choice is the plainest one."""


def home_of(kind: QuestionKind) -> type[Kind]:
    """The home of a kind."""
    match kind:
        case "choice":
            return ChoiceKind
        case "product":
            return ProductKind
        case "version":
            return VersionKind
        case "date":
            return DateKind
        case _:
            assert_never(kind)


def kind_of(question: Question) -> Kind:
    """What a question's kind says of it."""
    return home_of(question.kind)(question)
