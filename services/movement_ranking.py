"""The ranking of a movement's cases, reckoned from the facts whenever somebody asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.council.movement_ranking import first_scored, ranking_over
from domain.council.ranking import Line
from domain.council.rule import TieRule
from domain.council.session import SESSION, NotConvened
from domain.nomination.decide import NOMINATION
from domain.nomination.state import Absent, Opened
from services.histories import Histories


@dataclass(frozen=True, slots=True)
class Field:
    """The cases that are ranked, and the step whose points count; None where nobody gave any."""

    cases: Mapping[UUID, Opened]
    step: str | None

    @property
    def units(self) -> frozenset[str]:
        """Return the units in which the cases take the step."""
        steps = (step for case in self.cases.values() for step in case.dossier.ladder.steps)
        return frozenset(one.unit for one in steps if one.key == self.step)

    @property
    def nominees(self) -> Mapping[UUID, UUID]:
        """Return whom each case is about."""
        return {one: case.dossier.nominee.ref for one, case in self.cases.items()}


def field_of(nominations: Sequence[UUID], step: str | None, past: Histories) -> Field:
    """Return the cases to be ranked; where no *step* is named, by the lowest that has points."""
    known = past.each(NOMINATION, nominations)
    cases = {one: case for one, case in known.items() if not isinstance(case, Absent)}
    return Field(cases, step or first_scored(cases.values()))


def ranked_over(
    award: str, field: Field, sessions: Sequence[UUID], ties: Sequence[TieRule], past: Histories
) -> tuple[Line, ...]:
    """Return the cases in order, by the *sessions* that were held on any of them."""
    states = past.each(SESSION, sessions).values()
    held = [one.meeting for one in states if not isinstance(one, NotConvened)]
    return ranking_over(award, field.step, field.cases, held, ties)
