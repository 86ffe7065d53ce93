"""Sessions of the province of Thanh Bình, each under way with one case when the reform comes."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random
from uuid import UUID, uuid4, uuid5

from domain.council.events import (
    BallotsTaken,
    Choice,
    CouncilAppointed,
    HandsShown,
    RollClosed,
    SessionConvened,
    SessionOpened,
)
from domain.council.seat import Function, Seat
from domain.council.state import council_of
from domain.facts import Event
from domain.hand import Hand
from infra.ledger.ledger import open_ledger
from services.handle import Order, handle
from services.orders import Command
from services.ports import Append, Ledger
from tests import council as c
from tests.ballots import voted
from tests.communes import THANH_BINH, VOTED, WRITTEN, Life, ladder_of
from tests.plain_house import RULEBOOKS

STEP, STAGE = "province-vote", f"{VOTED} agenda province-vote"
OLD, NEW = "30", "31"
AUGUST, NOON = date(2025, 8, 4), datetime(2025, 8, 4, 5, tzinfo=UTC)
WAYS = ("called", "hands shown", "ballots out", "casting")


def seats(since: date) -> tuple[Seat, ...]:
    """Return five seats, the first the chair's."""
    roles = [Function.CHAIR] + [Function.MEMBER] * 4
    return tuple(Seat(c.member(n), one, since) for n, one in enumerate(roles, start=1))


def ballots(case: UUID) -> list:
    """Return the papers that three members take and the ballots they cast."""
    session = uuid5(case, "session")
    each = (Random(f"ballot {n}") for n in range(3))
    return [voted(session, case, Choice.IN_FAVOUR, c.SIGNER, one) for one in each]


def under_way(way: str) -> dict[UUID, list[Event]]:
    """Return the facts of the case, the session and the key of its agenda."""
    life = Life(THANH_BINH, STAGE, ladder_of(VOTED, THANH_BINH))
    life.climb(STEP)
    life.call(STEP)
    session = uuid5(life.case, "session")
    (call,) = life.facts[session]
    assert isinstance(call, SessionConvened)
    item = replace(call.agenda[0], rule=c.OPEN if way == "hands shown" else c.SECRET)
    life.facts[session] = [replace(call, seats=seats(date(2025, 1, 2)), agenda=(item,))]
    life.facts[session] += course(life.case, way)
    return life.facts


def course(case: UUID, way: str) -> Iterable[Event]:
    """Return what happened in the session since it was called."""
    if way == "called":
        return []
    room = c.there(1, 2, 3, 4, 5)
    if way == "hands shown":
        return [SessionOpened(room, 4, ()), HandsShown(case, (c.member(1),), ())]
    taken = [BallotsTaken(c.member(n), (one,)) for n, (one, _) in enumerate(ballots(case), start=1)]
    rolled = [RollClosed()] if way == "casting" else []
    return [SessionOpened(room, 4, (c.SIGNER.key(case),)), *taken, *rolled]


def house(way: str) -> tuple[Ledger, UUID, UUID]:
    """Return a ledger with a session, the case on its agenda, and the session."""
    ledger, facts = open_ledger("memory:"), under_way(way)
    ledger.append([Append(one, 0, tuple(told)) for one, told in facts.items()], WRITTEN)
    new = CouncilAppointed(NEW, seats(date(2025, 7, 2)), "1/QĐ", date(2025, 7, 2), "Law")
    ledger.append([Append(council_of(NEW), 0, (new,))], WRITTEN)
    case = next(iter(facts))
    return ledger, case, uuid5(case, "session")


def secretary(unit: str) -> Hand:
    """Return the hand that keeps the minutes of a unit's council in August."""
    held = frozenset({"council-secretary"}), frozenset({unit})
    return Hand(f"of {unit}", *held, AUGUST, NOON, NOON, "TM", forces=RULEBOOKS.forces())


def give(order: Command, ledger: Ledger) -> None:
    """Give an order."""
    mine = uuid4()
    handle(Order(order, mine, str(mine)), ledger)
