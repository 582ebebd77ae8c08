"""How a question stands once it comes up: settled without being asked, or asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wizard.conditions import Values
from wizard.policy import Product


@dataclass(frozen=True)
class Standing:
    """One way in which a question can stand, where the condition `when` on earlier facts holds.

    Exactly one of the other three is given: the fact's value where it is `settled` without asking, the
    answers that can be picked, or the product of which any version can be typed.
    """

    when: Mapping[str, Values] = field(default_factory=dict)
    settled: str = ""
    picks: tuple[str, ...] = ()
    version_of: Product | None = None
