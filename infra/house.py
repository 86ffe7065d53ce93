"""The house put together from its settings: every part once, nothing at import time."""

from collections.abc import Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from sqlalchemy import Engine

from domain.hand import Hand
from domain.reform.plan import Reform
from domain.units import Units
from infra.ballot_boxes import BallotStore, open_boxes
from infra.bus.parking_database import ParkingStore, open_parking
from infra.bus.senders_file import SendersFile, senders_file
from infra.clock import SystemClock
from infra.disk_room import shortage
from infra.evidence.files import EvidenceFiles
from infra.house_state import State
from infra.keeping import Keeping
from infra.ledger.ledger import StoreLedger, open_ledger
from infra.ledger.write_probe import NOBODY, NOTHING, WriteProbe
from infra.people.database import open_people
from infra.people.names import PeopleStore
from infra.people.personal_keeping import personal_watch
from infra.proof.cosignatures import CosignatureStore
from infra.proof.log import ProofLog, open_proof_log
from infra.rulebooks.as_set import rulebooks_of
from infra.rulebooks.calendar_override import official_calendars
from infra.rulebooks.calendars import OfficialCalendars
from infra.rulebooks.files import RulebookFiles
from infra.rulebooks.reform_files import reform_in_force, reform_of_house, units_of_house
from infra.rulebooks.rules_kept import KeptRules
from infra.rulebooks.timetable import timetable
from infra.settings import Settings
from infra.sign_in.bearer import TokenChecker
from infra.sign_in.token_gate import checker
from infra.views.bell import Bell
from infra.views.database import open_views
from infra.views.deputy import ViewDeputy
from infra.views.lending import keeper_of, lent_views
from infra.views.reading import ViewReader
from projections.bus_state import BusReport
from projections.catalogue import VIEWS
from services.handle import Order, handle
from services.parking import sweep
from services.receipts import Receipt
from services.senders import Sender
from services.sessions import sweep as sweep_boxes
from services.sight import Sight

COUNTRY = "VN"


@dataclass(frozen=True, slots=True)
class System:
    """The house; `start` and `close` are its life."""

    settings: Settings
    ledger: StoreLedger
    clock: SystemClock
    calendars: OfficialCalendars
    rulebooks: RulebookFiles
    units: Units
    people: PeopleStore
    evidence: EvidenceFiles
    parked: ParkingStore
    ballots: BallotStore
    proofs: ProofLog
    senders_file: SendersFile
    tokens: TokenChecker
    views: ViewReader
    worker: Keeping | ViewDeputy
    probe: WriteProbe
    left: ExitStack = field(repr=False)

    @property
    def catalogue(self) -> RulebookFiles:
        """The rulebooks as texts."""
        return self.rulebooks

    @property
    def requests_per_minute(self) -> int:
        """How often one caller may ask within a minute; 0 is without a limit."""
        return self.settings.requests_per_minute

    @property
    def requests_per_minute_of_address(self) -> int:
        """How often all callers of one address may ask within a minute."""
        return self.settings.requests_per_minute_of_address

    @property
    def rules_files(self) -> KeptRules:
        """The files of rules that were proposed or are in force, by digest."""
        return KeptRules(self.settings)

    @property
    def cosignatures(self) -> CosignatureStore:
        """What witnesses said of the checkpoints."""
        return self.proofs.cosignatures(self.settings.witnesses, self.settings.home)

    @property
    def evidence_limit(self) -> int:
        """The most bytes of a file of evidence."""
        return self.settings.evidence_max_bytes

    @property
    def senders(self) -> Mapping[str, Sender]:
        """Who may send orders over the bus, as the file says it now."""
        return self.senders_file.current()

    def sight(self, hand: Hand) -> Sight:
        """Return what a hand that gives an order may know of."""
        return Sight(hand, self.units, self.views.lent_to, self.people.name_of)

    def handle(self, order: Order) -> Receipt:
        """Carry an order out, once, and wake who keeps the views."""
        sight = self.sight(order.command.hand)
        receipt = handle(order, self.ledger, self.people.keyed, sight)
        self.worker.wake()
        return receipt

    def reform(self, key: str) -> Reform | None:
        """Return a reform of units of the house, None when there is none of that name."""
        return reform_of_house(key)

    def reform_in_force(self, on: date) -> Reform | None:
        """Return the reform of the house that came into force last by a day, None before any."""
        return reform_in_force(on)

    def reach(self, position: int, seconds: float) -> bool:
        """Wait until every view has come to *position*; say whether it did in time."""
        return self.worker.wait_for(position, seconds)

    def state(self) -> State:
        """Return how the house is, as far as reading tells."""
        wrong: dict[str, str] = {}
        try:
            wrong |= self.worker.failures
            return State(self.ledger.last_position(), self.views.positions(), wrong)
        except Exception as err:  # noqa: BLE001 - whatever it is, it is told to whoever asks
            return State(0, {}, {**wrong, "ledger": type(err).__name__})

    @property
    def brokers(self) -> tuple[str, ...]:
        """The brokers of the bus, none where no bus is named."""
        return self.settings.bus.brokers if self.settings.bus else ()

    @property
    def bus_encrypted(self) -> bool:
        """Whether what goes to the brokers is encrypted on its way."""
        return self.settings.bus is not None and "SSL" in self.settings.bus.security

    def bus(self) -> BusReport | None:
        """Return how the bus is, None where there is none."""
        if self.settings.bus is None:
            return None
        return self.views.bus(self.state().log, self.clock.now())

    def readiness(self) -> State:
        """Return how the house is, and its disk; the log was asked lately to take facts."""
        state = self.state()
        seen = {"disk": shortage(self.settings.home), "ledger": self.probe.wrong()}
        wrong = {part: text for part, text in seen.items() if text is not None}
        return replace(state, wrong={**wrong, **state.wrong})

    def is_away(self, err: Exception) -> bool:
        """Say whether *err* means that a store cannot be used."""
        from infra.foreseen import is_away  # noqa: PLC0415 - loads every driver there is

        return is_away(err)

    def start(self) -> None:
        """Begin to keep the views."""
        self.evidence.sweep()
        sweep(self.parked, self.ledger, self.clock)
        sweep_boxes(self.ledger, self.ballots)
        self.worker.start()
        if self.settings.bus:
            with lent_views(self.settings) as keeper:
                ViewReader(VIEWS, keeper).prepare_bus()

    def warm_up(self) -> None:
        """Look up what the first act would have to wait for."""
        today = self.clock.now().date()
        self.calendars.around(today)
        self.units.at_level(COUNTRY, COUNTRY, today)

    def close(self) -> None:
        """Stop keeping the views, then give everything back; again is harmless."""
        self.left.close()


def build(settings: Settings, bell: Bell | None = None) -> System:
    """
    Return the house of *settings*, its stores open, its views not kept yet.

    Their keeper is rung for by *bell*, else it is a thread. A failure closes what is open.
    """
    with ExitStack() as opened:
        ledger = opened.enter_context(closing(open_ledger(settings.address)))
        engine, names, aside, boxes = _engines(settings, opened)
        keeper, units = keeper_of(settings, engine, opened), units_of_house()
        own = _follow(settings, ledger, keeper, opened)
        return System(
            settings=settings,
            ledger=ledger,
            clock=SystemClock(),
            calendars=official_calendars(settings.calendar),
            rulebooks=rulebooks_of(settings, units),
            units=units,
            people=PeopleStore(names),
            evidence=EvidenceFiles(settings.evidence, settings.evidence_max_bytes),
            parked=ParkingStore(aside),
            ballots=BallotStore(boxes),
            proofs=own.proofs,
            senders_file=senders_file(settings),
            tokens=checker(settings),
            views=ViewReader(VIEWS, engine),
            worker=_keeping(own, keeper, bell, opened),
            probe=WriteProbe(partial(ledger.append, [NOTHING], NOBODY)),
            left=opened.pop_all(),
        )


def _follow(settings: Settings, ledger: StoreLedger, engine: Engine, opened: ExitStack) -> Keeping:
    """Return what follows the ledger."""
    proofs = open_proof_log(settings, ledger, opened)
    watch = personal_watch(settings, ledger, engine, opened)
    return Keeping(ledger, engine, partial(timetable, settings), proofs, watch)


def _engines(settings: Settings, opened: ExitStack) -> tuple[Engine, Engine, Engine, Engine]:
    """Return the databases beside the ledger: of views, names, messages put aside, ballots."""
    where = settings.home, settings.database
    names, aside, boxes = open_people(*where), open_parking(*where), open_boxes(*where)
    engines = open_views(*where), names, aside, boxes
    for engine in engines:
        opened.callback(engine.dispose)
    return engines


def _keeping(
    own: Keeping, engine: Engine, bell: Bell | None, opened: ExitStack
) -> Keeping | ViewDeputy:
    """Return what keeps the views, or what stands in for it; it stops when *opened* closes."""
    keeping = own if bell is None else ViewDeputy(own, engine, bell)
    opened.callback(keeping.stop)
    return keeping
