"""Who agreed to a case before, for an agency or in another's place, is named where they may not."""

from dataclasses import replace

from domain.nomination.commands import EndorseStep
from domain.recorded import Dated
from tests.builders import (
    APRIL,
    CASE,
    LADDER,
    SECRETARY,
    WAITING,
    endorsed,
    filed,
    opened,
    report,
)
from tests.domain.test_consulting import agreed, asked_tax
from tests.lending import ENDORSE, GIVEN, LENT
from tests.spec import given_in

BY_SECRETARY = EndorseStep(CASE, SECRETARY, "ward-review", "deserved")
TWO = replace(LADDER, steps=(replace(LADDER.first, quorum=2), *LADDER.steps[1:]))


def heard(answer, *by):
    """Return a case at its review about which these people answered for an agency."""
    return given_in(CASE, *WAITING, asked_tax, Dated(answer, APRIL, by))


def test_who_agreed_for_an_agency_does_not_endorse():
    (refusal,) = heard(agreed, "secretary").when(BY_SECRETARY).refusals
    assert ("consulted-before", {"person": "secretary"}) == (refusal.code, refusal.facts)
    assert heard(agreed, "tax").when(BY_SECRETARY).changes
    assert heard(replace(agreed, opinion="no-remark"), "secretary").when(BY_SECRETARY).changes


def test_who_agreed_for_an_agency_does_not_endorse_by_a_delegate_either():
    answered = heard(agreed, "tax", "secretary").and_in(LENT, GIVEN)
    (refusal,) = answered.when(ENDORSE).then_refused("consulted-before").refusals
    assert {"person": "secretary"} == refusal.facts


def test_who_endorsed_in_anothers_place_is_named_alone_when_they_would_again():
    """A deputy signed for a chief: on the deputy's own second word the chief is not named."""
    by_deputy = Dated(replace(endorsed, officer="secretary"), APRIL, ("secretary", "chief"))
    once = given_in(CASE, replace(opened, ladder=TWO), report, filed, by_deputy)
    (refusal,) = once.when(BY_SECRETARY).then_refused("endorsed-twice").refusals
    assert {"step": "ward-review", "person": "secretary"} == refusal.facts
