"""A house for the tests of the API: real stores, a clock that stands, views kept at each wake."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from uuid import UUID

from sqlalchemy import Engine, text

from domain.facts import Event
from domain.hand import Hand
from domain.reform.plan import Reform
from domain.units import Units
from infra.ballot_boxes import BallotStore, open_boxes
from infra.bus.parking_database import ParkingStore, open_parking
from infra.database_url import parse_database
from infra.evidence.files import EvidenceFiles
from infra.foreseen import is_away
from infra.ledger.ledger import StoreLedger, open_ledger
from infra.people.database import open_people
from infra.people.names import PeopleStore
from infra.proof.log import ProofLog
from infra.proof.tiles import open_proofs
from infra.rulebooks.files import RulebookFiles
from infra.rulebooks.reform_files import reform_in_force, reform_of_house
from infra.rulebooks.rules_kept import KeptRules
from infra.settings import read
from infra.sign_in.bearer import TokenChecker
from infra.views.database import open_views
from infra.views.reading import ViewReader
from projections.bookkeeping import positions, prepare
from projections.bus_state import BusReport
from projections.catalogue import VIEWS
from projections.runner import catch_up
from services.handle import Order
from services.receipts import Receipt
from services.sight import Sight
from tests.api.badges import KEYS
from tests.plain_house import RULEBOOKS, UNITS, PlainHouse

MOST_EVIDENCE = 100_000
TABLES = (
    *("stored_events", "subjects", "subject_keys", "commitment_salts", "name_digests"),
    *("parked_contents", "cast_ballots", "ballot_keys", "sealed_boxes"),
    *("proof_tiles", "proof_logs", "proof_checkpoints", "proof_keys"),
    *("proof_cosignatures", "proof_handovers"),
)


@dataclass(frozen=True)
class State:
    """How the house is."""

    log: int
    views: Mapping[str, int]
    wrong: Mapping[str, str]


@dataclass
class House(PlainHouse):
    """What the API needs; the views are kept up when woken, unless they are `asleep`."""

    engine: Engine = field(kw_only=True)
    proofs: ProofLog = field(kw_only=True)
    tokens: TokenChecker = field(
        default_factory=lambda: TokenChecker(lambda: KEYS, "tests", "vinhdanh")
    )
    catalogue: RulebookFiles = RULEBOOKS
    units: Units = UNITS
    evidence_limit: int = MOST_EVIDENCE
    requests_per_minute: int = 0
    requests_per_minute_of_address: int = 0
    brokers: tuple[str, ...] = ()
    bus_encrypted: bool = False
    asleep: bool = False
    witnesses: Path | None = None
    rules_files: KeptRules = field(kw_only=True)
    wrong: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        prepare(VIEWS, self.engine)
        self.views = ViewReader(VIEWS, self.engine)
        self.cosignatures = self.proofs.cosignatures(self.witnesses)

    def given(self, stream: UUID, *events: Event) -> None:
        """Let facts have happened, and fold them."""
        super().given(stream, *events)
        self.wake()

    def wake(self) -> None:
        """Fold what is new."""
        fold = partial(catch_up, VIEWS, self.ledger, self.engine)
        while not self.asleep and fold() < self.ledger.last_position():
            continue

    def sight(self, hand: Hand) -> Sight:
        """Return what a hand that gives an order may know of."""
        return Sight(hand, self.units, self.views.lent_to, self.people.name_of)

    def handle(self, order: Order) -> Receipt:
        """Carry an order out, and wake who keeps the views."""
        receipt = super().handle(order)
        self.wake()
        return receipt

    def reform(self, key: str) -> Reform | None:
        """Return a reform of the house."""
        return reform_of_house(key)

    def reform_in_force(self, on: date) -> Reform | None:
        """Return the reform of the house that came into force last by a day."""
        return reform_in_force(on)

    def reach(self, position: int, seconds: float) -> bool:
        """Say whether the views are there after *seconds*, which nobody really waits."""
        assert seconds > 0
        self.wake()
        return min(self.views.positions().values()) >= position

    def state(self) -> State:
        """Return how the house is."""
        return State(self.ledger.last_position(), self.views.positions(), self.wrong)

    def bus(self) -> BusReport | None:
        """Return how the bus is, None where there is none."""
        if not self.brokers:
            return None
        self.views.prepare_bus()
        return self.views.bus(self.ledger.last_position(), self.clock.now())

    def is_away(self, err: Exception) -> bool:
        """Say whether a store cannot be used."""
        return is_away(err)

    def readiness(self) -> State:
        """Return how the house is."""
        return self.state()


@dataclass(frozen=True)
class Stores:
    """The databases of a house: facts, names, views, what was put aside, ballots, hashes."""

    ledger: StoreLedger
    names: Engine
    views: Engine
    aside: Engine
    boxes: Engine
    trees: Engine

    def house(self, folder: Path) -> House:
        """Return a house over these, its files in *folder*."""
        evidence = EvidenceFiles(folder / "evidence", MOST_EVIDENCE)
        names, aside = PeopleStore(self.names), ParkingStore(self.aside)
        ballots = BallotStore(self.boxes)
        proofs = ProofLog(self.ledger, self.trees, folder / "keys")
        beside = names, evidence, aside
        return House(
            self.ledger,
            *beside,
            ballots=ballots,
            engine=self.views,
            proofs=proofs,
            rules_files=KeptRules(replace(read(), home=folder)),
        )

    def empty(self) -> None:
        """Let all of one PostgreSQL forget everything: quicker by far than to make it anew."""
        with self.views.begin() as tx:
            for table in TABLES:
                tx.execute(text(f"DELETE FROM public.{table}"))
            for view in VIEWS:
                tx.execute(view.table.delete())
            tx.execute(positions.update().values(position=0))


@cache
def made() -> TemporaryDirectory[str]:
    """Make the files of an empty house once; to copy them is quicker than to make them anew."""
    folder = TemporaryDirectory(prefix="vd-house-")
    with stores(Path(folder.name)) as opened:
        opened.house(Path(folder.name))
    return folder


@contextmanager
def stores(folder: Path, url: str = "memory:") -> Iterator[Stores]:
    """Lend the databases of a house: all in PostgreSQL, else facts at *url* beside two files."""
    whole = url.startswith("postgres")
    place = parse_database(url if whole else f"sqlite:///{folder}/ledger.db")
    with closing(open_ledger(url)) as ledger, ExitStack() as opened:
        names, views = open_people(folder, place), open_views(folder, place)
        aside = open_parking(folder, place)
        opened.callback(names.dispose)
        opened.callback(views.dispose)
        opened.callback(aside.dispose)
        boxes = open_boxes(folder, place)
        opened.callback(boxes.dispose)
        trees = open_proofs(folder, place)
        opened.callback(trees.dispose)
        yield Stores(ledger, names, views, aside, boxes, trees)


@contextmanager
def house(folder: Path, url: str = "memory:") -> Iterator[House]:
    """Lend an empty house."""
    for file in Path(made().name).glob("*.sqlite"):
        copy(file, folder)
    with stores(folder, url) as lent:
        yield lent.house(folder)
