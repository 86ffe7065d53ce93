"""Who may do what stands open beside a case after the real reform, and how its heirs go on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from uuid import UUID, uuid4, uuid5

from domain.council.commands import CallOffSession, CloseRoll, CloseSession, ConveneSession
from domain.council.state import council_of
from domain.decision.commands import IssueDecision
from domain.hand import Hand
from domain.hearing import commands as h
from domain.hearing.judge import open_to_judges
from domain.hearing.required import CONFIRMATIONS
from domain.ladder import Act
from domain.nomination.commands import AddEvidence, ReturnForSupplement, SupplementNomination
from domain.nomination.decide import NOMINATION
from domain.nomination.policies import lacking_at
from domain.nomination.state import AtStep, Granted, InTransit, Opened, Returned
from domain.refusal import Refused
from domain.submission.commands import AcceptItem, AnswerSubmission, DispatchSubmission
from services.handle import Order, handle
from services.histories import Histories
from services.orders import Command, decide
from services.ports import Ledger
from tests.builders import REMARK, sha
from tests.communes import session_of
from tests.histories import fitting
from tests.open_matters import AGENCY, COUNCILS, ENDED, REFERENCE
from tests.plain_house import RULEBOOKS
from tests.succession_file import (
    COUNTRY,
    above_before,
    heirs,
    province_before,
    province_of,
)
from tests.turns import ANSWERING, ASKED, AUGUST, JULY, KEEPER, OF_AGENCIES, Turn

AFTER = datetime(2025, 8, 4, 5, tzinfo=UTC)
There = AtStep | InTransit | Returned


def convene(case: UUID, who: Hand) -> Command:
    """Return the order to call the council of the hand's unit to a case."""
    (unit,) = who.units
    rules = RULEBOOKS.ballot_rules()
    return ConveneSession(uuid4(), who, council_of(unit), AUGUST, (case,), rules)


def confirm(kind: str, case: UUID, who: Hand) -> Command:
    """Return the order to enter that a duty was met."""
    days = JULY, date(2025, 1, 1), JULY
    return h.RecordConfirmation(case, who, kind, AGENCY, f"5/{kind}", *days, fulfilled=True)


WRAPS: dict[str, Turn] = {
    "sits": Turn(lambda at, by: CallOffSession(session_of(at), by, "the reform")),
    "hands": Turn(lambda at, by: CloseSession(session_of(at), by)),
    "ballots": Turn(lambda at, by: CloseRoll(session_of(at), by)),
}
"""What takes a session that began to its end."""
END = Turn(h.EndPosting)
DISMISS = Turn(lambda at, by: h.SettleObjection(at, by, REFERENCE, upheld=False, reason="no"))
CLEAR = Turn(lambda at, by: h.SettleComplaint(at, by, REFERENCE, "unfounded", "no"))
CONFIRM = tuple(Turn(partial(confirm, kind), KEEPER) for kind in CONFIRMATIONS)
TURNS: dict[str, tuple[Turn, ...]] = {
    **OF_AGENCIES,
    "posted": (
        END,
        Turn(lambda at, by: h.ReceiveObjection(at, by, "7/PA", "violation", at), on=JULY),
    ),
    "objected": (
        DISMISS,
        END,
        Turn(lambda at, by: h.SettleObjection(at, by, REFERENCE, upheld=True, reason="yes")),
    ),
    "complained": (
        CLEAR,
        Turn(lambda at, by: h.SettleComplaint(at, by, REFERENCE, "founded", "yes", "violation")),
    ),
    "confirming": (
        *CONFIRM,
        Turn(lambda at, by: h.RequestConfirmation(at, by, CONFIRMATIONS[0], AGENCY), KEEPER),
    ),
    **dict.fromkeys(COUNCILS, (Turn(convene),)),
}
"""What may be done about each sort of matter that stands open, or instead of it."""
ENDS: dict[str, tuple[Turn, ...]] = {
    **{how: turns[:1] for how, turns in OF_AGENCIES.items()},
    "posted": (END,),
    "objected": (DISMISS, END),
    "complained": (CLEAR,),
    "confirming": CONFIRM,
    **dict.fromkeys(COUNCILS, ()),
}
"""What brings each to an end, so that the case goes on."""


def by(role: str, unit: str, on: date = AUGUST) -> Hand:
    """Return an officer of one role in one unit, who writes after the reform."""
    held = frozenset({role}), frozenset({unit})
    return Hand(f"{role} of {unit}", *held, on, AFTER, AFTER, "TM", forces=RULEBOOKS.forces())


def where(case: UUID, ledger: Ledger) -> Opened:
    """Return where a case stands."""
    found = Histories(ledger).of(NOMINATION, case)
    assert isinstance(found, Opened)
    return found


def role_in(turn: Turn, at: There) -> str:
    """Return the role of whoever a turn belongs to."""
    if turn.whose == ASKED:
        return "consulted-agency"
    proposes = turn.whose == KEEPER and isinstance(at, Returned)
    return "nominating-officer" if proposes else at.step.role


def unit_by_the_file(turn: Turn, at: There, heir: str) -> str:
    """Return the unit that a turn belongs to, where the file of units says who carries on."""
    if turn.whose == ASKED:
        return turn.answers
    if turn.whose == KEEPER and isinstance(at, Returned):
        return heir
    return {"ward": heir, "province": province_of()[heir], "central": COUNTRY}[at.step.level]


def units_around(ward: str) -> set[str]:
    """Return every unit that could be asked: of before, of after, the country, an agency."""
    before = {ward, above_before()[ward], province_before(ward)}
    after = {code for one in heirs()[ward] for code in (one, province_of()[one])}
    return {*before, *after, COUNTRY, AGENCY, *ENDED.values(), *ANSWERING.values()}


def who_may(turn: Turn, case: UUID, ward: str, ledger: Ledger) -> set[str]:
    """Return the units of which an officer in the right role may take a turn; none takes it."""
    at = where(case, ledger)
    assert isinstance(at, There)
    hands = (by(role_in(turn, at), unit, turn.on) for unit in units_around(ward))
    return {one for hand in hands for one in hand.units if taken(turn.order(case, hand), ledger)}


def taken(order: Command, ledger: Ledger) -> bool:
    """Say whether an order would change something; it changes nothing."""
    try:
        return bool(decide(order, Histories(ledger)))
    except Refused:
        return False


class Heirs:
    """The officers in whose hands a case is from the reform on: they settle, and take it on."""

    def __init__(self, case: UUID, ledger: Ledger) -> None:
        """Take a case over."""
        self.case, self.ledger = case, ledger

    def give(self, order: Command) -> None:
        """Carry an order out; a refusal ends the test."""
        mine = uuid4()
        handle(Order(order, mine, str(mine)), self.ledger)

    def take(self, turns: tuple[Turn, ...]) -> None:
        """Settle what stands open."""
        for one in turns:
            at = where(self.case, self.ledger)
            assert isinstance(at, There)
            proposer = one.whose == KEEPER and isinstance(at, Returned)
            theirs = at.dossier.unit if proposer else at.step.unit
            unit = one.answers if one.whose == ASKED else theirs
            hand = by(role_in(one, at), unit)
            other = replace(hand, actor=f"another of {unit}") if one.whose == ASKED else hand
            self.give(one.order(self.case, other))

    def end_the_session(self, way: str, unit: str) -> None:
        """Bring the session of a council that goes on to an end without a result."""
        session, secretary = session_of(self.case), by("council-secretary", unit)
        if way != "ballots":
            return self.give(CallOffSession(session, secretary, "its papers are not there"))
        self.give(CloseRoll(session, secretary))
        other = replace(secretary, actor="another secretary")
        self.give(CloseSession(session, other, {}, {self.case: 3}))
        at = where(self.case, self.ledger)
        assert isinstance(at, AtStep)
        if at.step.unit == unit:  # else it left that council with the reform
            self.give(self._sent_back(at))
        return None

    def _sent_back(self, at: AtStep) -> Command:
        """Return the order after which a vote that nobody cast may be held anew (ADR 119)."""
        judge = by(at.step.role, at.step.unit)
        return ReturnForSupplement(self.case, judge, at.step.key, (REMARK,), "nobody voted")

    def to_the_grant(self) -> None:
        """Take a case on from wherever it is, step by step, until it is granted."""
        while not isinstance(at := where(self.case, self.ledger), Granted):
            assert isinstance(at, There)
            for order in self._next(at):
                self.give(order)

    def _next(self, at: There) -> Iterator[Command]:
        """Yield the orders that take a case on from where it is."""
        if isinstance(at, Returned):
            officer = by("nominating-officer", at.dossier.unit)
            yield from self._papers(at, officer)
            yield SupplementNomination(self.case, officer, at.missing)
            return
        judge = by(at.step.role, at.step.unit)
        if isinstance(at, InTransit):
            yield AnswerSubmission(at.submission, judge, (AcceptItem(self.case),))
        else:
            yield from self._papers(at, judge)
            yield from self._judged(at, judge)

    def _judged(self, at: AtStep, judge: Hand) -> Iterator[Command]:
        """Yield what takes a case on from its step: words on conditions, and its act."""
        for key in open_to_judges(at.dossier) if at.step.act is Act.DECIDE else ():
            yield h.JudgeCondition(self.case, judge, at.step.key, key, met=True, reason="seen")
        order = fitting(self.case, judge, at, uuid5(self.case, at.step.key))
        if isinstance(order, DispatchSubmission | IssueDecision):
            order = replace(order, number=f"1/{self.case}")
        yield order

    def _papers(self, at: AtStep | Returned, hand: Hand) -> Iterator[Command]:
        """Yield the papers that a case lacks."""
        for one in lacking_at(at.step, at.dossier):
            told = (1, "application/pdf", one.key, "original", one.key)
            yield AddEvidence(self.case, hand, sha(one.key), *told)
