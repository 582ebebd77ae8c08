"""The names of facts and of their values, as people read them on the pages."""

from __future__ import annotations

from publisher.language.interface import Language
from wizard.conditions import UNASKED
from wizard.edition import Edition
from wizard.kinds import kind_of
from wizard.policy import (
    CLOSED,
    IN_FORCE,
    NONE,
    NOT_YET,
    OPEN,
    POLICY,
    RELEASE,
    Question,
    Result,
    Table,
)
from wizard.versions.names import UNKNOWN


class FactNames:
    """Looks up the names of facts, of their values, and of what the tables decide."""

    def __init__(self, edition: Edition, language: Language) -> None:
        self._edition, self._language = edition, language
        self._facts = {
            **{id: table.title for id, table in edition.tables.items()},
            **{id: channel.name for id, channel in edition.channels.items()},
            **{id: question.name for id, question in edition.questions.items()},
            POLICY: language.site.policy_fact,
            RELEASE: language.site.release_fact,
        }

    def fact(self, fact: str) -> str:
        """The name of a fact."""
        return self._facts[fact]

    def value(self, fact: str, value: str) -> str:
        """The name of a fact's value."""
        if fact in self._edition.tables:
            return self.result(self._edition.tables[fact], value)
        return self.values(fact)[value]

    def values(self, fact: str) -> dict[str, str]:
        """The names of all values of a fact that is no table's result."""
        words = self._language.site
        if fact == POLICY:
            return {IN_FORCE: words.policy_in_force, NOT_YET: words.policy_not_yet}
        if fact == RELEASE:
            listed = (
                release.version for product in self._edition.policy.products for release in product.releases
            )
            return {version: version for version in listed} | {UNKNOWN: words.unsure, UNASKED: words.unasked}
        if fact in self._edition.channels:
            return {OPEN: words.open, CLOSED: words.closed}
        question = self._edition.questions[fact]
        values = (*kind_of(question).values(self._edition.policy), UNASKED)
        return {value: self._answer(question, value) for value in values}

    def decided(self, table: Table, result: str) -> Result | None:
        """The part of the policy that a result names; None where it names none."""
        return self._edition.results[table.id].get(result)

    def result(self, table: Table, result: str) -> str:
        """The name of what a table decides."""
        if result == NONE and self.decided(table, result) is None:
            return self._language.none
        return self._edition.results[table.id][result].name

    def _answer(self, question: Question, value: str) -> str:
        own = {UNASKED: self._language.site.unasked, UNKNOWN: self._language.site.unsure}
        return (own | dict(kind_of(question).names(self._edition)))[value]
