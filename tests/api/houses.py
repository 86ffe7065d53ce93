"""A house for the tests of the API: real stores, a clock that stands, views kept at each wake."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from joserfc.jwk import OKPKey
from sqlalchemy import Engine, create_engine

from domain.units import Units
from infra.calendars import OfficialCalendars
from infra.evidence_files import EvidenceFiles
from infra.ledger import StoreLedger, open_ledger
from infra.people import PeopleStore
from infra.rulebook_files import RulebookFiles
from infra.token_keys import ED25519, PublicKeys
from infra.tokens import Issuer, TokenChecker
from infra.units_file import load_units
from infra.view_database import open_views
from infra.view_reading import ViewReader
from projections.bookkeeping import prepare
from projections.catalogue import VIEWS
from projections.runner import catch_up
from services.handle import Order, handle
from services.receipts import Receipt
from services.stores import Claims

NOON = datetime(2025, 4, 15, 5, tzinfo=UTC)
KEY = OKPKey.generate_key(ED25519, {"use": "sig", "alg": ED25519}, auto_kid=True)
KEYS = PublicKeys({str(KEY.kid): KEY})
ISSUER = Issuer(KEY, "tests", "vinhdanh")
UNITS = load_units()
RULEBOOKS = RulebookFiles(UNITS.at_level)
CALENDARS = OfficialCalendars()
MOST_EVIDENCE = 100_000


@dataclass
class StandingClock:
    """A clock that shows one instant until it is set."""

    instant: datetime = NOON

    def now(self) -> datetime:
        """Return the instant."""
        return self.instant


@dataclass(frozen=True)
class State:
    """How the house is."""

    log: int
    views: Mapping[str, int]
    wrong: Mapping[str, str]


@dataclass
class House:
    """What the API needs; the views are kept up when woken, unless they are `asleep`."""

    ledger: StoreLedger
    people: PeopleStore
    evidence: EvidenceFiles
    engine: Engine
    clock: StandingClock = field(default_factory=StandingClock)
    calendars: OfficialCalendars = CALENDARS
    rulebooks: RulebookFiles = RULEBOOKS
    catalogue: RulebookFiles = RULEBOOKS
    units: Units = UNITS
    tokens: TokenChecker = field(
        default_factory=lambda: TokenChecker(lambda: KEYS, "tests", "vinhdanh")
    )
    evidence_limit: int = MOST_EVIDENCE
    asleep: bool = False
    wrong: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        prepare(VIEWS, self.engine)
        self.views = ViewReader(VIEWS, self.engine, self.wake)

    def wake(self) -> None:
        """Fold what is new."""
        while (
            not self.asleep
            and catch_up(VIEWS, self.ledger, self.engine) < self.ledger.last_position()
        ):
            pass

    def handle(self, order: Order) -> Receipt:
        """Carry an order out, and wake who keeps the views."""
        receipt = handle(order, self.ledger)
        self.wake()
        return receipt

    def state(self) -> State:
        """Return how the house is."""
        return State(self.ledger.last_position(), self.views.positions(), self.wrong)


@contextmanager
def house(folder: Path, url: str = "memory:") -> Iterator[House]:
    """Lend an empty house."""
    people = create_engine(f"sqlite:///{folder}/people.db")
    engine = open_views(folder, "sqlite://")
    with closing(open_ledger(url)) as ledger:
        yield House(
            ledger, PeopleStore(people), EvidenceFiles(folder / "evidence", MOST_EVIDENCE), engine
        )
    people.dispose()
    engine.dispose()


def token(actor: str, *roles: str, units: tuple[str, ...] = (), capacity: str | None = None) -> str:
    """Return a token that lasts for the day of the tests."""
    who = Claims(actor, frozenset(roles), frozenset(units), capacity)
    return ISSUER.issue(who, timedelta(days=365), NOON)
