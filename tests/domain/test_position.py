"""Whether a person leads or works directly is a fact of the case, and settled by its filing."""

from dataclasses import replace

import pytest

from domain.decider import replay
from domain.nomination.commands import CorrectNomination
from domain.nomination.decide import NOMINATION
from domain.nomination.events import NominationCorrected, ReturnedForSupplement
from domain.nomination.keys import keys_of
from domain.recorded import Dated
from tests.builders import (
    APRIL,
    CASE,
    NOMINEE,
    OFFICER,
    SECRETARY,
    filed,
    minutes,
    opened,
    opening,
    report,
)
from tests.spec import Given, given_in

SAID = CorrectNomination(CASE, OFFICER, "nominee_position", "not-recorded", "leader", "forgotten")
TOLD = NominationCorrected("nominee_position", "not-recorded", "leader", "forgotten")
returned = ReturnedForSupplement("ward-review", (), "more")
draft = given_in(CASE, opened, report)


def test_an_opening_says_it_of_a_person():
    order = opening(nominee_position="direct-worker")
    Given().when(order).then_in(CASE, replace(opened, nominee_position="direct-worker"))


def test_nobody_else_has_one():
    order = opening(nominee=replace(NOMINEE, kind="collective"), nominee_position="leader")
    Given().when(order).then_refused("position-of-person")


def test_another_word_is_no_position():
    Given().when(opening(nominee_position="boss")).then_refused("nominee-position-unknown")


def test_a_draft_is_told_and_told_otherwise():
    draft.when(SAID).then(TOLD)
    given_in(CASE, opened, TOLD).when(SAID).then_refused("not-what-stands")
    again = replace(SAID, was="leader", now="direct-worker")
    given_in(CASE, opened, TOLD).when(again).then(replace(TOLD, was="leader", now="direct-worker"))


def test_what_was_said_by_mistake_is_put_back_to_not_recorded():
    back = replace(SAID, was="leader", now="not-recorded")
    told = NominationCorrected("nominee_position", "leader", "not-recorded", "forgotten")
    given_in(CASE, opened, TOLD).when(back).then(told)
    given_in(CASE, opened, TOLD, told).when(SAID).then(TOLD)
    case = replay(NOMINATION, [Dated(one, APRIL) for one in (opened, TOLD, told)])
    assert case.dossier.position is None


def test_a_correction_is_held_to_what_an_opening_is():
    draft.when(replace(SAID, now="boss")).then_refused("nominee-position-unknown")
    draft.when(replace(SAID, now="not-recorded")).then_refused("nothing-corrected")
    draft.when(replace(SAID, hand=SECRETARY)).then_refused("role-missing")
    collective = replace(opened, nominee=replace(NOMINEE, kind="collective"))
    given_in(CASE, collective).when(SAID).then_refused("position-of-person")


@pytest.mark.parametrize("later", [(), (returned,)])
def test_it_is_settled_while_the_case_is_with_those_who_judge_it(later):
    outcome = given_in(CASE, opened, report, minutes, filed, *later).when(SAID)
    if later:
        outcome.then(TOLD)
    else:
        outcome.then_refused("position-settled")


def test_it_is_no_wording_of_the_achievement():
    """Neither what the case counts nor its earlier wordings change by it."""
    sent_back = (opened, filed, returned)
    before, after = (
        replay(NOMINATION, [Dated(one, APRIL) for one in facts])
        for facts in (sent_back, (*sent_back, TOLD))
    )
    assert (None, "leader") == (before.dossier.position, after.dossier.position)
    assert keys_of(before.dossier) == keys_of(after.dossier)
    assert frozenset() == after.dossier.readings
