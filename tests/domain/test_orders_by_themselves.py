"""What is wrong with an order by itself is in the list of refusals, wherever the case stands."""

from datetime import date
from decimal import Decimal

import pytest

from domain.hearing import commands as h
from domain.nomination import commands as c
from domain.nomination.events import (
    Missing,
    NominationGranted,
    NominationRefused,
    NominationWithdrawn,
    ReturnedForSupplement,
)
from tests.builders import CASE, OTHER, WAITING, WARD, at_submit, hand, opened, up
from tests.spec import given_in

NOBODY = hand("nobody", "auditor", "30", "", date(2026, 1, 1))
TWICE = (Missing("paper", "x", ""),) * 2
NO_DAYS = (h.Question("TAX", "taxes", 0),) * 2
DAY, EVE = date(2025, 3, 2), date(2025, 3, 1)
STATES = {
    "draft": (opened,),
    "at a step": WAITING,
    "on its way": (*at_submit, up),
    "returned": (*WAITING, ReturnedForSupplement("ward-review", TWICE[:1], "why")),
    "granted": (*WAITING, NominationGranted("top", OTHER, OTHER)),
    "refused": (*WAITING, NominationRefused("ward-review", "violation", "why")),
    "withdrawn": (*WAITING, NominationWithdrawn("moved")),
}
# Each order beside what is wrong with it by itself, in any state of the case.
WRONG = [
    (c.RecordVote(CASE, NOBODY, "attic", 3, 9), {"ballots-impossible"}),
    (c.ScoreNomination(CASE, NOBODY, "attic", Decimal(101)), {"points-impossible"}),
    (c.EndorseStep(CASE, NOBODY, "attic", "good"), {"capacity-missing"}),
    (c.AppraiseCase(CASE, NOBODY, "attic", True, "good"), {"capacity-missing"}),
    (c.RefuseNomination(CASE, NOBODY, "attic", "x", "w"), {"capacity-missing", "reason-unknown"}),
    (
        c.ReturnForSupplement(CASE, NOBODY, "attic", TWICE, "why"),
        {"capacity-missing", "listed-twice"},
    ),
    (c.AddEvidence(CASE, NOBODY, "a", 1, "text/plain", "x", "copy", "X"), {"not-an-original"}),
    (c.PutOnHold(CASE, NOBODY, "envy", "1", "x"), {"hold-ground-unknown"}),
    (
        c.PutOnHold(CASE, NOBODY, "discipline", "1", "x", case_alone=True),
        {"discipline-of-nominee"},
    ),
    (
        h.RequestConsultation(CASE, NOBODY, "attic", NO_DAYS, "x"),
        {"listed-twice", "term-impossible", "silence-unknown"},
    ),
    (h.RequestConsultation(CASE, NOBODY, "attic", (), "agrees"), {"nobody-asked"}),
    (
        h.AnswerConsultation(CASE, NOBODY, "TAX", "x", "w", "envy"),
        {"opinion-unknown", "ground-idle"},
    ),
    (h.AnswerConsultation(CASE, NOBODY, "TAX", "objects", "w"), {"finding-ground-missing"}),
    (h.PostCase(CASE, NOBODY, "attic", "here", -1), {"posting-term-unknown"}),
    (h.PostCase(CASE, NOBODY, "attic", "here"), set()),
    (h.EndPosting(CASE, NOBODY), set()),
    (h.WithdrawConsultation(CASE, NOBODY, "TAX", "why"), set()),
    (h.ReceiveObjection(CASE, NOBODY, "1", "envy", OTHER), {"finding-ground-unknown"}),
    (h.ReceiveComplaint(CASE, NOBODY, "gossip", "1", OTHER), {"complaint-kind-unknown"}),
    (h.SettleComplaint(CASE, NOBODY, "1", "x", "why", "y"), {"outcome-unknown", "ground-idle"}),
    (h.RequestConfirmation(CASE, NOBODY, "noise", "TAX"), {"confirmation-unknown"}),
    (
        h.RecordConfirmation(CASE, NOBODY, "noise", "TAX", "", DAY, DAY, EVE, True),
        {"confirmation-unknown", "number-missing", "period-impossible"},
    ),
    (h.NoteExpiredConfirmation(CASE, NOBODY, "noise"), {"confirmation-unknown"}),
]


def codes(state, order):
    return {one.code for one in given_in(CASE, *STATES[state]).when(order).refusals}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("order", "wrong"), WRONG, ids=lambda one: type(one).__name__)
def test_what_is_wrong_with_an_order_and_its_hand_is_told_in_every_state(state, order, wrong):
    role = set() if isinstance(order, c.ScoreNomination) else {"role-missing"}
    assert set() == (wrong | role | {"dated-ahead"}) - codes(state, order)


def test_an_order_that_is_right_by_itself_is_refused_for_its_place_alone():
    told = c.RecordVote(CASE, hand("x", "council-secretary", WARD), "attic", 3, 3)
    assert {"not-in-this-state"} == codes("withdrawn", told)
    lapse = h.NoteLapsedConsultation(CASE, hand("watch", "service", "VN"), "TAX")
    assert {"not-in-this-state"} == codes("withdrawn", lapse)
