"""An edition: all that one build publishes and the engine decides by, with look-ups made once."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from wizard.calendars import Calendar
from wizard.clauses import Cited, index
from wizard.conditions import Condition
from wizard.hours import ClockChange, Week, fixed_offset
from wizard.outcome.grounds import grounds
from wizard.outcome.pieces import Pieces, pieces
from wizard.policy import (
    RELEASE,
    VERSION_FACTS,
    Channel,
    Emergency,
    Hours,
    Level,
    Policy,
    Product,
    Question,
    Result,
    Route,
    Table,
    Target,
)
from wizard.ticket.forms import Form, forms
from wizard.ticket.layout import Layout, layout
from wizard.versions.life_cycle import Support
from wizard.words import Words


@dataclass(frozen=True)
class Edition:
    """A policy with the words of its language and the clocks of its zones.

    `zones` holds the changes of every IANA zone that the policy names, in UTC and in order; offsets need
    none. `digest` tells two editions of a policy apart.
    """

    policy: Policy
    words: Words
    digest: str
    zones: dict[str, tuple[ClockChange, ...]]

    @cached_property
    def clauses(self) -> dict[str, Cited]:
        """What can be cited, by id."""
        return index(self.policy)

    @cached_property
    def hours(self) -> dict[str, Hours]:
        """The policy's hours, by id."""
        return {hours.id: hours for hours in self.policy.hours}

    @cached_property
    def calendars(self) -> dict[str, Calendar]:
        """The days of the policy's hours, by id."""
        seasons = {season.id: season.days for season in self.policy.seasons}
        return {hours.id: Calendar(hours, seasons) for hours in self.policy.hours}

    @cached_property
    def weeks(self) -> dict[str, Week]:
        """The policy's hours as the engine counts them, by id."""
        return {hours.id: self._week(hours) for hours in self.policy.hours}

    @cached_property
    def channels(self) -> dict[str, Channel]:
        """All channels, by id."""
        return {channel.id: channel for channel in self.policy.channels}

    @cached_property
    def levels(self) -> dict[str, Level]:
        """All levels, by id."""
        return {level.id: level for level in self.policy.levels}

    @cached_property
    def promises(self) -> dict[str, Target]:
        """All that levels promise, by the ids of their clauses."""
        return {one.id: one for level in self.policy.levels for one in (level.target, *level.further)}

    @cached_property
    def routes(self) -> dict[str, Route]:
        """All routes, by id."""
        return {route.id: route for route in self.policy.routes}

    @cached_property
    def products(self) -> dict[str, Product]:
        """All products, by id."""
        return {product.id: product for product in self.policy.products}

    @cached_property
    def questions(self) -> dict[str, Question]:
        """All questions, by id."""
        return {question.id: question for question in self.policy.questions}

    @cached_property
    def emergencies(self) -> dict[str, Emergency]:
        """All emergencies, by id."""
        return {emergency.id: emergency for emergency in self.policy.emergencies}

    @cached_property
    def layout(self) -> Layout:
        """By which tickets are written."""
        return layout(self.policy, self.words)

    @cached_property
    def forms(self) -> dict[str, Form]:
        """How the links to channels are filled in, by the channel's id."""
        return forms(self.policy)

    @cached_property
    def pieces(self) -> Pieces:
        """What outcomes are made of."""
        return Pieces(pieces(self.policy, self.statuses, self.words.otherwise))

    @cached_property
    def grounds(self) -> Pieces:
        """What outcomes rest on."""
        return Pieces(grounds(self.policy, self.pieces.table, self.words.none))

    @cached_property
    def results(self) -> dict[str, dict[str, Result]]:
        """What each table can decide on, beside `none`, by the table's id and its own."""
        return {table: {result.id: result for result in of} for table, of in self.policy.results.items()}

    @cached_property
    def statuses(self) -> dict[str, str]:
        """The names of all that a version's fact can be, by the fact's values."""
        words = {status: self.words.status[status] for status in VERSION_FACTS}
        own = {status.id: status.name for status in self.policy.version_statuses}
        return words | own

    @cached_property
    def names_releases(self) -> bool:
        """Whether any condition names the release."""
        whens: list[Condition] = [question.when for question in self.policy.questions]
        whens += [row.when for table in self.policy.tables for row in table.rows]
        whens += [piece.when for piece in self.pieces.table]
        return any(RELEASE in when for when in whens)

    @cached_property
    def tables(self) -> dict[str, Table]:
        """All decision tables, by id."""
        return {table.id: table for table in self.policy.tables}

    @cached_property
    def support(self) -> dict[str, Support]:
        """How far the versions of each product are supported, by the product's id."""
        return {product.id: Support(self.policy, product) for product in self.policy.products}

    def clock(self, zone: str = "") -> tuple[ClockChange, ...]:
        """The changes of a zone's clock; without a zone, of the policy's."""
        name = zone or self.policy.zone
        offset = fixed_offset(name)
        if offset is None:
            return self.zones[name]
        return (ClockChange(datetime.min.replace(tzinfo=UTC), offset),)

    def _week(self, hours: Hours) -> Week:
        parts = tuple(self._week(self.hours[id]) for id in hours.any_of)
        return Week(self.calendars[hours.id].turns, self.clock(hours.zone), parts)
