"""What a person asks of their data: in time, by two where it destroys, never before it may go."""

from dataclasses import replace
from datetime import date
from uuid import uuid5

import pytest

from domain.acting import ActingFor
from domain.nomination.events import NominationGranted, NominationWithdrawn
from domain.nomination.holding import CaseHeld
from domain.personal.commands import (
    AnswerPersonRequest,
    CarryOutPersonRequest,
    EraseByRetention,
    LiftRestriction,
    ReceivePersonRequest,
)
from domain.personal.decide import BY_REQUEST, BY_RETENTION
from domain.personal.events import (
    PersonErased,
    PersonRequestAnswered,
    PersonRequestCarriedOut,
    PersonRequestReceived,
    PersonRestrictionLifted,
)
from domain.personal.policies import DATA_OFFICER, readers
from domain.personal.rules import ERASURE, KINDS
from domain.personal.state import PERSON, person_stream
from domain.recorded import Dated
from domain.register.complaint_events import HonourComplaintReceived, HonourComplaintSettled
from domain.register.docket import docket_stream
from domain.register.events import CaseEnrolled, NomineeHeld
from services.histories import Histories
from services.personal import held_still, subject
from tests.builders import (
    APRIL,
    CASE,
    DECISION,
    NOMINEE,
    OTHER,
    SPACE,
    WARD,
    at_submit,
    dated,
    hand,
    opened,
    report,
)
from tests.domain.test_decision import entry
from tests.impossible import cannot_follow
from tests.notebook import Notebook
from tests.plain_house import RULEBOOKS
from tests.spec import Given, given_in

RULES = RULEBOOKS.personal()
ONE = uuid5(SPACE, "request")
FILE = person_stream(NOMINEE.ref)
DATA, SECOND = (hand(one, DATA_OFFICER, WARD) for one in ("data", "second"))
SERVICE = replace(hand("vinhdanh", "service", WARD), units=frozenset())
TERM = RULES.term(ERASURE)
withdrawn = NominationWithdrawn("moved away")
OVER = (opened, report, withdrawn)
GRANTED = (*at_submit, NominationGranted("ward-submit", DECISION, OTHER))


def received(kind=ERASURE) -> PersonRequestReceived:
    """Return a request of a kind that came on the first day, a Tuesday."""
    term = RULES.term(kind)
    answer, due = RULES.days(kind, APRIL, DATA.calendar)
    who = NOMINEE.ref, ONE, kind
    return PersonRequestReceived(*who, APRIL, answer, due, term.source, term.confirmed)


accepted = PersonRequestAnswered(ONE, True, None)
erased = PersonErased(NOMINEE.ref, ONE, BY_REQUEST, (CASE,))
RECEIVE = ReceivePersonRequest(NOMINEE.ref, DATA, ONE, ERASURE, APRIL, RULES)
ACCEPT = AnswerPersonRequest(NOMINEE.ref, DATA, ONE, True, None, RULES)
ERASE = CarryOutPersonRequest(NOMINEE.ref, SECOND, ONE, RULES)
EXPIRE = EraseByRetention(NOMINEE.ref, SERVICE, RULES)


def asked(*facts, case=OVER) -> Given:
    """Return a person with one case, and facts of their own."""
    return given_in(CASE, *case).and_in(FILE, *facts) if facts else given_in(CASE, *case)


def accepted_by_data(*facts, case=OVER, by=("data",)) -> Given:
    """Return an erasure that somebody accepted."""
    told = (Dated(received(), APRIL), Dated(accepted, APRIL, by), *dated(*facts))
    return asked(*told, case=case)


def test_a_request_says_by_when_it_is_answered_and_done():
    asked().when(RECEIVE).then(received())
    assert (date(2025, 4, 17), date(2025, 4, 25)) == (received().answer_by, received().due_on)
    assert date(2025, 4, 30) == received("restriction").due_on


@pytest.mark.parametrize(
    ("order", "codes"),
    [
        (replace(RECEIVE, hand=hand("data", "clerk", WARD)), ["role-missing"]),
        (replace(RECEIVE, hand=hand("data", DATA_OFFICER, "10534")), ["nominee-elsewhere"]),
        (replace(RECEIVE, received_on=date(2025, 4, 16)), ["request-dated-ahead"]),
        (replace(RECEIVE, hand=replace(DATA, effective_on=date(2026, 1, 1))), ["dated-ahead"]),
    ],
)
def test_who_may_not_enter_a_request_and_when_not(order, codes):
    asked().when(order).then_refused(*codes)


def test_of_whom_no_case_tells_nothing_is_kept():
    Given().when(RECEIVE).then_refused("person-unknown")
    Given().when(EXPIRE).then_refused("person-unknown")
    other = replace(opened, nominee=replace(NOMINEE, ref=OTHER))
    named = replace(RECEIVE, cases=(CASE,))
    given_in(CASE, other, withdrawn).when(named).then_refused("person-unknown")


def test_a_case_of_before_the_docket_counts_where_it_is_named():
    alone = given_in(CASE, *OVER).and_in(docket_stream(NOMINEE.ref), CaseEnrolled(OTHER))
    alone.when(RECEIVE).then_refused("person-unknown")
    alone.when(replace(RECEIVE, cases=(CASE,))).then(received())


def test_collectives_have_no_such_rights():
    case = (replace(opened, nominee=replace(NOMINEE, kind="collective")), withdrawn)
    asked(case=case).when(RECEIVE).then_refused("not-a-person")
    asked(case=case).when(EXPIRE).then_refused("not-a-person", "record-must-be-kept")


def test_one_request_of_a_kind_waits_and_others_may():
    again = replace(RECEIVE, request=OTHER)
    asked(received()).when(again).then_refused("request-waiting")
    asked(received("access")).when(again)
    assert asked(received(), PersonRequestAnswered(ONE, False, "no")).when(again).changes


@pytest.mark.parametrize("ground", [None, "no-such"])
def test_a_no_has_a_ground_of_the_list(ground):
    order = replace(ACCEPT, accepted=False, ground=ground)
    asked(received()).when(order).then_refused("request-ground-missing")
    asked(received()).when(replace(order, ground="lawful-task")).then(
        PersonRequestAnswered(ONE, False, "lawful-task")
    )


def test_a_request_is_answered_once_not_before_it_came_and_only_if_it_is_known():
    asked(received()).when(ACCEPT).then(accepted)
    asked(received(), accepted).when(ACCEPT).then_refused("request-answered")
    asked(received()).when(replace(ACCEPT, request=OTHER)).then_refused("request-unknown")
    early = replace(ACCEPT, hand=replace(DATA, effective_on=date(2025, 4, 14)))
    asked(received()).when(early).then_refused("dated-before-request")


def test_an_erasure_takes_two_persons():
    accepted_by_data().when(ERASE).then(erased)
    accepted_by_data().when(replace(ERASE, hand=hand("DATA", DATA_OFFICER, WARD))).then_refused(
        "erasure-by-one-person"
    )
    lent = replace(SECOND, delegation=ActingFor(OTHER, "data", "1/UQ", APRIL))
    accepted_by_data().when(replace(ERASE, hand=lent)).then_refused("erasure-by-one-person")
    accepted_by_data(by=("data", "second")).when(ERASE).then_refused("erasure-by-one-person")


def test_only_what_was_accepted_is_done_and_once():
    asked(received()).when(ERASE).then_refused("request-not-accepted")
    accepted_by_data(erased).when(ERASE).then_refused("nominee-erased", "request-not-accepted")


@pytest.mark.parametrize("kind", KINDS[:-1])
def test_what_does_not_destroy_may_be_done_by_one(kind):
    order = replace(ERASE, hand=DATA, named=kind == "correction")
    done = PersonRequestCarriedOut(ONE, kind)
    asked(received(kind), accepted).when(order).then(done)
    other = replace(order, named=not order.named)
    asked(received(kind), accepted).when(other).then_refused("correction-name")


def test_a_restriction_stands_until_it_is_lifted():
    lift = LiftRestriction(NOMINEE.ref, DATA)
    done = PersonRequestCarriedOut(ONE, "restriction")
    held = (received("restriction"), accepted, done)
    asked(received("restriction"), accepted).when(lift).then_refused("not-restricted")
    asked(*held).when(lift).then(PersonRestrictionLifted(NOMINEE.ref))
    lifted = PersonRestrictionLifted(NOMINEE.ref)
    asked(*held, lifted).when(lift).then_refused("not-restricted")


@pytest.mark.parametrize("order", [RECEIVE, ACCEPT, LiftRestriction(NOMINEE.ref, DATA)])
def test_of_the_erased_nothing_more_is_asked(order):
    assert "nominee-erased" in {one.code for one in accepted_by_data(erased).when(order).refusals}


@pytest.mark.parametrize("order", [ACCEPT, ERASE])
def test_nobody_of_an_open_case_is_erased(order):
    facts = (received(),) if order is ACCEPT else (received(), accepted)
    asked(*facts, case=(opened, report)).when(order).then_refused("person-in-a-case")
    asked(*facts, case=GRANTED).when(order).then_refused("record-must-be-kept")


def test_nobody_with_an_open_procedure_is_erased():
    held = (CaseEnrolled(CASE), NomineeHeld("complaint", "12/KN", "?", CASE))
    docket = docket_stream(NOMINEE.ref)
    case = (*OVER[:2], CaseHeld("complaint", "12/KN", "?"), withdrawn)
    accepted_by_data(case=case).and_in(docket, *held).when(ERASE).then_refused("procedure-open")
    late = replace(ERASE, hand=replace(SECOND, effective_on=date(2025, 11, 30)))
    honoured = accepted_by_data(case=GRANTED)
    waits = HonourComplaintReceived("complaint", "3/KN", OTHER)
    honoured.and_in(OTHER, entry, waits).when(late).then_refused(
        "procedure-open", "record-must-be-kept"
    )
    settled = HonourComplaintSettled("3/KN", "unfounded", None, "checked")
    honoured.and_in(OTHER, entry, waits, settled).when(late).then_refused("record-must-be-kept")


def seen(reader):
    """Say what keeps a reader from a person's data."""
    past = Histories(Notebook({CASE: dated(*OVER)}))
    return [one.code for one in readers(reader, subject(NOMINEE.ref, [CASE], reader, past)) if one]


def test_the_data_officer_and_auditors_read_and_nobody_else():
    assert [] == seen(DATA) == seen(hand("a", "auditor", WARD)) == seen(hand("a", "auditor", "VN"))
    assert ["role-missing"] == seen(hand("officer", "nominating-officer", WARD))
    assert ["nominee-elsewhere"] == seen(hand("data", DATA_OFFICER, "10534"))
    assert ["unit-foreign"] == seen(hand("a", "inspector", "10534"))


def test_whoever_is_erased_holds_the_docket_still():
    past = Histories(Notebook({}))
    assert [docket_stream(NOMINEE.ref)] == [one.stream for one in held_still(ERASE, past)]
    assert [] == held_still(RECEIVE, past)


@pytest.mark.parametrize(
    "events",
    [
        (erased,),
        (PersonErased(NOMINEE.ref, None, BY_RETENTION, ()), erased),
        (received(), received()),
        (received(), PersonRequestCarriedOut(ONE, ERASURE)),
        (received(), accepted, accepted),
        (received(), PersonRestrictionLifted(NOMINEE.ref)),
        (PersonErased(NOMINEE.ref, None, BY_RETENTION, ()), received()),
    ],
)
def test_what_no_order_can_have_written_is_a_defect(events):
    cannot_follow(PERSON, *events)
