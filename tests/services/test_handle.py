"""One way of a command: once, at the version seen, decided again when the history moved on."""

from dataclasses import replace
from uuid import uuid4

import pytest

from domain.facts import CommandReceived
from domain.nomination.commands import (
    AddEvidence,
    EndorseStep,
    FileNomination,
    WithdrawEvidence,
    WithdrawNomination,
)
from domain.nomination.events import (
    EvidenceAdded,
    NominationFiled,
    NominationWithdrawn,
    StepEndorsed,
)
from domain.refusal import Refused
from domain.register.docket import docket_stream
from domain.register.events import CaseEnrolled
from domain.submission.events import SubmissionDispatched
from services.handle import Order, Stale, handle
from services.ports import Append, Conflict
from services.receipts import command_id, receipt_stream
from tests.builders import CASE, NOMINEE, OFFICER, SECRETARY, filed, opened, opening, report
from tests.notebook import Notebook

OPEN = Order(opening(), command_id("officer", "k1"), "c-1", fingerprint="f1")
WITHDRAW = Order(WithdrawNomination(CASE, OFFICER, "moved"), uuid4(), "c-2")
WITHDRAW_REPORT = Order(WithdrawEvidence(CASE, OFFICER, report.sha256, "wrong"), uuid4(), "c-3")
DOCKET = docket_stream(NOMINEE.ref)
# A case joins the docket of its nominee in the append that opens it; the receipt comes last.
WRITTEN_ONCE = [opened, CaseEnrolled(CASE), CommandReceived("f1", CASE, 1)]
PAPER_OF_REPORT = (report.sha256, 9, "application/pdf", "achievement-report", "original", "R")


class Contended(Notebook):
    """A ledger where somebody else writes first, so many times."""

    def __init__(self, facts, times, other) -> None:
        super().__init__(facts)
        self.times, self.other = times, other

    def append(self, appends, envelope):
        """Let the other hand in first."""
        if self.times:
            self.times -= 1
            now = len(self.read(CASE))
            super().append([Append(CASE, now, (self.other,))], envelope)
        return super().append(appends, envelope)


def test_an_order_is_carried_out_and_its_receipt_kept():
    ledger = Notebook()
    receipt = handle(OPEN, ledger)
    assert (CASE, 1, 3, False) == (
        receipt.stream,
        receipt.version,
        receipt.position,
        receipt.repeated,
    )
    assert (opened,) == tuple(ledger.read(CASE))
    assert (CaseEnrolled(CASE),) == tuple(ledger.read(DOCKET))
    assert (CommandReceived("f1", CASE, 1),) == tuple(ledger.read(receipt_stream(OPEN.id)))


def test_the_envelope_says_whose_hand_when_and_why():
    ledger = Notebook()
    handle(OPEN, ledger)
    envelope = ledger.log[0].envelope
    assert ("officer", ("nominating-officer",), OFFICER.effective_on) == (
        envelope.actor,
        envelope.roles,
        envelope.effective_on,
    )
    assert (OPEN.id, "c-1") == (envelope.command, envelope.correlation)


def test_the_same_order_twice_has_one_effect_and_one_answer():
    ledger = Notebook()
    first = handle(OPEN, ledger)
    again = handle(OPEN, ledger)
    assert (first.stream, first.version, True) == (again.stream, again.version, again.repeated)
    assert WRITTEN_ONCE == [one.event for one in ledger.log]


def test_a_repeat_is_known_after_the_case_moved_on():
    ledger = Notebook()
    handle(OPEN, ledger)
    handle(WITHDRAW, ledger)
    assert 1 == handle(OPEN, ledger).version


def test_the_same_key_with_another_content_is_refused():
    ledger = Notebook()
    handle(OPEN, ledger)
    with pytest.raises(Refused, match="key-reused"):
        handle(replace(OPEN, fingerprint="f2"), ledger)
    assert WRITTEN_ONCE == [one.event for one in ledger.log]


def test_a_stale_version_is_said_with_the_one_that_stands():
    ledger = Notebook({CASE: [opened, report]})
    with pytest.raises(Stale) as stale:
        handle(replace(WITHDRAW, expected=1), ledger)
    assert 2 == stale.value.version
    assert 0 == ledger.last_position()


def test_an_unknown_case_is_unknown_whatever_version_was_expected():
    with pytest.raises(Refused, match="nomination-unknown"):
        handle(replace(WITHDRAW, expected=7), Notebook())


def test_an_order_is_decided_again_when_the_history_moved_on():
    other = EvidenceAdded("b" * 64, 1, "text/plain", "other", "original", "T")
    ledger = Contended({CASE: [opened, report]}, 2, other)
    handle(Order(FileNomination(CASE, OFFICER), uuid4(), "c"), ledger)
    assert (opened, report, other, other, filed) == tuple(ledger.read(CASE))


def test_an_order_that_no_longer_fits_is_refused_on_the_second_look():
    ledger = Contended({CASE: [opened, report]}, 1, NominationWithdrawn("moved"))
    with pytest.raises(Refused, match="not-in-this-state"):
        handle(Order(FileNomination(CASE, OFFICER), uuid4(), "c"), ledger)


def test_a_named_version_is_not_tried_on_another():
    ledger = Contended({CASE: [opened, report]}, 1, report)
    with pytest.raises(Stale):
        handle(Order(FileNomination(CASE, OFFICER), uuid4(), "c", expected=2), ledger)
    assert not any(isinstance(fact, NominationFiled) for fact in ledger.read(CASE))


def test_a_history_that_never_rests_is_a_conflict():
    ledger = Contended({CASE: [opened, report]}, 99, report)
    with pytest.raises(Conflict):
        handle(Order(FileNomination(CASE, OFFICER), uuid4(), "c"), ledger)


def test_an_order_that_changes_nothing_writes_nothing():
    two = replace(opened.ladder.first, quorum=2)
    slow = replace(opened, ladder=replace(opened.ladder, steps=(two, *opened.ladder.steps[1:])))
    ledger = Notebook({CASE: [slow, report, filed]})
    order = Order(EndorseStep(CASE, SECRETARY, "ward-review", "yes"), uuid4(), "c")
    handle(order, ledger)
    written = [StepEndorsed("ward-review", "secretary", "yes"), CaseEnrolled(CASE)]
    assert written == [one.event for one in ledger.log]
    assert handle(replace(order, id=uuid4()), ledger).repeated
    assert written == [one.event for one in ledger.log]


def test_an_order_under_a_key_that_changes_nothing_leaves_its_receipt():
    """Or it would be carried out when it comes again after the case has moved on."""
    ledger = Notebook({CASE: [opened, report]})
    order = Order(AddEvidence(CASE, OFFICER, *PAPER_OF_REPORT), uuid4(), "c", fingerprint="f")
    first = handle(order, ledger)
    handle(WITHDRAW_REPORT, ledger)
    again = handle(order, ledger)
    assert (2, True, 1) == (first.version, first.repeated, first.position)
    assert (2, True) == (again.version, again.repeated)
    with pytest.raises(Refused, match="key-reused"):
        handle(replace(order, fingerprint="g"), ledger)


def test_nothing_is_written_to_a_stream_of_another_kind():
    ledger = Notebook({CASE: [SubmissionDispatched("1", OFFICER.effective_on, "a", "b", ())]})
    with pytest.raises(Conflict):
        handle(OPEN, ledger)
    assert 0 == ledger.last_position()
