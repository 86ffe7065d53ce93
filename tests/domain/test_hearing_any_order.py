"""Whatever is done in whatever order, no case passes with something open; and what cannot be."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.hearing import commands as c
from domain.hearing import events as e
from domain.hearing.state import Hearing, heard
from domain.ladder import Act, Ladder, Step
from domain.nomination.commands import (
    EndorseStep,
    FileNomination,
    LiftHold,
    ReturnForSupplement,
    SupplementNomination,
)
from domain.nomination.decide import NOMINATION
from domain.nomination.events import (
    Missing,
    NominationForwarded,
    NominationGranted,
    StepPassed,
)
from domain.refusal import ImpossibleHistory, Refused
from domain.submission.commands import DispatchSubmission
from services.histories import Histories
from services.orders import decide
from tests.builders import APRIL, CASE, DISTRICT, LADDER, OTHER, PAPER, WARD, dated, hand, opened
from tests.notebook import Notebook

ROLES = frozenset({"council-secretary", "leader", "nominating-officer"})
DAYS = st.sampled_from([date(2025, 4, 15), date(2025, 4, 22), date(2025, 5, 20)])
STEPS = (
    Step("ward-review", "ward", Act.REVIEW, "council-secretary", WARD),
    Step("ward-consult", "ward", Act.CONSULT, "leader", WARD),
    Step("ward-submit", "ward", Act.SUBMIT, "leader", WARD),
    Step("top", "district", Act.DECIDE, "leader", DISTRICT),
)
LADDER_OF_FOUR: Ladder = replace(LADDER, steps=STEPS, papers=())
AGENCIES = ("TAX", "CA")
PASSING = StepPassed | NominationForwarded | NominationGranted


def by(actor, on, *units):
    """Return a hand that may nearly everything on a day."""
    return replace(hand(actor, "", WARD, "TM", on), roles=ROLES, units=frozenset({WARD, *units}))


def asking(agencies):
    return tuple(c.Question(one, "s", 3) for one in agencies)


@st.composite
def orders(draw, step):
    """Draw one order about hearing, or one that would pass the step."""
    on, agency, key = draw(DAYS), draw(st.sampled_from(AGENCIES)), draw(st.sampled_from("12"))
    one, other = by("a", on), by("b", on)
    officer = by("officer", on)
    heard_by = hand("x", "consulted-agency", agency, on=on)
    opinion = draw(st.sampled_from(["agrees", "objects", "no-remark"]))
    ground = "violation" if opinion == "objects" else None
    outcome = draw(st.sampled_from(["unfounded", "founded", "withdrawn"]))
    why = "violation" if outcome == "founded" else None
    wanted = draw(st.sets(st.sampled_from(AGENCIES), min_size=1))
    some = [
        c.RequestConsultation(CASE, one, step, asking(sorted(wanted)), "no-remark"),
        c.AnswerConsultation(CASE, heard_by, agency, opinion, "w", ground),
        c.WithdrawConsultation(CASE, one, agency, "r"),
        c.NoteLapsedConsultation(CASE, one, agency),
        c.PostCase(CASE, one, step, "hall", 3),
        c.ReceiveObjection(CASE, one, key, "violation", OTHER),
        c.SettleObjection(CASE, one, key, draw(st.booleans()), "r"),
        c.EndPosting(CASE, one),
        c.ReceiveComplaint(CASE, one, "complaint", key, OTHER),
        c.SettleComplaint(CASE, one, key, outcome, "r", why),
        LiftHold(CASE, one, key, "o"),
        ReturnForSupplement(CASE, one, step, (Missing("remark", "r1"),), "r"),
        SupplementNomination(CASE, officer, draw(st.sampled_from([(), ALL]))),
        EndorseStep(CASE, other, step, "good"),
        DispatchSubmission(PAPER, one, "5/TTr", WARD, DISTRICT, (CASE,)),
    ]
    return draw(st.sampled_from(some))


FOUND = "r1 consulted-tax consulted-ca objection-1 objection-2 complaint-1 complaint-2"
ALL = tuple(Missing("remark", key) for key in FOUND.split())


BEGIN = (e.ConsultationRequested, e.CasePosted, e.ObjectionReceived, e.ComplaintReceived)
END = {
    e.ConsultationAnswered: "ConsultationRequested",
    e.ConsultationWithdrawn: "ConsultationRequested",
    e.ConsultationLapsed: "ConsultationRequested",
    e.PostingEnded: "CasePosted",
    e.ObjectionSettled: "ObjectionReceived",
    e.ComplaintSettled: "ComplaintReceived",
}


def name_of(fact):
    """Return the agency or the reference a fact is about."""
    return getattr(fact, "agency", getattr(fact, "reference", ""))


def still_open(facts):
    """Return what was begun and has not ended well, told from the bare facts."""
    waiting = set()
    for fact in facts:
        if isinstance(fact, BEGIN):
            waiting |= {(type(fact).__name__, name_of(fact))}
        elif type(fact) in END and getattr(fact, "opinion", "") != "objects":
            waiting -= {(END[type(fact)], name_of(fact))}
    return waiting


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_case_passes_with_an_open_consultation_posting_or_complaint(data):
    ledger = Notebook({CASE: dated(replace(opened, ladder=LADDER_OF_FOUR))})
    facts = [one.event for one in ledger.read_many([CASE])[CASE]]
    told = give(ledger, facts, FileNomination(CASE, by("officer", APRIL)))
    for _ in range(data.draw(st.integers(5, 40))):
        state = Histories(ledger_of(told)).of(NOMINATION, CASE)
        order = data.draw(orders(state.step.key))
        for passing in (order, *upward(state.step.key)):
            new = give(ledger_of(told), told, passing)[len(told) :]
            assert not (still_open(told) and any(isinstance(one, PASSING) for one in new))
        told = give(ledger_of(told), told, order)
        if isinstance(told[-1], NominationForwarded):
            return


def upward(step):
    """Return orders that would take the case on."""
    late = by("b", date(2025, 5, 20))
    return (
        EndorseStep(CASE, late, step, "good"),
        DispatchSubmission(PAPER, late, "5/TTr", WARD, DISTRICT, (CASE,)),
    )


def ledger_of(facts):
    return Notebook({CASE: dated(*facts)})


def give(ledger, facts, order):
    """Return all facts of the case after an order, the same ones when it was refused."""
    try:
        changes = decide(order, Histories(ledger))
    except Refused:
        return facts
    return [*facts, *(one.event for one in changes if one.stream == CASE)]


IMPOSSIBLE = [
    e.PostingEnded("ward", APRIL),
    e.ObjectionSettled("1", upheld=True, reason="r"),
    e.ComplaintSettled("1", "founded", "violation", "r"),
    e.ConfirmationExpired("tax-confirmation", APRIL),
    e.ConsultationWithdrawn("s", "TAX", "r"),
]


@pytest.mark.parametrize("fact", IMPOSSIBLE)
def test_what_did_not_begin_cannot_end(fact):
    with pytest.raises(ImpossibleHistory, match=f"^{type(fact).__name__} after Hearing$"):
        heard(Hearing(), fact)
