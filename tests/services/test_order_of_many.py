"""An order of several commands: all of them one after the other, or nothing at all."""

from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.decision.commands import IssueDecision
from domain.facts import CommandReceived
from domain.hand import Hand
from domain.nomination.commands import AddEvidence, AssessCriterion, FileNomination
from domain.nomination.events import NominationFiled, StepPassed
from domain.refusal import Refusal, Refused
from domain.register.docket import docket_stream
from domain.register.events import CaseEnrolled, KeyClaimed
from domain.submission.commands import DispatchSubmission
from services.handle import Order, Stale, handle
from services.orders import Command
from services.ports import Conflict
from services.receipts import receipt_stream
from tests import histories as h
from tests.builders import (
    CASE,
    CHAIRMAN,
    DECISION,
    DISTRICT,
    MOVEMENT,
    NOMINEE,
    OFFICER,
    OTHER,
    PAPER,
    SECRETARY,
    WARD,
    at_submit,
    filed,
    minutes,
    opened,
    opening,
    report,
)
from tests.notebook import Notebook
from tests.promises.test_replay import give, likely

OPEN = opening()
REPORT = AddEvidence(
    CASE, OFFICER, report.sha256, 9, "application/pdf", "achievement-report", "original", "R"
)
FILE = FileNomination(CASE, OFFICER)
IN_MOVEMENT = opening(movement=MOVEMENT, occasion="annual", nominee_class="individual")
BOTH_LEADERS = replace(CHAIRMAN, units=frozenset({WARD, DISTRICT}))
WHOLE = Order(OPEN, uuid4(), "c", fingerprint="f", then=(REPORT, FILE))


def told(refusals: tuple[Refusal, ...]) -> list[tuple[str, str | None]]:
    """Return each broken rule, and the command that broke it."""
    return [(one.code, one.facts.get("part")) for one in refusals]


def test_later_commands_see_what_earlier_ones_did():
    ledger = Notebook()
    receipt = handle(WHOLE, ledger)
    assert (opened, report) == tuple(ledger.read(CASE))[:2]
    assert isinstance(ledger.read(CASE)[2], NominationFiled)
    assert (CaseEnrolled(CASE),) == ledger.read(docket_stream(NOMINEE.ref))
    assert (CASE, 3, 6) == (receipt.stream, receipt.version, receipt.position)
    assert (CommandReceived("f", CASE, 3),) == ledger.read(receipt_stream(WHOLE.id))


def test_the_whole_order_comes_twice_and_counts_once():
    ledger = Notebook()
    handle(WHOLE, ledger)
    once = [one.event for one in ledger.log]
    assert [opened, report, filed, CaseEnrolled(CASE)] == once[:4]
    assert [KeyClaimed, CommandReceived] == [type(one) for one in once[4:]]
    assert handle(WHOLE, ledger).repeated
    assert once == [one.event for one in ledger.log]


def test_one_refused_command_refuses_all_with_every_rule_it_broke():
    ledger = Notebook()
    order = replace(WHOLE, command=IN_MOVEMENT, then=(FILE,))
    with pytest.raises(Refused) as refused:
        handle(order, ledger)
    assert [
        ("paper-missing", "2 FileNomination"),
        ("criterion-missing", "2 FileNomination"),
        ("criterion-missing", "2 FileNomination"),
    ] == told(refused.value.refusals)
    assert 0 == ledger.last_position()


def test_an_order_has_one_hand():
    with pytest.raises(ValueError, match="one hand"):
        replace(WHOLE, then=(replace(FILE, hand=SECRETARY),))


def test_the_version_that_was_seen_is_that_of_the_first_stream():
    with pytest.raises(Stale):
        handle(Order(REPORT, uuid4(), "c", expected=7, then=(FILE,)), Notebook({CASE: [opened]}))


def test_a_stream_that_became_another_kind_meanwhile_takes_nothing():
    """The same id as a submission and as a decision: one after the other, the second conflicts."""
    waiting = (opened, report, minutes, filed, StepPassed("ward-review", "district-decision", None))
    ledger = Notebook({CASE: list(at_submit), OTHER: list(waiting)})
    up = DispatchSubmission(PAPER, BOTH_LEADERS, "1/TTr", WARD, DISTRICT, (CASE,))
    grant = IssueDecision(PAPER, BOTH_LEADERS, "1/QĐ", DISTRICT, "Chair", "Law", (OTHER,), None)
    handle(Order(replace(grant, decision=DECISION), uuid4(), "c"), Notebook(ledger.streams))
    with pytest.raises(Conflict, match="another kind"):
        handle(Order(up, uuid4(), "c", then=(grant,)), ledger)
    assert 0 == ledger.last_position()


def test_an_assessment_may_cite_what_came_with_it():
    cites = AssessCriterion(CASE, OFFICER, "online", Decimal(90), (report.sha256,))
    order = Order(IN_MOVEMENT, uuid4(), "c", then=(REPORT, cites))
    assert 3 == handle(order, Notebook()).version


def lived(data: st.DataObject) -> Notebook:
    """Return a ledger in which cases have lived for a while."""
    ledger = Notebook()
    for case in h.CASES:
        ladder, campaign = data.draw(h.ladders()), data.draw(st.booleans())
        give(ledger, h.opening(case, h.everyone("officer"), ladder, campaign=campaign))
    for _ in range(data.draw(st.integers(0, 12))):
        give(ledger, data.draw(st.composite(likely)(ledger, data.draw(h.CASE))))
    return ledger


def one_by_one(data: st.DataObject, ledger: Notebook, by: Hand) -> tuple[list[Command], bool]:
    """Carry commands out on *ledger* until one is refused; return them, and whether none was."""
    commands: list[Command] = []
    for _ in range(data.draw(st.integers(1, 5))):
        drawn = data.draw(st.composite(likely)(ledger, data.draw(h.CASE)))
        commands.append(replace(drawn, hand=by))
        if not give(ledger, commands[-1]):
            return commands, False
    return commands, True


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_together_is_one_after_the_other_or_not_at_all(data):
    apart = lived(data)
    together = Notebook(apart.pages)
    before = dict(apart.streams)
    by = h.everyone(data.draw(st.sampled_from(["officer", "a"])))
    commands, passed = one_by_one(data, apart, replace(by, roles=by.roles | {"service"}))
    first, *rest = commands
    try:
        handle(Order(first, uuid4(), "c", then=tuple(rest)), together)
    except (Refused, Conflict):
        assert not passed
        assert before == together.streams
    else:
        assert passed
        assert apart.streams == together.streams
