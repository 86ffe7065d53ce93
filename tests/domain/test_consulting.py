"""Several agencies are asked at once; a step waits for each of them."""

from dataclasses import replace
from datetime import date

import pytest

from domain.hearing.commands import (
    AnswerConsultation,
    NoteLapsedConsultation,
    Question,
    RequestConsultation,
    WithdrawConsultation,
)
from domain.hearing.events import (
    ConsultationAnswered,
    ConsultationLapsed,
    ConsultationRequested,
    ConsultationWithdrawn,
)
from domain.ladder import Act, Asked
from domain.nomination.commands import EndorseStep, ReturnForSupplement, SupplementNomination
from domain.nomination.events import Missing, NominationSupplemented, ReturnedForSupplement
from domain.recorded import Dated
from tests.builders import (
    CASE,
    LADDER,
    OFFICER,
    REVIEW,
    SECRETARY,
    WAITING,
    endorsed,
    hand,
    opened,
)
from tests.spec import at_review, draft, given_in

TAX, POLICE = hand("tax", "consulted-agency", "TAX"), hand("police", "consulted-agency", "CA")
MAY = date(2025, 5, 30)
QUESTIONS = (Question("TAX", "taxes", 5), Question("CA", "order", 10))
asked_tax = ConsultationRequested("ward-review", "TAX", "taxes", 5, date(2025, 4, 22), "no-remark")
asked_police = ConsultationRequested("ward-review", "CA", "order", 10, date(2025, 4, 29), "agrees")
agreed = ConsultationAnswered("ward-review", "TAX", "agrees", None, "paid")
objected = ConsultationAnswered("ward-review", "TAX", "objects", "violation", "owes")
lapsed = ConsultationLapsed("ward-review", "CA", date(2025, 4, 29), "agrees")
withdrawn = ConsultationWithdrawn("ward-review", "CA", "not needed")
ENDORSE = EndorseStep(CASE, SECRETARY, "ward-review", "deserved")
asked = given_in(CASE, *WAITING, asked_tax, asked_police)
REMARK = Missing("remark", "consulted-tax", "owes")


def ask(by=SECRETARY, questions=QUESTIONS, silence="no-remark", step="ward-review"):
    return RequestConsultation(CASE, by, step, questions, silence)


def reply(by=TAX, opinion="agrees", ground=None, agency="TAX", words="paid"):
    return AnswerConsultation(CASE, by, agency, opinion, words, ground)


def test_the_holder_of_a_step_asks_several_agencies_each_with_its_own_term():
    police = replace(asked_police, silence="no-remark")
    at_review.when(ask()).then(asked_tax, police)


def test_a_question_is_the_holders_and_asks_somebody_something_for_some_days():
    at_review.when(ask(OFFICER, (), "never")).then_refused(
        "role-missing", "own-nomination", "nobody-asked", "silence-unknown"
    )
    twice = (Question("TAX", "taxes", 0), Question("TAX", "taxes", 5))
    at_review.when(ask(questions=twice, step="ward-submit")).then_refused(
        "step-not-current", "listed-twice", "term-impossible"
    )
    asked.when(ask()).then_refused("consultation-open", "consultation-open")
    a_day = (Question("TAX", "taxes", 1),)
    assert 1 == at_review.when(ask(questions=a_day)).changes[0].event.working_days
    before = given_in(CASE, *WAITING[:-1], Dated(WAITING[-1], MAY))
    before.when(ask()).then_refused("dated-before-earlier-act")
    draft.when(ask()).then_refused("not-in-this-state")


def test_each_agency_answers_for_itself():
    asked.when(reply()).then(agreed)
    asked.when(reply(opinion="objects", ground="violation", words="owes")).then(objected)
    none = replace(agreed, opinion="no-remark")
    asked.when(reply(opinion="no-remark")).then(none)
    asked.when(reply(POLICE)).then_refused("unit-foreign")
    asked.when(reply(SECRETARY, "praises", "violation")).then_refused(
        "role-missing", "unit-foreign", "opinion-unknown", "ground-idle"
    )
    envy = asked.when(reply(opinion="objects", ground="envy"))
    assert "envy" == envy.then_refused("finding-ground-unknown").refusals[0].facts["ground"]
    given_in(CASE, *WAITING).when(reply()).then_refused("not-consulted")
    officer = replace(TAX, actor="officer", effective_on=date(2025, 12, 2))
    asked.when(reply(officer)).then_refused("own-nomination", "dated-ahead")


def test_a_consulted_agency_may_do_nothing_else():
    late = replace(TAX, effective_on=date(2025, 4, 30))
    asked.when(NoteLapsedConsultation(CASE, late, "CA")).then_refused(
        "role-missing", "unit-foreign"
    )
    ahead = replace(hand("watch", "service", "VN"), effective_on=date(2025, 12, 2))
    asked.when(NoteLapsedConsultation(CASE, ahead, "CA")).then_refused("dated-ahead")
    asked.when(replace(ENDORSE, hand=TAX)).then_refused(
        "role-missing", "unit-foreign", "agency-not-heard", "agency-not-heard"
    )


def test_silence_counts_as_the_question_said_once_the_term_is_over():
    late = replace(SECRETARY, effective_on=date(2025, 4, 30))
    note = NoteLapsedConsultation(CASE, late, "CA")
    asked.when(note).then(lapsed)
    service = replace(hand("watch", "service", "VN"), effective_on=late.effective_on)
    asked.when(replace(note, hand=service)).then(lapsed)
    last = replace(SECRETARY, effective_on=date(2025, 4, 29))
    asked.when(replace(note, hand=last)).then_refused("not-overdue")
    asked.when(replace(note, agency="PC")).then_refused("not-consulted")


def test_a_question_is_withdrawn_by_its_holder():
    asked.when(WithdrawConsultation(CASE, SECRETARY, "CA", "not needed")).then(withdrawn)
    asked.when(WithdrawConsultation(CASE, TAX, "PC", "no")).then_refused(
        "role-missing", "unit-foreign", "not-consulted"
    )


@pytest.mark.parametrize(
    ("said", "waits"),
    [
        ((), ["TAX", "CA"]),
        ((agreed,), ["CA"]),
        ((lapsed,), ["TAX"]),
        ((agreed, lapsed), []),
        ((withdrawn, agreed), []),
    ],
)
def test_a_step_passes_when_each_has_answered_lapsed_or_was_withdrawn(said, waits):
    outcome = given_in(CASE, *WAITING, asked_tax, asked_police, *said).when(ENDORSE)
    assert waits == [one.facts["agency"] for one in outcome.refusals]
    assert bool(outcome.changes) == (not waits)


def test_an_objection_sends_the_case_back_and_the_agency_is_asked_again():
    case = (*WAITING, asked_tax, objected)
    given_in(CASE, *case).when(ENDORSE).then_refused("agency-not-heard", "finding-unanswered")
    again = ask(questions=QUESTIONS[:1])
    given_in(CASE, *case).when(again).then_refused("objection-unanswered")
    back = ReturnedForSupplement("ward-review", (REMARK,), "see", 0)
    sending = ReturnForSupplement(CASE, SECRETARY, "ward-review", (), "see")
    given_in(CASE, *case).when(sending).then(back)
    returned = given_in(CASE, *case, back)
    answer = SupplementNomination(CASE, OFFICER, (replace(REMARK, detail="paid since"),))
    (brought,) = returned.when(answer).changes
    answered = (*case, back, brought.event)
    given_in(CASE, *answered).when(ENDORSE).then_refused("agency-not-heard")
    given_in(CASE, *answered).when(again).then(asked_tax)
    assert given_in(CASE, *answered, asked_tax, agreed).when(ENDORSE).changes


def test_an_answer_that_comes_while_the_case_is_back_is_not_lost():
    back = ReturnedForSupplement("ward-review", (), "see")
    returned = given_in(CASE, *WAITING, asked_tax, back)
    returned.when(reply(opinion="objects", ground="violation", words="owes")).then(objected)
    brought = NominationSupplemented("ward-review", (), "", None)
    case = given_in(CASE, *WAITING, asked_tax, back, objected, brought)
    case.when(ENDORSE).then_refused("agency-not-heard", "finding-unanswered")


def test_a_step_of_the_ladder_may_name_several_agencies():
    named = Asked("TAX", "taxes", 5, "the operator", confirmed=False)
    step = replace(REVIEW, act=Act.CONSULT, asks=(named, replace(named, agency="CA")))
    ladder = replace(LADDER, steps=(step, *LADDER.steps[1:]))
    case = (replace(opened, ladder=ladder), *WAITING[1:])
    outcome = given_in(CASE, *case, asked_tax, agreed).when(ENDORSE)
    outcome.then_refused("agency-not-heard")
    assert given_in(CASE, *case, asked_tax, agreed, asked_police, lapsed).when(ENDORSE).changes


def test_a_step_is_not_passed_by_a_paper_older_than_the_answer():
    case = given_in(CASE, *WAITING, asked_tax, Dated(agreed, MAY))
    case.when(ENDORSE).then_refused("dated-before-earlier-act")
    on_time = replace(ENDORSE, hand=replace(SECRETARY, effective_on=MAY))
    assert endorsed == case.when(on_time).changes[0].event


named = Asked("TAX", "taxes", 5, "the operator", confirmed=False)
OF_AWARD = replace(LADDER, steps=(replace(REVIEW, asks=(named,)), *LADDER.steps[1:]))
BY_AWARD = (replace(opened, ladder=OF_AWARD), *WAITING[1:])


def test_an_agency_the_award_names_is_heard_by_its_answer_or_lapse_alone():
    back = replace(withdrawn, agency="TAX")
    case = (*BY_AWARD, asked_tax, back)
    given_in(CASE, *case).when(ENDORSE).then_refused("agency-not-heard")
    given_in(CASE, *case).when(ask(questions=QUESTIONS[:1])).then(asked_tax)
    assert given_in(CASE, *case, asked_tax, agreed).when(ENDORSE).changes


def test_a_question_to_an_agency_the_award_names_keeps_the_award_s_term():
    case = given_in(CASE, *BY_AWARD)
    case.when(ask(questions=(Question("TAX", "taxes", 1),))).then_refused("term-of-the-award")
    unsaid = Question("TAX", "taxes")
    case.when(ask(questions=(unsaid,))).then(asked_tax)
    police = replace(asked_police, silence="no-remark")
    at_review.when(ask(questions=(Question("CA", "order"),))).then(police)


def test_only_a_known_agency_is_asked():
    strange = replace(ask(), strange=frozenset({"TAX", "CA"}))
    at_review.when(strange).then_refused("agency-unknown", "agency-unknown")
    (refusal,) = given_in(CASE, *BY_AWARD).when(strange).refusals
    assert ("agency-unknown", "CA") == (refusal.code, refusal.facts["agency"])


def test_nothing_about_a_question_is_dated_before_it():
    asked_later = Dated(asked_tax, date(2025, 4, 22))
    case = given_in(CASE, *WAITING, asked_later)
    case.when(reply()).then_refused("dated-before-earlier-act")
    case.when(reply(replace(TAX, effective_on=date(2025, 4, 22)))).then(agreed)
    early = WithdrawConsultation(CASE, SECRETARY, "TAX", "not needed")
    case.when(early).then_refused("dated-before-earlier-act")
