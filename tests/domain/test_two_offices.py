"""One person is not two offices of a level; one office may agree and sign (ADR 101)."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from domain.ladder import Act
from domain.nomination.commands import AppraiseCase
from domain.recorded import Dated
from domain.submission.commands import DispatchSubmission
from tests.builders import (
    APPRAISER,
    APRIL,
    CASE,
    CHAIRMAN,
    DISTRICT,
    LADDER,
    PAPER,
    WARD,
    at_submit,
    dated,
    endorsed,
    opened,
    received,
    up,
)
from tests.spec import Outcome, given_in

OFFICES = "agreed-in-another-office"
SEND = DispatchSubmission(PAPER, CHAIRMAN, "1/TTr", WARD, DISTRICT, (CASE,))
BEHIND = {"own hand": ("ward-chairman",), "lent": ("y", "ward-chairman")}


def told(outcome: Outcome) -> list[str]:
    """Return the refusals that are about who agreed."""
    return [one.code for one in outcome.refusals if one.code.startswith(("agreed", "endorsed"))]


def reviewed(by: Sequence[str], role: str) -> list[Dated]:
    """Return a case that waits to be sent up, its review done by somebody in a role."""
    first = replace(LADDER.first, role=role)
    ladder = replace(LADDER, steps=(first, *LADDER.steps[1:]))
    mine = Dated(replace(endorsed, officer=by[0]), APRIL, tuple(by))
    rest = dated(*(mine if one == endorsed else one for one in at_submit[1:]))
    return [Dated(replace(opened, ladder=ladder), APRIL), *rest]


@pytest.mark.parametrize("behind", BEHIND)
@pytest.mark.parametrize(("role", "codes"), [("council-secretary", [OFFICES]), ("leader", [])])
def test_who_agreed_to_a_review_signs_for_the_level_in_the_same_office_alone(behind, role, codes):
    outcome = given_in(CASE, *reviewed(BEHIND[behind], role)).when(SEND)
    assert codes == told(outcome)
    if codes:
        assert {"step": "ward-review", "role": role}.items() <= outcome.refusals[0].facts.items()


def test_the_account_of_a_body_tells_what_both_its_offices_did():
    both = replace(CHAIRMAN, roles=CHAIRMAN.roles | {"council-secretary"})
    case = reviewed(BEHIND["own hand"], "council-secretary")
    assert [] == told(given_in(CASE, *case).when(replace(SEND, hand=both)))


def sent_up(by: tuple[str, ...], role: str) -> list[Dated]:
    """Return a case that somebody sent up, to an appraisal by a role at that very level."""
    fallen = (replace(one, level="ward") for one in LADDER.steps)
    steps = tuple(replace(one, role=role) if one.act is Act.APPRAISE else one for one in fallen)
    begun = replace(opened, ladder=replace(LADDER, steps=steps))
    return dated(begun, *at_submit[1:], Dated(up, APRIL, by), received)


@pytest.mark.parametrize("behind", [("x",), ("district-leader",), ("y", "district-leader")])
@pytest.mark.parametrize(("role", "another"), [("appraiser", True), ("leader", False)])
def test_who_sent_it_up_appraises_at_that_level_in_the_same_office_alone(behind, role, another):
    hand = replace(APPRAISER, actor="district-leader", roles=frozenset({role}))
    order = AppraiseCase(CASE, hand, "district-appraisal", favourable=True, findings="x")
    case = given_in(CASE, *sent_up(behind, role))
    barred = another and "district-leader" in behind
    assert [OFFICES] * barred == told(case.when(order))
    assert [] == told(case.when(replace(order, favourable=False)))


def test_two_own_words_in_two_offices_are_told_as_two_words_alone():
    mine = Dated(replace(endorsed, officer="x"), APRIL, ("x",))
    begun, *rest = sent_up(("y",), "appraiser")
    case = [begun, *(mine if one.event == endorsed else one for one in rest)]
    hand = replace(APPRAISER, actor="x", roles=frozenset({"appraiser"}))
    order = AppraiseCase(CASE, hand, "district-appraisal", favourable=True, findings="x")
    assert ["endorsed-twice"] == told(given_in(CASE, *case).when(order))
