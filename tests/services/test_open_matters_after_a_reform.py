"""What stands open beside a case when the real reform comes is acted on by who carries it on."""

from uuid import uuid5

import pytest

from domain.hand import Hand
from domain.hearing.commands import (
    AnswerConsultation,
    SettleComplaint,
    SettleObjection,
    WithdrawConsultation,
)
from domain.hearing.events import (
    CasePosted,
    ComplaintReceived,
    ComplaintSettled,
    ConsultationAnswered,
    ConsultationRequested,
    ConsultationWithdrawn,
    ObjectionReceived,
    ObjectionSettled,
)
from domain.nomination.holding import CaseHeld
from domain.refusal import Refused
from infra.ledger import open_ledger
from services.import_log import quiet
from services.ports import Append
from tests.agendas_before_a_reform import AUGUST, NOON, give
from tests.communes import FIRST, LAST, SPACE, THANH_BINH, WRITTEN, Life, ladder_of
from tests.plain_house import RULEBOOKS
from tests.second_person import apply
from tests.services.test_reform import hand, plan

ASKED = ConsultationRequested("province-consult", "TAX", "taxes", 60, AUGUST, "no-remark")
POSTED = CasePosted("ward-review", "ward", "hall", LAST, 5, FIRST, "house")
OBJECTION = ObjectionReceived("3/PA", "violation", uuid5(SPACE, "objection"))
COMPLAINT = ComplaintReceived("complaint", "12/KN", uuid5(SPACE, "complaint"))
HELD = CaseHeld("complaint", "12/KN", "complaint")
WHO = {
    "province-consult": ("consulted-agency", "30", "31"),
    "ward-review": ("council-secretary", THANH_BINH, "10532"),
}


def by(role: str, unit: str) -> Hand:
    held = frozenset({role}), frozenset({unit})
    return Hand("somebody", *held, AUGUST, NOON, NOON, "TM", forces=RULEBOOKS.forces())


def reformed(award, step, *facts):
    """Return a case at a step with more facts, after the reform, and its ledger."""
    life = Life(THANH_BINH, f"{award} open {step}", ladder_of(award, THANH_BINH))
    life.climb(step)
    life.facts[life.case] += facts
    ledger = open_ledger("memory:")
    ledger.append([Append(one, 0, tuple(told)) for one, told in life.facts.items()], WRITTEN)
    apply(plan(), hand(), ledger, quiet)
    return life.case, ledger


def take_back(case, who):
    return WithdrawConsultation(case, who, "TAX", "not needed")


def settle(case, who):
    return SettleObjection(case, who, "3/PA", False, "paid in time")


def clear(case, who):
    return SettleComplaint(case, who, "12/KN", "unfounded", "nothing in it")


MATTERS = {
    "asked": ("bk-ttg", "province-consult", (ASKED,), take_back, ConsultationWithdrawn),
    "posted": ("bk-tinh", "ward-review", (POSTED, OBJECTION), settle, ObjectionSettled),
    "complaint": ("bk-tinh", "ward-review", (COMPLAINT, HELD), clear, ComplaintSettled),
}


@pytest.mark.parametrize("matter", MATTERS)
def test_the_heir_settles_what_was_open_and_the_old_unit_does_not(matter):
    award, step, facts, order, settled = MATTERS[matter]
    case, ledger = reformed(award, step, *facts)
    role, old, new = WHO[step]
    with pytest.raises(Refused) as refused:
        give(order(case, by(role, old)), ledger)
    give(order(case, by(role, new)), ledger)

    assert "unit-foreign" in {one.code for one in refused.value.refusals}
    assert any(isinstance(one, settled) for one in ledger.read(case)[-2:])


def test_the_agency_that_was_asked_before_answers_after():
    case, ledger = reformed("bk-ttg", "province-consult", ASKED)
    give(AnswerConsultation(case, by("consulted-agency", "TAX"), "TAX", "agrees", "paid"), ledger)

    assert isinstance(ledger.read(case)[-1], ConsultationAnswered)
