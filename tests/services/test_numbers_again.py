"""Facts of before with a number of a person in a text are sound: no rule of the log forbids it."""

from dataclasses import replace

from domain.nomination.events import StepEndorsed
from services.redeciding.act import Act, Fact
from tests.forging_acts import otherwise
from tests.services.test_capacities_again import codes, honest


def with_a_number(one: Fact) -> Fact:
    """Let an endorsement say more than it may today."""
    said = isinstance(one.event, StepEndorsed)
    return replace(one, event=otherwise(one.event, reason="0912345678")) if said else one


def test_deciding_again_says_nothing_of_texts_of_before():
    whole = honest()[0]
    before = [Act(tuple(map(with_a_number, act.facts))) for act in whole]

    assert before != whole
    assert [] == codes(before)
