"""An order that the state does not take is refused with all else that is wrong with the hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.hearing import commands as h
from domain.nomination import commands as c
from domain.nomination.clock_orders import NoteMissedDeadline
from domain.nomination.events import NominationWithdrawn
from tests.builders import CASE, NOON, OFFICER, SECRETARY, hand, opened, opening
from tests.spec import draft, given_in

AHEAD = date(2026, 1, 1)
STRANGER = hand("officer", "clerk", "30", on=AHEAD)
PLACE = "not-in-this-state"
ended = given_in(CASE, opened, NominationWithdrawn("moved"))
JUDGED = (
    c.EndorseStep(CASE, STRANGER, "ward-review", "good"),
    c.AppraiseCase(CASE, STRANGER, "ward-review", True, "good"),
    c.RecordVote(CASE, STRANGER, "ward-review", 5, 5),
    c.ReturnForSupplement(CASE, STRANGER, "ward-review", (), "why"),
    c.RefuseNomination(CASE, STRANGER, "ward-review", "violation", "why"),
)
ASKED = (
    h.RequestConsultation(
        CASE, STRANGER, "ward-review", (h.Question("TAX", "taxes", 5),), "agrees"
    ),
    h.PostCase(CASE, STRANGER, "ward-review", "here"),
    h.JudgeCondition(CASE, STRANGER, "ward-review", "clean-year", True, "good"),
)
PROPOSED = (
    c.FileNomination(CASE, STRANGER),
    c.SupplementNomination(CASE, STRANGER, ()),
    c.WithdrawNomination(CASE, STRANGER, "moved"),
)
KEPT = (
    c.AssessCriterion(CASE, STRANGER, "online", Decimal(1)),
    c.AddEvidence(CASE, STRANGER, "a", 1, "text/plain", "x", "original", "X"),
    c.WithdrawEvidence(CASE, STRANGER, "a", "why"),
)


@pytest.mark.parametrize("order", JUDGED, ids=lambda order: type(order).__name__)
@pytest.mark.parametrize("case", [draft, ended], ids=["draft", "ended"])
def test_a_judge_s_order_is_held_against_the_step_it_names(case, order):
    found = ("role-missing", "unit-foreign", "own-nomination", "dated-ahead")
    case.when(order).then_refused(PLACE, *found)
    elsewhere = replace(order, step="attic")
    case.when(elsewhere).then_refused(PLACE, *found)


@pytest.mark.parametrize("order", JUDGED + ASKED, ids=lambda order: type(order).__name__)
def test_who_judges_at_another_step_of_the_case_is_no_judge_of_the_one_named(order):
    theirs = replace(order, hand=SECRETARY)
    ended.when(theirs).then_refused(PLACE)
    above = replace(theirs, step="district-decision")
    ended.when(above).then_refused(PLACE, "role-missing", "unit-foreign")


def test_nobody_answers_for_an_agency_on_their_own_case():
    order = h.AnswerConsultation(CASE, hand("tax", "consulted-agency", "TAX"), "TAX", "agrees", "")
    ended.when(order).then_refused(PLACE)
    own = replace(order, hand=replace(order.hand, actor="officer"))
    ended.when(own).then_refused(PLACE, "own-nomination")


def test_only_who_signs_an_opinion_states_a_capacity():
    unsigned = replace(SECRETARY, capacity=None)
    ended.when(c.RecordVote(CASE, unsigned, "ward-review", 5, 5)).then_refused(PLACE)
    signed = c.EndorseStep(CASE, unsigned, "ward-review", "good")
    ended.when(signed).then_refused(PLACE, "capacity-missing")


def test_points_need_no_role_of_the_step():
    order = c.ScoreNomination(CASE, STRANGER, "ward-review", Decimal(80))
    draft.when(order).then_refused(PLACE, "unit-foreign", "own-nomination", "dated-ahead")
    elsewhere = replace(order, step="attic")
    draft.when(elsewhere).then_refused(PLACE, "own-nomination", "dated-ahead")


@pytest.mark.parametrize("order", PROPOSED, ids=lambda order: type(order).__name__)
def test_a_proposer_s_order_is_held_against_the_proposing_unit(order):
    ended.when(order).then_refused(PLACE, "role-missing", "unit-foreign", "dated-ahead")


@pytest.mark.parametrize("order", KEPT, ids=lambda order: type(order).__name__)
def test_a_file_that_nobody_keeps_any_more_is_of_its_proposers_and_judges(order):
    found = ("role-missing", "unit-foreign", "own-nomination", "dated-ahead")
    ended.when(order).then_refused(PLACE, *found)
    for one in (OFFICER, SECRETARY):
        ended.when(replace(order, hand=one)).then_refused(PLACE)


def test_a_term_is_noted_by_the_service_only():
    order = NoteMissedDeadline(CASE, STRANGER, "ward-review", NOON.date())
    draft.when(order).then_refused(PLACE, "role-missing", "dated-ahead")


def test_a_fitting_hand_is_refused_for_the_state_alone():
    ended.when(c.EndorseStep(CASE, SECRETARY, "ward-review", "good")).then_refused(PLACE)


def test_a_case_that_exists_is_opened_by_nobody_and_all_else_is_said():
    draft.when(opening()).then_refused("already-open")
    found = ("role-missing", "unit-foreign", "dated-ahead")
    draft.when(opening(hand=STRANGER)).then_refused("already-open", *found)
