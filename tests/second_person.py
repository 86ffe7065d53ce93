"""Acts on the house in the tests: two operators, what they say, and a reform they agreed to."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid5

from domain.facts import Event
from domain.hand import Hand
from domain.house_acts.commands import Answer, AnswerHouseAct, ProposeHouseAct, Sort
from domain.house_acts.events import HouseActAgreed, HouseActProposed
from domain.house_acts.state import act_stream
from domain.recorded import Dated
from domain.reform.plan import Reform
from services.handle import Order, handle
from services.ports import Ledger
from services.reform import apply as applied
from services.upkeep import Progress
from tests.builders import hand

OPENED = datetime(2025, 7, 1, 5, tzinfo=UTC)
FIRST_HAND = replace(hand("first", "operator", "VN"), effective_on=OPENED.date())
SECOND_HAND = replace(FIRST_HAND, actor="second")
DAYS = 14


def at(by: Hand, now: datetime) -> Hand:
    """Return a hand that writes at another time, on a paper of that day."""
    return replace(by, effective_on=now.date(), received_at=now, recorded_at=now)


def proposal(plan: Reform, by: Hand = FIRST_HAND) -> ProposeHouseAct:
    """Return the order that proposes a reform."""
    said = plan.key, plan.digest, "2 cases", "its day comes"
    return ProposeHouseAct(by, Sort.REFORM.value, *said, None, DAYS)


def agreement(plan: Reform, by: Hand = SECOND_HAND) -> AnswerHouseAct:
    """Return the order that agrees to a reform."""
    return AnswerHouseAct(by, act_stream(Sort.REFORM.value, plan.key), plan.digest, Answer.AGREE)


def agreed_facts(plan: Reform, until: datetime) -> tuple[Dated[Event], ...]:
    """Return that one operator proposed a reform and another agreed to it."""
    told = HouseActProposed("reform", plan.key, plan.digest, "2 cases", "why", None, until.date())
    day = FIRST_HAND.effective_on
    return Dated(told, day, ("first",)), Dated(HouseActAgreed(plan.digest), day, ("second",))


def agree(plan: Reform, ledger: Ledger, now: datetime) -> None:
    """Let two operators stand behind a reform that may be carried out now; again is nothing."""
    for order in (proposal(plan, at(FIRST_HAND, now)), agreement(plan, at(SECOND_HAND, now))):
        if not _stands(order, ledger):
            mine = uuid5(order.act, type(order).__name__)
            handle(Order(order, mine, str(mine), "once"), ledger)


def _stands(order: ProposeHouseAct | AnswerHouseAct, ledger: Ledger) -> bool:
    told = [type(one) for one in ledger.read(order.act)]
    return (HouseActProposed if isinstance(order, ProposeHouseAct) else HouseActAgreed) in told


def apply(plan: Reform, by: Hand, ledger: Ledger, progress: Progress):
    """Apply a reform that two operators stand behind."""
    agree(plan, ledger, by.recorded_at)
    return applied(plan, by, ledger, progress)
