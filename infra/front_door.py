"""The house as the command line comes to it: each way in loads its own alone, to be quick."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import cached_property, partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from infra.bus.settings import needed
from infra.settings import BadSettings, Settings, read
from services.stores import Claims
from services.upkeep import Finding, Progress, Rebuilt, Rules, RulesSet, Telling, Topic, quiet

if TYPE_CHECKING:
    from domain.past.mapping import LogMapping
    from domain.reform.plan import Reform
    from infra.edxml.bridge import DocumentBridge
    from infra.house import System
    from infra.proof.door import StoreReader
    from infra.rulebooks.calendars import OfficialCalendars
    from infra.rulebooks.draft import Draft
    from infra.witness.desk import WitnessDesk
    from projections.bus_state import BusReport
    from services.past_log import Reader

LOGGED, SILENT = "ERROR", "CRITICAL"


class FrontDoor:
    """Every way the command line may come in."""

    @cached_property
    def settings(self) -> Settings:
        """The settings of the environment; BadSettings when they are wrong."""
        return read()

    def address(self) -> str:
        """Return where the service listens, such as http://127.0.0.1:8000."""
        host = f"[{self.settings.host}]" if ":" in self.settings.host else self.settings.host
        return f"http://{host}:{self.settings.port}"

    def home(self) -> Path:
        """Return the data folder."""
        return self.settings.home

    @contextmanager
    def open(self, rules: Rules = "agreed", *, begun: bool = False) -> Iterator["System"]:
        """Lend the house; its views go on by themselves while it is open."""
        with self._at_rest(rules, begun=begun) as system:
            system.start()
            yield system

    @contextmanager
    def _at_rest(self, rules: Rules = "aside", *, begun: bool = False) -> Iterator["System"]:
        """Lend the house with its views as they lie; what it logs goes to the standard error."""
        from infra.house import build
        from infra.logs import configure
        from infra.rulebooks.agreed_rules import held

        configure(LOGGED)
        with closing(build(self.settings)) as system, held(system, rules, begun=begun):
            yield system

    def token(self, who: Claims, lifetime: timedelta) -> str:
        """Return a development token; CannotOpen where tokens come from elsewhere."""
        from infra.sign_in.development_tokens import issue

        return issue(self.settings, who, lifetime)

    def sign_in(self) -> str | None:
        """Return where people sign in; None where no issuer is set."""
        from infra.sign_in.door import sign_in_address

        return sign_in_address(self.settings)

    def sign_out(self, subject: str) -> int:
        """End every sign-in of somebody; return how many there were."""
        from infra.sign_in.door import sign_out

        return sign_out(self.settings, subject)

    @property
    def reader(self) -> "Reader":
        """What reads logs."""
        from infra.xes.file import read_xes

        return read_xes

    def mapping(self, path: Path) -> "LogMapping":
        """Return how a log is to be read; LogRefused when the file makes no sense."""
        from infra.xes.mapping import load_mapping

        return load_mapping(path)

    def calendars(self) -> "OfficialCalendars":
        """Return the official calendar; BadCalendar when the operator's file makes no sense."""
        from infra.rulebooks.calendar_override import official_calendars

        return official_calendars(self.settings.calendar)

    def reform(self, which: str) -> "Reform":
        """Return a reform of units; BadRulebook when there is none, or it makes no sense."""
        from infra.rulebooks.reform_files import load_reform

        return load_reform(which)

    def rules_set(self, kind: str, path: Path) -> RulesSet:
        """Return what a file would set; Refused when it makes no sense."""
        from infra.rulebooks.rules_proposed import what_would_be_set

        return what_would_be_set(kind, path, self.settings)

    def drafted(self, folder: Path) -> "Draft":
        """Return the regime of a folder; BadRulebook when it makes no sense."""
        from infra.rulebooks.draft import drafted

        return drafted(folder)

    @property
    def bridge(self) -> "DocumentBridge":
        """The document bridge."""
        from infra.edxml.bridge import DocumentBridge

        return DocumentBridge(self.settings)

    def rebuild(self, progress: Telling) -> Rebuilt:
        """Fold all views anew, on every core, and put them in use."""
        from infra.views.rebuilding import rebuilt

        return rebuilt(self.settings, self._at_rest, progress)

    def differences(self, progress: Progress) -> Sequence[Finding]:
        """Hold each view against one folded anew."""
        from infra.views.check import differences
        from infra.views.lending import lent_views
        from projections.catalogue import VIEWS

        with self._at_rest() as system, lent_views(self.settings) as engine:
            return differences(VIEWS, system.ledger, engine, progress)

    def prepare_database(self, owner: str) -> tuple[str, str, str]:
        """Make what the house keeps in PostgreSQL as its owner; return who may do what."""
        from infra.postgres_roles import prepare

        return prepare(self.settings, owner)

    def examine(self, *, deep: bool) -> Iterator[Finding]:
        """Look at everything that can be out of order; `deep` folds all views anew."""
        from infra.examination import stands, surroundings

        try:
            settings = self.settings
        except BadSettings as err:
            yield from (Finding("settings", ok=False, seen=line) for line in self.explain(err))
            return
        yield from surroundings(settings)
        if stands(settings):
            yield from self._inside(deep=deep)

    def _inside(self, *, deep: bool) -> Iterator[Finding]:
        from infra.examination import database, inside
        from infra.views.lending import lent_views

        try:
            with self._at_rest() as system, lent_views(self.settings):
                yield from database(self.settings)
                yield from inside(system)
            if deep:
                for one in self.differences(quiet):
                    yield replace(one, about=f"rebuild {one.about}")
        except Exception as err:
            if not (lines := self.explain(err)):
                raise
            yield from (Finding("house", ok=False, seen=line) for line in lines)

    @property
    def store(self) -> "StoreReader":
        """The store as it lies."""
        from infra.proof.door import StoreReader

        return StoreReader(self.settings)

    def witness(self, folder: Path) -> "WitnessDesk":
        """Return the witness whose key and book are in a folder; the house is not opened."""
        from infra.witness.desk import WitnessDesk

        return WitnessDesk(folder, lambda: needed(self.settings.bus))

    def claim(self) -> None:
        """See that the address can be listened at; CannotOpen when it cannot."""
        from infra.listening import claim

        claim(self.settings.host, self.settings.port)

    def serve(self, ready: Callable[[], None]) -> None:
        """Serve until told to stop; *ready* is called once the service listens."""
        from infra.bus.senders_file import senders_file
        from infra.listening import when_answered
        from infra.serve import serve

        senders_file(self.settings).current()
        serve(self.settings, partial(when_answered, self.settings.host, self.settings.port, ready))

    def set_up_bus(self) -> Sequence[Topic]:
        """Make the topics of the bus that are not there; CannotOpen where there is no bus."""
        from infra.bus.kafka_topics import set_up
        from infra.logs import configure

        configure(SILENT)  # what is wrong is said once, at the end
        return set_up(needed(self.settings.bus))

    def bus_report(self) -> "BusReport":
        """Return how the bus is; CannotOpen where there is none."""
        from infra.bus.reading import read_report
        from infra.views.lending import lent_views

        needed(self.settings.bus)
        return read_report(self.settings, lent_views(self.settings))

    def relay(self, stopping: Event) -> None:
        """Send to the city until *stopping* is set; CannotOpen where there is no bus."""
        from infra.bus.workers import run_relay
        from infra.logs import configure

        configure(self.settings.log_level)
        run_relay(self.settings, stopping)

    def intake(self, stopping: Event) -> None:
        """Take orders in until *stopping* is set; CannotOpen where there is no bus."""
        from infra.bus.workers import run_intake
        from infra.logs import configure

        configure(self.settings.log_level)
        run_intake(self.settings, stopping)

    def explain(self, err: Exception) -> Sequence[str]:
        """Return what an error of the machine means to its keeper; nothing when it is a defect."""
        from infra.foreseen import explain

        return explain(err)
