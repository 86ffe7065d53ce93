"""How the command line comes to the house: every door it may need, none opened before it asks."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Protocol

from services.stores import Claims
from services.upkeep import Finding, Progress, Rebuilt, Rules, RulesSet, Telling, Topic

if TYPE_CHECKING:
    from api.system import System
    from domain.past.mapping import LogMapping
    from domain.reform.plan import Reform
    from projections.bus_state import BusReport
    from services.edxml.gateway import Bridge
    from services.other_rules import Regimes
    from services.past_log import Reader
    from services.ports import Calendars
    from services.proofs import StoreAsItLies
    from services.witnessing import Witness


class Door(Protocol):
    """The house as the wiring hands it to the command line."""

    def address(self) -> str:
        """Return where the service listens, such as http://127.0.0.1:8000."""
        ...

    def home(self) -> Path:
        """Return the data folder."""
        ...

    def open(
        self, rules: Rules = "agreed", *, begun: bool = False
    ) -> AbstractContextManager["System"]:
        """
        Lend the house; its views go on by themselves while it is open.

        Where two persons are asked for from now on, what is in force is taken over first: *begun*.

        Raises:
            CannotOpen: a file of rules is not what two persons stand behind, unless looked aside.
        """
        ...

    def calendars(self) -> "Calendars":
        """Return the official calendar under the operator's file."""
        ...

    def token(self, who: Claims, lifetime: timedelta) -> str:
        """
        Return a development token.

        Raises:
            CannotOpen: tokens of this house come from another issuer, or it would say too much.
        """
        ...

    def sign_in(self) -> str | None:
        """Return where people sign in; None where no issuer is set."""
        ...

    def sign_out(self, subject: str) -> int:
        """End every sign-in of somebody; return how many there were."""
        ...

    def mapping(self, path: Path) -> "LogMapping":
        """
        Return how a log is to be read.

        Raises:
            LogRefused: the file makes no sense.
        """
        ...

    def reform(self, which: str) -> "Reform":
        """Return a reform of units, by its name in the house or by the path of a file."""
        ...

    def rules_set(self, kind: str, path: Path) -> RulesSet:
        """
        Return what a file of rules of a kind would set.

        Raises:
            Refused: it is empty, or makes no sense, each with its line.
        """
        ...

    def drafted(self, folder: Path) -> "Regimes":
        """Return the regime that somebody drafts in a folder."""
        ...

    @property
    def reader(self) -> "Reader":
        """Return what reads logs."""
        ...

    @property
    def bridge(self) -> "Bridge":
        """Return the document bridge."""
        ...

    def rebuild(self, progress: Telling) -> Rebuilt:
        """Fold all views anew and put them in use; *progress* is entered once all is open."""
        ...

    def differences(self, progress: Progress) -> Sequence[Finding]:
        """Hold each view against one folded anew."""
        ...

    def prepare_database(self, owner: str) -> tuple[str, str, str]:
        """
        Make what the house keeps in PostgreSQL as its owner; return owner, service and keeper.

        Raises:
            CannotOpen: they are not three roles of one database.
        """
        ...

    def examine(self, *, deep: bool) -> Iterator[Finding]:
        """Look at everything that can be out of order; `deep` folds all views anew."""
        ...

    @property
    def store(self) -> "StoreAsItLies":
        """Return the store as it lies."""
        ...

    def witness(self, folder: Path) -> "Witness":
        """Return the witness whose key and book are in a folder; the house is not opened."""
        ...

    def claim(self) -> None:
        """
        See that the address can be listened at.

        Raises:
            CannotOpen: another program listens there, or it is not an address of this machine.
        """
        ...

    def serve(self, ready: Callable[[], None]) -> None:
        """Serve until told to stop; *ready* is called once the service listens."""
        ...

    def set_up_bus(self) -> Sequence[Topic]:
        """
        Make the topics of the bus that are not there; return all.

        Raises:
            CannotOpen: there is no bus.
        """
        ...

    def bus_report(self) -> "BusReport":
        """Return how the bus is; CannotOpen where there is none."""
        ...

    def relay(self, stopping: Event) -> None:
        """Send to the city until *stopping* is set; CannotOpen where there is no bus."""
        ...

    def intake(self, stopping: Event) -> None:
        """Take orders in until *stopping* is set; CannotOpen where there is no bus."""
        ...

    def explain(self, err: Exception) -> Sequence[str]:
        """Return what an error of the machine means to its keeper; nothing when it is a defect."""
        ...
