"""A review of a decision: opened, asked, found, answered, concluded, closed; and by whom not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.council.events import SessionConvened
from domain.council.seat import Function, Seat
from domain.nomination.events import CouncilVoted
from domain.register.claims import claim_stream
from domain.register.events import KeyClaimed
from domain.review import events as e
from domain.review.opening import number_of
from domain.review.rules import is_a_party
from domain.review.state import NO_REVIEW, File, note, witness
from domain.review.state import REVIEW as FOLD
from tests.builders import APRIL, CASE, DECISION, DISTRICT, OTHER, PAPER, PROVINCE, WARD, hand
from tests.domain.test_decision import HONOUR, entry
from tests.impossible import cannot_follow
from tests.reviewing import (
    AUDITOR,
    HEARD,
    HERE,
    JULY,
    LEADER,
    MAY,
    NOWHERE,
    OWN,
    REVIEW,
    TOLD,
    WARD_CLERK,
    admitted,
    ask,
    asked,
    close,
    conclude,
    concluded,
    decided,
    find,
    found,
    open_it,
    opened,
    over,
    running,
    say,
    told,
)
from tests.spec import Given

KEY = number_of("VN", AUDITOR, "1/KT")
MEMBER = Function.MEMBER
A_DAY = timedelta(days=1)


def test_a_review_is_opened_by_an_auditor_of_the_country_or_of_the_unit():
    decided().when(open_it()).then(opened, KeyClaimed(KEY, REVIEW))
    own = KeyClaimed(number_of(DISTRICT, OWN, "1/KT"), REVIEW)
    decided().when(open_it(OWN)).then(replace(opened, office=DISTRICT), own)
    Given().when(open_it()).then_refused("decision-unknown")
    running().when(open_it()).then_refused("already-opened")


def test_everything_wrong_with_an_opening_is_told_at_once():
    wrong = open_it(
        hand("secretary", "leader", PROVINCE, on=APRIL - A_DAY),
        number="",
        ground="whim",
        rules=("late", "mood"),
        cites=(HERE, NOWHERE),
    )
    decided().when(wrong).then_refused(
        *("role-missing", "unit-foreign", "own-work-reviewed", "dated-before-decision"),
        *("number-missing", "ground-unknown", "audit-rule-unknown", "fact-foreign"),
    )
    ahead = replace(AUDITOR, effective_on=JULY.replace(year=2026))
    decided().when(open_it(ahead)).then_refused("dated-ahead")
    taken = decided().and_in(claim_stream(KEY), KeyClaimed(KEY, OTHER))
    taken.when(open_it()).then_refused("number-taken")


def test_a_finding_that_leads_to_a_review_is_cited():
    decided().when(open_it(ground="audit-finding", cites=())).then_refused("nothing-cited")
    for ground in ("complaint", "denunciation", "plan", "request"):
        decided().when(open_it(ground=ground, cites=())).then(
            replace(opened, ground=ground, cites=()), KeyClaimed(KEY, REVIEW)
        )
    decided().when(open_it(ground="audit-finding")).then(
        replace(opened, ground="audit-finding"), KeyClaimed(KEY, REVIEW)
    )


@pytest.mark.parametrize("actor", ["Secretary", "district-leader", str(entry.nominee.ref)])
def test_nobody_reviews_what_they_had_a_hand_in(actor):
    own = hand(actor, "auditor", "VN", on=MAY)
    decided().when(open_it(own)).then_refused("own-work-reviewed")
    for order in (ask(own), find(own)):
        running().when(order).then_refused("own-work-reviewed")
    running(*HEARD).when(conclude(own)).then_refused("own-work-reviewed")
    over(concluded("upheld", None, None)).when(close(own)).then_refused("own-work-reviewed")


def test_an_auditor_of_another_unit_reviews_nothing():
    foreign = hand("x", "auditor", WARD, on=MAY)
    decided().when(open_it(foreign)).then_refused("unit-foreign")
    running().when(ask(foreign)).then_refused("unit-foreign")


def test_a_question_has_a_term_and_goes_to_a_unit_on_the_path():
    running().when(ask()).then(asked)
    assert 1 == running().when(ask(working_days=1)).changes[0].event.working_days
    running(asked).when(ask(working_days=0, unit=PROVINCE)).then_refused(
        "reference-taken", "unit-not-audited", "term-impossible"
    )
    early = replace(AUDITOR, effective_on=MAY - A_DAY)
    running().when(ask(early)).then_refused("dated-before-earlier-act")
    Given().when(ask()).then_refused("review-unknown")


def test_a_finding_cites_facts_of_the_cases_and_a_rule_there_is():
    running().when(find()).then(found)
    running().when(find(rule=None)).then(replace(found, rule=None))
    running().when(find(cites=(), rule="mood")).then_refused("audit-rule-unknown", "nothing-cited")
    outcome = running().when(find(cites=(NOWHERE, HERE))).then_refused("fact-foreign")
    assert {"positions": "99"} == outcome.refusals[0].facts


def test_the_unit_that_was_asked_answers_once_and_no_auditor_does():
    running(asked).when(say()).then(told)
    leader = hand("ward-chairman", "leader", WARD, on=MAY)
    running(asked).when(say(leader)).then(told)
    running(asked, told).when(say()).then_refused("answer-not-awaited")
    running().when(say()).then_refused("answer-not-awaited")
    stranger = running(asked).when(say(hand("x", "appraiser", DISTRICT, on=MAY)))
    stranger.then_refused("role-missing", "unit-foreign")
    assert {"role": "leader"} == stranger.refusals[0].facts
    both = replace(WARD_CLERK, roles=frozenset({"clerk", "auditor"}))
    running(asked).when(say(both)).then_refused("auditor-answers")
    asker = replace(WARD_CLERK, actor="AUDITOR")
    running(asked).when(say(asker)).then_refused("auditor-answers")


def test_a_finding_is_accepted_or_not_and_a_question_answered():
    accepting = say(LEADER, reference="2", accepts=True, papers=("a" * 64,))
    running(found).when(accepting).then(admitted)
    running(found).when(say(LEADER, reference="2")).then_refused("answer-misfits")
    running(asked).when(say(accepts=False)).then_refused("answer-misfits")
    early = replace(WARD_CLERK, effective_on=MAY - A_DAY)
    running(asked).when(say(early)).then_refused("dated-before-earlier-act")
    ahead = replace(WARD_CLERK, effective_on=JULY.replace(year=2026))
    running(asked).when(say(ahead)).then_refused("dated-ahead")


def test_nothing_is_asked_after_the_end():
    for order in (ask(), find(), say(), conclude()):
        over().when(order).then_refused("review-elsewhere")
    closed = over(None, e.ReviewClosed(False, TOLD))
    for given, stands in ((running(), "running"), (closed, "closed")):
        (refusal,) = given.when(close()).then_refused("review-elsewhere").refusals
        assert {"stands": stands} == refusal.facts
    assert {"stands": "concluded"} == over().when(ask()).refusals[0].facts


def test_who_sat_in_the_session_had_a_hand_in_it_and_its_facts_may_be_cited():
    *before, passed, last = decided().facts[CASE]
    vote = CouncilVoted("district-vote", 3, 3, 3, True, None, OTHER)
    council = SessionConvened(OTHER, DISTRICT, APRIL, (Seat("member", MEMBER, APRIL),), ())
    case = decided().and_in(CASE, *before, vote, passed, last).and_in(OTHER, council)
    for stream in (OTHER, PAPER, DECISION, HONOUR):
        case.when(open_it(cites=(HERE._replace(stream=stream),))).then(
            opened, KeyClaimed(KEY, REVIEW)
        )
    member = hand("MEMBER", "auditor", "VN", on=MAY)
    case.when(open_it(member)).then_refused("own-work-reviewed")


@pytest.mark.parametrize(
    "events",
    [
        (asked,),
        (opened, opened),
        (opened, told),
        (opened, asked, asked),
        (opened, asked, told, told),
        (opened, e.ReviewClosed(True, TOLD)),
        (opened, concluded(), asked),
        (opened, concluded(), concluded()),
    ],
)
def test_impossible_histories_are_defects(events):
    cannot_follow(FOLD, *events)


def test_of_a_review_that_was_never_opened_nothing_is_kept():
    assert NO_REVIEW == note(NO_REVIEW, opened, MAY) == witness(NO_REVIEW, opened, ("x",))


@pytest.mark.parametrize(
    ("role", "unit", "reads"),
    [
        ("auditor", "VN", True),
        ("inspector", DISTRICT, True),
        ("clerk", WARD, True),
        ("leader", DISTRICT, True),
        ("auditor", PROVINCE, False),
        ("leader", PROVINCE, False),
        ("operator", "VN", False),
        ("leader", "VN", False),
    ],
)
def test_its_auditors_and_the_audited_read_a_review_and_no_stranger(role, unit, reads):
    assert reads is is_a_party(hand("x", role, unit), File(opened))
