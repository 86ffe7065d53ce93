"""What the services need from outside, in the domain's words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from domain.council.rule import BallotRules
from domain.facts import Event
from domain.force import Forces
from domain.ladder import Ladder
from domain.movement import Movement
from domain.recorded import Dated, Envelope, Recorded
from domain.rulebooks.regime import Regime
from domain.rulebooks.words import CalendarDay, HearingRules
from domain.terms import Calendar, TermRules


class Conflict(Exception):
    """A stream is no longer at the version the writer expected; nothing was written."""


@dataclass(frozen=True, slots=True)
class Append:
    """
    Events to put after version `expected` of one stream (0: the stream does not exist yet).

    `envelopes`, one for each event, stand in for the envelope of the whole call: past facts that
    are brought in together each keep their own effective date, and each case its own command.
    """

    stream: UUID
    expected: int
    events: tuple[Event, ...]
    envelopes: tuple[Envelope, ...] | None = None


class Stretch(Protocol):
    """A stretch of the log: where it ends, and those of its facts that were asked for."""

    @property
    def end(self) -> int:
        """Return the position it ends at, where it begins when nothing follows."""
        ...

    @property
    def facts(self) -> Sequence[Recorded[Event]]:
        """Return the facts that were asked for."""
        ...


class Ledger(Protocol):
    """Append-only streams of facts in one log with dense positions from 1."""

    def read(self, stream: UUID) -> Sequence[Event]:
        """Return the facts of *stream* in order; the count is its version, none when unknown."""
        ...

    def read_many(self, streams: Sequence[UUID]) -> Mapping[UUID, Sequence[Dated[Event]]]:
        """Return the facts of each of *streams* with their dates, in one question to the store."""
        ...

    def versions(self, streams: Sequence[UUID]) -> Mapping[UUID, int]:
        """Return the version of each of *streams* at one moment, 0 of an unknown; none is read."""
        ...

    def append(self, appends: Sequence[Append], envelope: Envelope) -> int:
        """
        Write all *appends* in one transaction, or none; return the position of the last fact.

        Raises:
            Conflict: when any stream is no longer at its expected version.
        """
        ...

    def since(self, position: int, limit: int) -> Sequence[Recorded[Event]]:
        """Return up to *limit* facts after *position*, in order, without gaps."""
        ...

    def stretch(self, position: int, limit: int, kinds: frozenset[type]) -> Stretch:
        """Read the *limit* facts after *position*; those of other than *kinds* are passed over."""
        ...

    def last_position(self) -> int:
        """Return the position of the newest fact, 0 when the log is empty."""
        ...


class Archive(Ledger, Protocol):
    """A ledger whose streams are read back with all that stands beside their facts."""

    def recorded_of(self, streams: Sequence[UUID]) -> Mapping[UUID, Sequence[Recorded[Event]]]:
        """Return the facts of each of *streams*, in order, with places and envelopes."""
        ...


class Clock(Protocol):
    """The time of day, with zone."""

    def now(self) -> datetime:
        """Return the instant, aware, in UTC."""
        ...


class Calendars(Protocol):
    """The official calendar of working days."""

    def around(self, day: date) -> Calendar:
        """Return days off and worked weekends of the years a term from *day* can touch."""
        ...

    def year(self, year: int) -> Sequence[CalendarDay]:
        """Return the weekdays off and the weekend days worked of a year, in order."""
        ...


class Rulebooks(Protocol):
    """Awards, movements and base salaries as dated data."""

    def ladder(self, award: str, unit: str, on: date) -> Ladder | None:
        """
        Return the route of *award* for a case of *unit* under the regime in force *on* that day.

        Every step names the unit that is competent on that day; None when no regime of that day
        knows the award, or the unit does not exist then.
        """
        ...

    def regime(self, on: date) -> Regime | None:
        """Return the regime in force on a day."""
        ...

    def forces(self) -> Forces:
        """Return how hard each rule of eligibility holds."""
        ...

    def terms(self) -> TermRules:
        """Return how terms run, and what the service says of them."""
        ...

    def levels(self, by: date) -> frozenset[str]:
        """Return the levels of all steps under the regimes that began by a day."""
        ...

    def level_of(self, unit: str, on: date) -> str | None:
        """Return the level of the administrative unit of that code *on* a day, None of no such."""
        ...

    def stands(self, unit: str, on: date) -> bool:
        """Say whether there is an administrative unit of that code *on* a day."""
        ...

    def movement(self, key: str) -> Movement | None:
        """Return the movement named *key*, None when there is none."""
        ...

    def known_papers(self) -> frozenset[str]:
        """Return the kinds of paper a file may hold."""
        ...

    def hearing_rules(self) -> HearingRules:
        """Return how agencies are consulted where nobody says otherwise."""
        ...

    def ballot_rules(self) -> BallotRules:
        """Return how councils vote, by award."""
        ...

    def base_salary(self, on: date) -> int | None:
        """Return the base salary (dong a month) in force *on* a day, None when none is known."""
        ...
