"""History that no order can have written is a defect, and says so."""

from uuid import uuid4

import pytest

from domain.decision.events import DecisionCorrected
from domain.decision.state import DECISION
from domain.delegation.events import DelegationEnded
from domain.delegation.state import DELEGATION
from domain.nomination.clerical import keeper_unit
from domain.nomination.clock import TermStopped
from domain.nomination.dating import note
from domain.nomination.decide import NOMINATION
from domain.nomination.events import (
    DeadlineMissed,
    NominationGranted,
    NominationReceived,
    NominationRefused,
    NominationWithdrawn,
)
from domain.nomination.state import Absent, Draft
from domain.nomination.state import opened as dossier_of
from domain.nomination.witness import witness
from domain.parking.state import PARKED
from domain.refusal import Refused
from domain.register.claims import CLAIM
from domain.register.events import HonourRecovered, KeyClaimed
from domain.register.state import HONOUR
from domain.submission.events import ItemAccepted, ItemWithdrawn
from domain.submission.state import SUBMISSION
from tests.builders import APRIL, CASE, PAPER, endorsed, filed, opened, report
from tests.domain.test_decision import entry
from tests.domain.test_parking import dropped, parked
from tests.domain.test_submission import dispatched
from tests.impossible import cannot_follow

withdrawn = NominationWithdrawn("moved")


@pytest.mark.parametrize(
    ("fold", "events"),
    [
        (NOMINATION, (filed,)),
        (NOMINATION, (opened, opened)),
        (NOMINATION, (opened, endorsed)),
        (NOMINATION, (opened, NominationRefused("ward-review", "violation", ""))),
        (NOMINATION, (opened, withdrawn, withdrawn)),
        (NOMINATION, (opened, report, filed, filed)),
        (NOMINATION, (opened, DeadlineMissed("ward-review", APRIL))),
        (NOMINATION, (opened, TermStopped("ward-review", 1))),
        (NOMINATION, (opened, NominationReceived("ward-review", PAPER, None))),
        (NOMINATION, (opened, NominationGranted("ward-review", CASE, CASE))),
        (SUBMISSION, (ItemAccepted(CASE),)),
        (SUBMISSION, (dispatched, dispatched)),
        (SUBMISSION, (dispatched, ItemAccepted(uuid4()))),
        (SUBMISSION, (dispatched, ItemWithdrawn(CASE, ""), ItemAccepted(CASE))),
        (DECISION, (DecisionCorrected("legal_basis", "", "", ""),)),
        (HONOUR, (HonourRecovered(False, 1, ""),)),
        (HONOUR, (entry, HonourRecovered(False, 1, ""))),
        (DELEGATION, (DelegationEnded(APRIL, "back"),)),
        (PARKED, (dropped,)),
        (PARKED, (parked, dropped, dropped)),
        (CLAIM, (KeyClaimed("k", CASE), KeyClaimed("k", CASE))),
    ],
)
def test_impossible_history_is_a_defect(fold, events):
    cannot_follow(fold, *events)


def test_a_refusal_without_a_reason_cannot_be_made():
    with pytest.raises(ValueError, match="without a reason"):
        Refused()


def test_of_a_case_that_was_never_opened_nothing_is_kept():
    assert Absent() == note(Absent(), opened, APRIL) == witness(Absent(), opened, ("officer",))


def test_a_draft_is_kept_by_its_unit():
    assert opened.unit == keeper_unit(Draft(dossier_of(opened)))
