"""Whatever was accepted can be replayed: evolve never refuses what decide let pass."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.decision.commands import IssueDecision
from domain.nomination.commands import FileNomination
from domain.nomination.decide import NOMINATION
from domain.nomination.state import AtStep, Draft, Granted, InTransit, Returned, State
from domain.refusal import Refused
from domain.submission.commands import AcceptItem, AnswerSubmission, DispatchSubmission
from services.handle import Order, handle
from services.histories import Histories
from services.orders import Command
from services.ports import Conflict
from tests import histories as h
from tests.notebook import Notebook
from tests.spec import FOLDS

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new


def replayed(ledger: Notebook) -> dict[UUID, object]:
    """Fold every stream of the ledger by its own kind."""
    past = Histories(ledger)
    return {
        stream: past.of(fold, stream)
        for stream, events in ledger.streams.items()
        for fold in FOLDS
        if isinstance(events[0], fold.opens)
    }


def step_of(state: State) -> tuple[str, str]:
    """Return the key and level of the step a case waits at."""
    match state:
        case AtStep(step=step) | InTransit(step=step) | Returned(step=step):
            return step.key, step.level
    return "0-review", "ward"


def likely(draw: st.DrawFn, ledger: Notebook, case: UUID) -> Command:
    """Draw an order that often fits where the case stands."""
    state = Histories(ledger).of(NOMINATION, case)
    hand, (step, level) = draw(h.HANDS), step_of(state)
    bold = draw(st.integers(0, 3)) > 0
    match state:
        case Draft() if bold:
            return FileNomination(case, h.everyone("officer"))
        case Draft() | Returned():
            return draw(h.paper_orders(case, hand) | h.plain_orders(case, hand))
        case AtStep() if bold:
            return together(h.fitting(case, hand, state, draw(h.PAPER)), state, ledger)
        case AtStep():
            trail = h.paper_trail(case, hand, draw(h.PAPER), level)
            return draw(
                h.step_orders(case, hand, step, state.due_on) | trail | h.paper_orders(case, hand)
            )
        case InTransit(submission=paper) if bold:
            return AnswerSubmission(paper, hand, (AcceptItem(case),))
        case InTransit(submission=paper):
            return draw(h.paper_trail(case, hand, paper, level) | h.plain_orders(case, hand))
        case Granted(decision=paper):
            return draw(h.paper_trail(case, hand, paper, state.dossier.ladder.steps[-1].unit))
    return draw(h.plain_orders(case, hand))


def together(order: Command, here: AtStep, ledger: Notebook) -> Command:
    """Let a paper carry every case that waits for it in the unit, first the one it is about."""
    if not isinstance(order, DispatchSubmission | IssueDecision):
        return order
    states = {case: Histories(ledger).of(NOMINATION, case) for case in h.CASES}
    alike = (here.step.unit, here.step.act)
    others = (
        case
        for case, at in states.items()
        if isinstance(at, AtStep) and (at.step.unit, at.step.act) == alike
    )
    return replace(order, nominations=tuple(dict.fromkeys([*order.nominations, *others])))


def give(ledger: Notebook, command: Command) -> bool:
    """Give an order; say whether it was accepted."""
    try:
        handle(Order(command, uuid4(), "test"), ledger)
    except (Refused, Conflict):
        return False
    return True


@settings(max_examples=150)
@given(st.data())
def test_whatever_was_accepted_can_be_replayed(data):
    ledger, shared = Notebook(), data.draw(h.ladders())
    for case in h.CASES:
        officer = h.everyone("officer")
        ladder, campaign = data.draw(st.just(shared) | h.ladders()), data.draw(st.booleans())
        assert give(ledger, h.opening(case, officer, ladder, campaign=campaign))
    for _ in range(data.draw(st.integers(5, 60))):
        case = data.draw(h.CASE)
        before = len(ledger.log)
        accepted = give(ledger, data.draw(st.composite(likely)(ledger, case)))
        assert accepted or before == len(ledger.log), "a refusal wrote something"
        states = replayed(ledger)
        assert len(states) == len(ledger.streams)
