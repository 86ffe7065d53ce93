"""What the API needs of the house, and where a request finds it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol, cast
from uuid import UUID

from flask import Flask, current_app

from domain.bearing import Concern
from domain.reading import Scope
from domain.reform.plan import Reform
from domain.units import Units
from projections.bus_state import BusReport
from projections.paging import Rows
from services.catalogue import Catalogue
from services.dry_runs import DryRuns
from services.house import House
from services.proofs import Proofs
from services.rules_files import RulesFiles
from services.stores import Tokens
from services.witnessing import Cosignatures

EXTENSION, DRY_RUNS = "vinhdanh", "vinhdanh-dry-runs"


class State(Protocol):
    """How the house is: positions of log and views, and what is wrong with which part."""

    @property
    def log(self) -> int:
        """Return the position of the newest fact."""
        ...

    @property
    def views(self) -> Mapping[str, int]:
        """Return how far each view has come."""
        ...

    @property
    def wrong(self) -> Mapping[str, str]:
        """Return what keeps which part from working."""
        ...


class Views(Protocol):
    """The views, to be asked."""

    def read(self, rows: Rows, scope: Scope) -> tuple[list[dict[str, object]], int]:
        """
        Return the answer to a question of a view, and the position it is known to reflect.

        What lies beyond the reader's scope is left out.
        """
        ...

    def concerned_by(self, thing: UUID) -> frozenset[Concern]:
        """Return the units that a case, submission or session concerns; none of an unknown one."""
        ...

    def lent_to(self, delegate: str, on: date) -> Sequence[tuple[str, str]]:
        """Return the offices, role and unit each, in which somebody may act for others on a day."""
        ...


class System(House, Protocol):
    """The house, and what only the API asks of it."""

    @property
    def catalogue(self) -> Catalogue:
        """Return the rulebooks as texts."""
        ...

    @property
    def units(self) -> Units:
        """Return the administrative units of the country."""
        ...

    @property
    def rules_files(self) -> RulesFiles:
        """Return the files of rules that were proposed or are in force, by digest."""
        ...

    @property
    def proofs(self) -> Proofs:
        """Return the tree over the log."""
        ...

    @property
    def cosignatures(self) -> Cosignatures:
        """Return what witnesses said of the checkpoints."""
        ...

    @property
    def tokens(self) -> Tokens:
        """Return the gate for bearer tokens."""
        ...

    @property
    def views(self) -> Views:
        """Return the views."""
        ...

    @property
    def brokers(self) -> Sequence[str]:
        """Return the brokers of the bus, host and port each; none where no bus is named."""
        ...

    @property
    def bus_encrypted(self) -> bool:
        """Say whether what goes to the brokers is encrypted on its way."""
        ...

    @property
    def requests_per_minute(self) -> int:
        """Return how often one caller may ask within a minute; 0 is without a limit."""
        ...

    @property
    def requests_per_minute_of_address(self) -> int:
        """Return how often all callers of one address may ask; 0 is without a limit."""
        ...

    @property
    def evidence_limit(self) -> int:
        """Return the most bytes of a file of evidence."""
        ...

    def reform(self, key: str) -> Reform | None:
        """Return a reform of units by its name, None when the house knows none such."""
        ...

    def reform_in_force(self, on: date) -> Reform | None:
        """Return the reform that came into force last by a day, None before the first."""
        ...

    def reach(self, position: int, seconds: float) -> bool:
        """Wait until every view has come to *position*; say whether it did in time."""
        ...

    def state(self) -> State:
        """Return how far log and views are, and which views fail; nothing is written."""
        ...

    def bus(self) -> BusReport | None:
        """Return how the bus is, None where there is none."""
        ...

    def readiness(self) -> State:
        """Return the same, and whether the log takes facts and the disk has room."""
        ...

    def is_away(self, err: Exception) -> bool:
        """Say whether *err* means that a store cannot be used: away, locked or full."""
        ...


def bind(app: Flask, system: System) -> None:
    """Make *system* the one that requests of *app* find."""
    app.extensions |= {EXTENSION: system, DRY_RUNS: DryRuns()}


def house() -> System:
    """Return the system this request is about."""
    return cast("System", current_app.extensions[EXTENSION])


def dry_runs() -> DryRuns:
    """Return the dry runs that this process made of reforms so far."""
    return cast("DryRuns", current_app.extensions[DRY_RUNS])
