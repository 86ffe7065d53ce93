"""The cases of a movement in order, over all the sessions they stood in: points of one step."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from domain.council.merit import Mark
from domain.council.ranking import Line, in_order, mark_of, summed
from domain.council.rule import TieRule
from domain.council.session import Meeting
from domain.council.standing import Standing
from domain.nomination.state import Opened

Cases = Mapping[UUID, Opened]


def first_scored(cases: Iterable[Opened]) -> str | None:
    """Return the lowest step at which any of the cases was given points, None where none was."""
    given = {
        (at, one.key)
        for case in cases
        for at, one in enumerate(case.dossier.ladder.steps)
        if any(step == one.key for step, _ in case.dossier.scores)
    }
    return min(given)[1] if given else None


def of_step(step: str, meetings: Iterable[Meeting]) -> Mapping[UUID, Meeting]:
    """Return the session at which each nomination stood last at a step; dropped, it stood not."""
    return {
        one: meeting
        for meeting in sorted(meetings, key=lambda one: one.held_on)
        for one, item in meeting.items.items()
        if item.step == step and one not in meeting.standing.dropped
    }


def marks_over(step: str, cases: Cases, stood: Mapping[UUID, Meeting]) -> tuple[Mark, ...]:
    """Return the points of each case that has any: of its session where one was, else all."""
    found = (_mark(step, one, case, stood.get(one)) for one, case in cases.items())
    return tuple(mark for mark in found if mark.weight)


def _mark(step: str, nomination: UUID, case: Opened, meeting: Meeting | None) -> Mark:
    if meeting is None:
        given = case.dossier.scores.items()
        return summed(nomination, (score for (at, _), score in given if at == step))
    if not meeting.standing.ended:
        return mark_of(meeting, nomination, case)
    kept = {one.nomination: one for one in meeting.standing.marks}
    return kept.get(nomination, summed(nomination, ()))


def standing_over(
    ties: Sequence[TieRule], stood: Mapping[UUID, Meeting], meetings: Iterable[Meeting]
) -> Standing:
    """
    Return the rules for equal points of today, and what was said in the sessions.

    An order that a person decided holds where it is on all who are equal here: a tie of cases that
    never stood together is shared (house rule, ADR 45).
    """
    every = sorted(meetings, key=lambda one: one.held_on)
    results = {one: meeting.standing.results for one, meeting in stood.items()}
    return Standing(
        tuple(ties),
        priorities=frozenset(one for meeting in every for one in meeting.standing.priorities),
        orders=tuple(one for meeting in every for one in meeting.standing.orders),
        results={one: voted[one] for one, voted in results.items() if one in voted},
    )


def ranking_over(
    award: str, step: str | None, cases: Cases, meetings: Sequence[Meeting], ties: Sequence[TieRule]
) -> tuple[Line, ...]:
    """Return the cases of one award in order by the points of a step, those without them last."""
    if step is None:
        return tuple(Line(one, award) for one in sorted(cases))
    stood = of_step(step, meetings)
    marks = marks_over(step, cases, stood)
    lines = in_order(award, marks, standing_over(ties, stood, meetings))
    scored = {one.nomination for one in marks}
    return (*lines, *(Line(one, award) for one in sorted(set(cases) - scored)))
