"""What decide lets pass alarms no auditor: a finding on a path is never the house's own doing."""

from collections.abc import Iterator
from dataclasses import replace
from typing import cast, get_args
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.access import person
from domain.audit.deeds import OnThePath, deed_of
from domain.audit.finding import AuditFinding, Limits
from domain.audit.on_a_path import found_on
from domain.audit.path import OWN, Path
from domain.facts import Event
from domain.nomination.decide import NOMINATION
from domain.nomination.events import NominationOpened
from domain.nomination.state import AtStep
from domain.recorded import Recorded
from services.histories import Histories
from services.orders import Command
from tests import histories as h
from tests.domain.paths import SEEN
from tests.notebook import Notebook
from tests.promises.test_replay import give, likely

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

NEVER = {"same-person-twice", "act-without-authority", "skipped-step"}
"""What no order brings about; to be late, or quick, is allowed."""


UNIT = st.sampled_from((None, None, None, None, *h.LEVELS))
"""In which unit a hand sits: mostly in that of the step."""


def paths(facts: list[Recorded[Event]]) -> Iterator[Path]:
    """Return the paths of a log, of cases that were opened here."""
    told: dict[UUID, list[Recorded[OnThePath]]] = {}
    for fact in facts:
        if isinstance(fact.event, get_args(OnThePath)):
            told.setdefault(fact.stream, []).append(cast("Recorded[OnThePath]", fact))
    for theirs in told.values():
        deeds = [deed_of(theirs[0], ())]
        for fact in theirs[1:]:
            before = next(one.rungs for one in reversed(deeds) if one.rungs)
            deeds.append(deed_of(fact, before))
        first = theirs[0].event
        assert isinstance(first, NominationOpened)
        nominee = person(str(first.nominee.ref))
        yield Path(theirs[0].stream, OWN, first.unit, nominee, tuple(deeds))


def alarms(facts: list[Recorded[Event]], limits: Limits = SEEN) -> list[AuditFinding]:
    return [one for path in paths(facts) for one in found_on(path, limits) if one.rule in NEVER]


def in_one_office(order: Command, book: Notebook, case: UUID, unit: str | None) -> Command:
    """
    Let a hand judge in the office that a case waits for and in no other of its path (ADR 78).

    It sits in *unit* alone, in that of the step where none is said.

    The account of a body holds several, and of what it does an auditor is told (ADR 101).
    """
    state = Histories(book).of(NOMINATION, case)
    if not isinstance(state, AtStep):
        return order
    others = {one.role for one in state.dossier.ladder.steps} - {state.step.role}
    units = frozenset({unit or state.step.unit})
    return replace(order, hand=replace(order.hand, roles=order.hand.roles - others, units=units))


def lived(data: st.DataObject) -> Notebook:
    """Let cases live in any way that decide lets pass."""
    book = Notebook()
    for case in h.CASES:
        ladder, campaign = data.draw(h.ladders()), data.draw(st.booleans())
        assert give(book, h.opening(case, h.everyone("officer"), ladder, campaign=campaign))
    for _ in range(data.draw(st.integers(5, 60))):
        case = data.draw(h.CASE)
        order = data.draw(st.composite(likely)(book, case))
        give(book, in_one_office(order, book, case, data.draw(UNIT)))
    return book


@settings(max_examples=100)
@given(st.data())
def test_whatever_was_accepted_alarms_nobody(data):
    assert [] == alarms(lived(data).log)
