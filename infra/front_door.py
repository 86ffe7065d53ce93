"""The house as the command line comes to it: settings first, the rest when it is asked for."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from domain.past.mapping import LogMapping
from infra.clock import SystemClock
from infra.development_key import development_key
from infra.examination import inside, ledger_sound, stands, surroundings
from infra.foreseen import explain
from infra.listening import claim, when_answered
from infra.logs import configure
from infra.rebuild_crew import Crew
from infra.settings import BadSettings, Settings, read
from infra.tokens import Issuer
from infra.view_check import differences
from infra.view_database import open_views
from infra.xes_file import read_xes
from infra.xes_mapping import load_mapping
from projections.bookkeeping import prepare
from projections.catalogue import VIEWS
from projections.rebuild import rebuild
from services.past_log import Reader
from services.stores import Claims
from services.upkeep import CannotOpen, Finding, Progress

if TYPE_CHECKING:
    from infra.wiring import System

LOGGED = "ERROR"
Serve = Callable[[Settings, Callable[[], None]], None]


class FrontDoor:
    """Every way the command line may come in; `build` and `serve` are the wiring's."""

    reader: Reader = staticmethod(read_xes)

    def __init__(self, build: Callable[[Settings], "System"], serve: Serve) -> None:
        self._build, self._serve = build, serve

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
    def open(self) -> Iterator["System"]:
        """Lend the house; its views go on by themselves while it is open."""
        with self._at_rest() as system:
            system.start()
            yield system

    @contextmanager
    def _at_rest(self) -> Iterator["System"]:
        """Lend the house with its views as they lie; what it logs goes to the standard error."""
        configure(LOGGED)
        with closing(self._build(self.settings)) as system:
            yield system

    def token(self, who: Claims, lifetime: timedelta) -> str:
        """
        Return a development token.

        Raises:
            CannotOpen: tokens of this house come from another issuer.
        """
        settings = self.settings
        if settings.jwks is not None:
            raise CannotOpen(f"tokens come from {settings.issuer}: VINHDANH_JWKS names its keys")
        key = development_key(settings.keys)
        issuer = Issuer(key, settings.issuer, settings.audience)
        return issuer.issue(who, lifetime, SystemClock().now())

    def mapping(self, path: Path) -> LogMapping:
        """Return how a log is to be read; LogRefused when the file makes no sense."""
        return load_mapping(path)

    def rebuild(self, progress: Progress) -> int:
        """Fold all views anew, on every core, and put them in use; return the position reached."""
        at = self.settings
        crew = Crew(at.address, at.home, at.database)
        with self._at_rest() as system, self._views() as engine:
            return rebuild(VIEWS, system.ledger, engine, progress, crew)

    def differences(self, progress: Progress) -> Sequence[Finding]:
        """Hold each view against one folded anew."""
        with self._at_rest() as system, self._views() as engine:
            return differences(VIEWS, system.ledger, engine, progress)

    def examine(self, *, deep: bool) -> Iterator[Finding]:
        """Look at everything that can be out of order; `deep` folds all views anew."""
        try:
            settings = self.settings
        except BadSettings as err:
            yield from (Finding("settings", ok=False, seen=line) for line in explain(err))
            return
        yield from surroundings(settings)
        if stands(settings):
            yield from self._inside(deep=deep)

    def _inside(self, *, deep: bool) -> Iterator[Finding]:
        try:
            with self._at_rest() as system, self._views() as engine:
                yield ledger_sound(self.settings)
                yield from inside(system)
                if deep:
                    for one in differences(VIEWS, system.ledger, engine, quiet):
                        yield replace(one, about=f"rebuild {one.about}")
        except Exception as err:
            if not (lines := explain(err)):
                raise
            yield from (Finding("house", ok=False, seen=line) for line in lines)

    def claim(self) -> None:
        """See that the address can be listened at; CannotOpen when it cannot."""
        claim(self.settings.host, self.settings.port)

    def serve(self, ready: Callable[[], None]) -> None:
        """Serve until told to stop; *ready* is called once the service listens."""
        settings = self.settings
        self._serve(settings, partial(when_answered, settings.host, settings.port, ready))

    def explain(self, err: Exception) -> Sequence[str]:
        """Return what an error of the machine means to its keeper; nothing when it is a defect."""
        return explain(err)

    @contextmanager
    def _views(self) -> Iterator[Engine]:
        """Lend the database of the views, its tables made."""
        engine = open_views(self.settings.home, self.settings.database)
        try:
            prepare(VIEWS, engine)
            yield engine
        finally:
            engine.dispose()


def quiet(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody how far the work is."""
