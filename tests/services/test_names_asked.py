"""Whose names an order is held against: each text against those it is about, asked once."""

from dataclasses import replace
from uuid import UUID, uuid5

import pytest

from domain.council.commands import CallOffSession
from domain.council.events import SessionConvened
from domain.decision.commands import CorrectDecision
from domain.decision.events import DecisionIssued
from domain.nomination.commands import FileNomination, WithdrawNomination
from domain.nomination.events import NominationOpened, Nominee
from domain.refusal import Refused
from domain.register.commands import RecoverHonour
from domain.register.events import HonourRegistered
from domain.submission.commands import AcceptItem, AnswerSubmission, RefuseItem
from infra.ledger.ledger import open_ledger
from services.free_texts import NOBODY, the_texts_may_be_kept
from services.histories import Histories
from services.names_asked import names_asked
from services.ports import Append
from services.sight import Sight
from services.stores import Damaged
from tests import council
from tests.api.test_honour_complaints import entry
from tests.builders import CASE, DECISION, NOMINEE, OFFICER, OTHER, PAPER, SPACE, opened
from tests.domain.test_decision import paper
from tests.plain_house import PAST, UNITS

HONOUR, HOUSE = uuid5(SPACE, "honour"), uuid5(SPACE, "house")
SESSION = uuid5(SPACE, "session")
LAN, LUA = "Nguyễn Thị Lan", "Lê Thị Lụa"
LUA_REF = uuid5(SPACE, "lua")
CALLED = {NOMINEE.ref: LAN, LUA_REF: LUA}
WITHDRAWAL = WithdrawNomination(CASE, OFFICER, f"Theo đơn của {LAN}")


class Asked:
    """Whoever knows names, and of whom it was asked."""

    def __init__(self):
        self.times = []

    def __call__(self, refs):
        """Return the names of some."""
        self.times.append(set(refs))
        return {ref: CALLED[ref] for ref in refs if ref in CALLED}


def grant_of(case):
    """Return the grant that a decision makes to a case."""
    return replace(paper.grants[0], nomination=case)


class Read:
    """A ledger, and which streams it was asked for together."""

    def __init__(self, ledger):
        self.ledger, self.asked = ledger, []

    def read_many(self, streams):
        """Return the facts of each of some streams."""
        self.asked.append({*streams})
        return self.ledger.read_many(streams)


@pytest.fixture
def past():
    """Return the histories of two cases of persons, one of a household, and of an honour."""
    ledger = open_ledger("memory:")
    household = replace(opened, nominee=Nominee(LUA_REF, "household", "10531"))
    other = replace(opened, nominee=Nominee(LUA_REF, "person", "10531"))
    told: dict[UUID, NominationOpened | HonourRegistered | DecisionIssued | SessionConvened] = {
        CASE: opened,
        OTHER: other,
        HOUSE: household,
        HONOUR: entry,
        SESSION: council.convened(3, council.item(case=CASE), council.item(case=OTHER)),
        DECISION: replace(paper, grants=tuple(map(grant_of, (CASE, OTHER)))),
    }
    for stream, fact in told.items():
        ledger.append([Append(stream, 0, (fact,))], PAST)
    yield Histories(ledger)
    ledger.close()


def fields(past, *commands, called=None):
    """Return in which texts of some commands a nominee is named."""
    sight = Sight(OFFICER, UNITS, lambda *_: (), called or Asked())
    try:
        the_texts_may_be_kept(commands, names_asked(commands, past, sight))
    except Refused as no:
        return [(one.facts["field"], one.facts.get("part")) for one in no.refusals]
    return []


def test_each_answer_is_held_against_its_own_case_and_names_are_asked_for_once(past):
    asked = Asked()
    answers = (
        AcceptItem(CASE),
        RefuseItem(OTHER, f"{LUA}: thiếu", LAN),
        RefuseItem(CASE, LUA, f"của {LAN}"),
    )
    found = fields(past, AnswerSubmission(PAPER, OFFICER, answers), called=asked)

    assert [("answers.1.reason", None), ("answers.2.detail", None)] == found
    assert [{NOMINEE.ref, LUA_REF}] == asked.times


def test_of_several_commands_each_is_held_against_its_own(past):
    other = WithdrawNomination(OTHER, OFFICER, LAN)
    assert [("reason", "1 WithdrawNomination")] == fields(past, WITHDRAWAL, other)


def test_an_honour_is_held_against_its_holder(past):
    assert [("note", None)] == fields(past, RecoverHonour(HONOUR, OFFICER, True, 0, LAN, "x"))


def test_a_correction_of_a_decision_is_held_against_all_whom_it_honours(past):
    for name in (LAN, LUA):
        order = CorrectDecision(DECISION, OFFICER, "legal_basis", "x", f"{name}, Luật", "sai")
        assert [("now", None)] == fields(past, order)


def test_a_session_is_held_against_all_on_its_agenda(past):
    for name in (LAN, LUA):
        order = CallOffSession(SESSION, OFFICER, f"Hoãn vì hồ sơ của {name}")
        assert [("reason", None)] == fields(past, order)


def test_all_on_a_list_are_asked_of_the_store_together(past):
    read, order = Read(past._ledger), CallOffSession(SESSION, OFFICER, "Hoãn")

    assert [] == fields(Histories(read), order)
    assert [{SESSION}, {CASE, OTHER}] == read.asked


def test_a_household_is_not_looked_for(past):
    assert [] == fields(past, WithdrawNomination(HOUSE, OFFICER, LUA))


@pytest.mark.parametrize(
    "command",
    [
        FileNomination(CASE, OFFICER),
        replace(WITHDRAWAL, reason=""),
        replace(WITHDRAWAL, nomination=HOUSE),
    ],
)
def test_nobody_is_asked_where_nothing_could_be_named(past, command):
    asked = Asked()
    fields(past, command, called=asked)
    assert [] == asked.times


def test_a_record_that_does_not_open_keeps_no_order_from_passing(past):
    def broken(_refs):
        raise Damaged

    assert [] == fields(past, WITHDRAWAL, called=broken)


def test_the_service_is_told_no_names(past):
    unseeing = Sight(OFFICER, UNITS, lambda *_: ())
    assert (
        NOBODY == names_asked([WITHDRAWAL], past, None) == names_asked([WITHDRAWAL], past, unseeing)
    )
