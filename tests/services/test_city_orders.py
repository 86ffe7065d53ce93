"""What other systems order over the bus is carried out by the same rules as over HTTP."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.booking.events import PaperBooked
from domain.directory.events import PostAnnounced, UnitAnnounced
from domain.hearing.events import ConsultationAnswered, ConsultationRequested
from domain.ladder import Act, Step
from domain.nomination import events as n
from domain.submission.events import SubmissionDispatched
from services.receiving import How, receive
from tests.builders import (
    APRIL,
    CASE,
    DISTRICT,
    NOMINEE,
    PAPER,
    WARD,
    filed,
    opened,
    report,
)
from tests.services.intake_house import (
    BOOKING,
    CLERKS,
    DONE,
    NOMINATION,
    NOMINEE_TOLD,
    OPINION,
    POST,
    UNIT,
    about,
    codes,
    delivery,
    told,
)

CONSULT = Step("district-consult", "district", Act.CONSULT, "consulted-agency", DISTRICT)
asked = replace(opened, ladder=replace(opened.ladder, steps=(CONSULT, *opened.ladder.steps[1:])))
at_consult = (asked, report, n.NominationFiled("district-consult", None))
sent = SubmissionDispatched("5/TTr", APRIL, WARD, DISTRICT, (CASE,))
FILING = {
    "unit": WARD,
    "award": "bk-tinh",
    "achievement": "Paperless one-stop desk",
    "nominee": NOMINEE_TOLD,
    "effective_on": "2025-04-15",
    "movement": "hai-duong-2025",
    "occasion": "annual",
    "nominee_class": "individual",
}


def whole(house, **changes):
    """Return a filing with both papers and the assessment of its class."""
    letter, content = house.keeps(), house.keeps(b"%PDF-1.7 the report")
    paper = {"media_type": "application/pdf", "form": "original", "title": "Tờ trình"}
    return {
        **FILING,
        "file": True,
        "evidence": [
            {**paper, "sha256": letter, "paper": "proposal-letter"},
            {**paper, "sha256": content, "paper": "achievement-report"},
        ],
        "assessments": [
            {"criterion": "useful-initiative", "measured": "1", "evidence": [content], "note": "x"}
        ],
        **changes,
    }


def test_a_nomination_of_another_system_is_filed_whole(house):
    outcome = receive(delivery(NOMINATION, whole(house)), house)

    assert DONE == told(outcome)
    facts = house.ledger.read(outcome.receipt.stream)
    assert [
        n.NominationOpened,
        n.EvidenceAdded,
        n.EvidenceAdded,
        n.CriterionAssessed,
        n.NominationFiled,
    ] == [type(one) for one in facts]
    assert (NOMINEE, "city-system") == (facts[0].nominee, facts[0].nominator)
    assert (Decimal(1), "x") == (facts[3].measured, facts[3].note)


def test_what_has_no_target_is_judged_in_words(house):
    body = whole(house, assessments=[{"criterion": "useful-initiative", "note": "One, in use"}])
    outcome = receive(delivery(NOMINATION.replace("v1", "v4"), body), house)

    assert DONE == told(outcome)
    assert "One, in use" == house.ledger.read(outcome.receipt.stream)[3].note


def test_a_nomination_may_stay_a_draft(house):
    outcome = receive(delivery(NOMINATION, {**FILING, "file": False}), house)

    assert DONE == told(outcome)
    assert 1 == len(house.ledger.read(outcome.receipt.stream))


def test_what_is_missing_to_file_refuses_the_whole(house):
    outcome = receive(delivery(NOMINATION, {**FILING, "file": True}), house)

    assert ["paper-missing", "paper-missing", "criterion-missing"] == codes(outcome)
    assert {"2 FileNomination"} == set(about(outcome, "part"))
    assert 1 == house.ledger.last_position()


def test_papers_we_do_not_hold_are_named(house):
    body = whole(house)
    body["evidence"] += [
        {**body["evidence"][0], "sha256": "0" * 64},
        {**body["evidence"][0], "media_type": "image/png"},
        {**body["evidence"][0], "media_type": "image/bmp", "sha256": "1" * 64},
    ]
    outcome = receive(delivery(NOMINATION, body), house)

    other = ["evidence-of-another-type"] * 2
    assert ["evidence-not-kept", *other] == codes(outcome)
    assert "0" * 64 == about(outcome, "sha256")[0]


def test_a_damaged_copy_of_ours_is_named(house):
    body = whole(house)
    digest = body["evidence"][0]["sha256"]
    path = house.evidence._path(digest)
    path.chmod(0o600)
    path.write_bytes(b"%PDF-1.7 something else")

    assert ["evidence-damaged"] == codes(receive(delivery(NOMINATION, body), house))


def test_the_rules_of_the_day_are_those_of_the_paper(house):
    body = {**FILING, "file": False, "award": "gk-tp", "movement": "another"}
    body["effective_on"] = "2025-07-02"
    outcome = receive(delivery(NOMINATION, body), house)

    assert ["award-not-given", "movement-unknown"] == codes(outcome)[:2]


def opinion(**changes):
    said = {
        "nomination": str(CASE),
        "step": CONSULT.key,
        "favourable": True,
        "words": "No tax owed",
    }
    return {**said, "effective_on": "2025-05-06", **changes}


def test_a_consulted_agency_agrees(house):
    house.given(CASE, *at_consult)

    assert DONE == told(receive(delivery(OPINION, opinion()), house))
    endorsed, passed = house.ledger.read(CASE)[-2:]
    assert n.StepEndorsed(CONSULT.key, "city-system", "No tax owed") == endorsed
    assert "ward-submit" == passed.next_step


def test_an_objection_sends_the_case_back_to_be_answered(house):
    house.given(CASE, *at_consult)
    body = opinion(favourable=False, words="Taxes are owed")

    assert DONE == told(receive(delivery(OPINION, body), house))
    remark = n.Missing("remark", "consulted-opinion", "Taxes are owed")
    back = n.ReturnedForSupplement(CONSULT.key, (remark,), "Taxes are owed")
    assert back == house.ledger.read(CASE)[-1]


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({}, ("agrees", None)),
        ({"favourable": False, "ground": "violation"}, ("objects", "violation")),
    ],
)
def test_one_of_several_agencies_that_were_asked_answers_for_itself(house, changes, answer):
    question = ConsultationRequested(
        CONSULT.key, DISTRICT, "taxes", 10, date(2025, 5, 20), "no-remark"
    )
    house.given(CASE, *at_consult, question)
    assert DONE == told(receive(delivery(OPINION, opinion(**changes)), house))
    said = ConsultationAnswered(CONSULT.key, DISTRICT, answer[0], answer[1], "No tax owed")
    assert said == house.ledger.read(CASE)[-1]


def test_an_objection_of_one_of_several_agencies_says_its_ground(house):
    question = ConsultationRequested(CONSULT.key, DISTRICT, "taxes", 10, APRIL, "no-remark")
    house.given(CASE, *at_consult, question)
    outcome = receive(delivery(OPINION, opinion(favourable=False)), house)
    assert ["finding-ground-missing"] == codes(outcome)


def test_an_opinion_on_a_case_nobody_knows_is_parked(house):
    outcome = receive(delivery(OPINION, opinion()), house)
    assert ["nomination-unknown"] == codes(outcome)


def test_an_opinion_on_a_case_that_has_moved_on_is_stale(house):
    house.given(CASE, *at_consult)
    outcome = receive(delivery(OPINION, opinion(seen_version=2)), house)

    assert (How.PARKED, ["version-stale"]) == told(outcome)
    assert ["3"] == about(outcome, "version")


def test_an_opinion_comes_only_where_one_is_asked(house):
    house.given(CASE, opened, report, filed)
    outcome = receive(delivery(OPINION, opinion()), house)

    assert ["step-not-current"] == codes(outcome)


def test_a_document_system_books_a_paper(house):
    house.given(PAPER, sent)
    body = {"paper": str(PAPER), "unit": DISTRICT, "book": "incoming", "number": "12"}
    body["dated"] = "2025-04-16"
    outcome = receive(delivery(BOOKING, body, source=CLERKS), house)
    again = receive(delivery(BOOKING, body, source=CLERKS), house)
    otherwise = receive(delivery(BOOKING, {**body, "number": "13"}, source=CLERKS), house)

    assert [How.DONE, How.REPEATED, How.PARKED] == [outcome.how, again.how, otherwise.how]
    assert ["booked-otherwise"] == codes(otherwise)
    entry = PaperBooked("submission", DISTRICT, "incoming", "12", date(2025, 4, 16))
    assert (sent, entry) == tuple(house.ledger.read(PAPER))


def test_the_city_announces_units_and_posts(house):
    unit = {"code": "10532", "level": "ward", "name": "Phường Lê Thanh Nghị", "parent": "30"}
    unit |= {"in_force_from": "2025-07-01", "effective_on": "2025-06-20"}
    post: dict[str, object] = {"person": str(NOMINEE.ref), "unit": "10532", "position": "Chủ tịch"}
    post |= {"roles": ["leader"], "held_from": "2025-07-01", "effective_on": "2025-06-20"}
    told_unit = receive(delivery(UNIT, unit), house)
    told_post = receive(delivery(POST, post), house)

    (fact,) = house.ledger.read(told_unit.receipt.stream)
    assert (
        UnitAnnounced("10532", "ward", "Phường Lê Thanh Nghị", "30", date(2025, 7, 1), None, ())
        == fact
    )
    (fact,) = house.ledger.read(told_post.receipt.stream)
    assert (
        PostAnnounced(NOMINEE.ref, "10532", "Chủ tịch", ("leader",), date(2025, 7, 1), None) == fact
    )
