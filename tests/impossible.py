"""What cannot have happened after what did: the defect names the fact, and the state it met."""

import pytest

from domain.decider import Fold, replay
from domain.facts import Event
from domain.refusal import ImpossibleHistory
from tests.builders import dated


def cannot_follow(fold: Fold, *facts: Event) -> None:
    """Expect that the last of some facts cannot follow those before it."""
    before = replay(fold, dated(*facts[:-1]))
    with pytest.raises(ImpossibleHistory) as told:
        replay(fold, dated(*facts))
    assert f"{type(facts[-1]).__name__} after {type(before).__name__}" == str(told.value)
