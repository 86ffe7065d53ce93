"""A council of the district for the tests: its members, a session, and a case that waits for it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from random import Random
from typing import Any
from uuid import UUID, uuid5

from domain.council.commands import (
    CloseSession,
    ConveneSession,
    OpenSession,
    TakeBallots,
)
from domain.council.events import (
    AgendaItem,
    Attendance,
    Ballot,
    BallotsTaken,
    Choice,
    CouncilAppointed,
    HandsShown,
    RollClosed,
    SessionConvened,
    SessionOpened,
)
from domain.council.rule import BallotRule, BallotRules, Base, RuledAward, Way
from domain.council.seat import Conflict, Function, Seat
from domain.council.state import council_of
from domain.decider import Fold, replay
from domain.facts import Event
from domain.hand import Hand
from domain.nomination.events import CaseAppraised, NominationReceived, StepPassed
from domain.recorded import Dated
from tests.ballots import Signer, voted
from tests.builders import (
    APRIL,
    CASE,
    DISTRICT,
    OTHER,
    PAPER,
    SPACE,
    VOTES,
    at_submit,
    dated,
    hand,
    up,
)
from tests.spec import Given, given_in

COUNCIL, SESSION = council_of(DISTRICT), uuid5(SPACE, "session")
JANUARY, MAY = date(2025, 1, 2), date(2025, 5, 20)
BASIS = "Law 06/2022/QH15 art. 90"
SIGNER = Signer(7)
SECRET = BallotRule(Way.SECRET, Base.ALL, True, False, 2, 3, "house", False)
OPEN = replace(SECRET, way=Way.OPEN)
RULES, OPENLY = (BallotRules((RuledAward(one),)) for one in (SECRET, OPEN))
SUBSTITUTE = Seat("sub", Function.SUBSTITUTE, JANUARY)

arrived = (
    *at_submit,
    up,
    NominationReceived("district-appraisal", PAPER, None),
    CaseAppraised("district-appraisal", "appraiser", favourable=True, findings="seen"),
    StepPassed("district-appraisal", "district-vote", None),
)


def after(fold: Fold, *events: Event) -> Any:
    """Return the state after some facts."""
    return replay(fold, dated(*events))


def member(number: int) -> str:
    """Return the name a member acts under."""
    return f"member-{number}"


def seats(count: int, *more: Seat) -> tuple[Seat, ...]:
    """Return so many full seats, the first the chair's."""
    functions = [Function.CHAIR] + [Function.MEMBER] * (count - 1)
    full = (Seat(member(n), one, JANUARY) for n, one in enumerate(functions, start=1))
    return (*full, *more)


def appointed(*found: Seat) -> CouncilAppointed:
    """Return the fact that these were appointed."""
    return CouncilAppointed(DISTRICT, found, "1/QĐ", JANUARY, BASIS)


def item(rule: BallotRule = SECRET, *recused: str, case: UUID = CASE) -> AgendaItem:
    """Return an item of the agenda on which some may not vote."""
    conflicts = tuple(Conflict(who, "nominator") for who in recused)
    return AgendaItem(case, "gk-tp", "district-vote", 90, rule, conflicts)


def convened(count: int, *items: AgendaItem, more: tuple[Seat, ...] = ()) -> SessionConvened:
    """Return the fact that so many members were called."""
    return SessionConvened(COUNCIL, DISTRICT, APRIL, seats(count, *more), items or (item(),))


def there(*numbers: int) -> tuple[Attendance, ...]:
    """Return that members came themselves."""
    return tuple(Attendance(member(one), member(one)) for one in numbers)


def begun(*numbers: int, secret: tuple[UUID, ...] = (CASE,)) -> SessionOpened:
    """Return the fact that a session began."""
    return SessionOpened(there(*numbers), 1, tuple(SIGNER.key(one) for one in secret))


def as_member(number: int, on: date = APRIL) -> Hand:
    """Return the hand of a member."""
    return hand(member(number), "council-member", DISTRICT, on=on)


def waiting(*events: Event | Dated[Event]) -> Given:
    """Return a case that waits for the council, and a session with these facts."""
    return given_in(CASE, *arrived).and_in(SESSION, *events)


def convene(**changes: Any) -> ConveneSession:
    """Return the order to call the council, with changes."""
    order = ConveneSession(SESSION, VOTES, COUNCIL, APRIL, (CASE,), RULES)
    return replace(order, **changes)


def opening(*numbers: int, **changes: Any) -> OpenSession:
    """Return the order to begin, with changes."""
    order = OpenSession(SESSION, VOTES, there(*numbers), (SIGNER.key(CASE),))
    return replace(order, **changes)


@cache
def ballot(number: int, choice: Choice = Choice.IN_FAVOUR, case: UUID = CASE) -> tuple:
    """Return the paper a member takes and the ballot they cast, always the same ones."""
    return voted(SESSION, case, choice, SIGNER, Random(f"{number} {case}"))


def taking(number: int, choice: Choice = Choice.IN_FAVOUR, on: date = APRIL) -> TakeBallots:
    """Return the order to take a ballot."""
    return TakeBallots(SESSION, as_member(number, on), (ballot(number, choice)[0],))


def took(*numbers: int) -> list[BallotsTaken]:
    """Return the facts that members took ballots."""
    return [BallotsTaken(member(one), (ballot(one)[0],)) for one in numbers]


def cast(numbers: Iterable[int], choice: Choice = Choice.IN_FAVOUR) -> list:
    """Return the ballots of some members."""
    return [ballot(one, choice)[1] for one in numbers]


def closing(*ballots: Ballot, by: Hand = VOTES, lost: int = 0) -> CloseSession:
    """Return the order to end the session with these ballots on the one case, some not returned."""
    boxes = {CASE: tuple(ballots)} if ballots else {}
    return CloseSession(SESSION, by, boxes, {CASE: lost} if lost else {})


ROLLED = RollClosed()
SHOWN = HandsShown(CASE, (member(1),), ())
ANOTHER = OTHER
