"""The nominations of a session in order: by points, then by one rule for equal points at a time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from itertools import chain, groupby
from uuid import UUID

from domain.council.merit import Mark
from domain.council.session import Meeting
from domain.council.standing import Standing
from domain.nomination.scores import Score
from domain.nomination.state import Absent, State

BALLOTS, DECISION = "more-ballots-first", "decision"
PRIORITIES = frozenset({"direct-work-first", "hardship-area-first"})
KNOWN = PRIORITIES | {BALLOTS}
Merits = tuple[Fraction, ...]
Group = tuple[UUID, ...]


class Place(Enum):
    """Whether a nomination is among those for which there is a place."""

    WITHIN = "within"
    BEYOND = "beyond"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Line:
    """
    One nomination in the order of its award; without points it has no rank.

    `shared` says that others have the same rank and a person must decide; `settled_by` is what
    parted it from its neighbour of equal points. `place` is None where no number of places is said
    or the nomination is out of the running.
    """

    nomination: UUID
    award: str
    points: Fraction | None = None
    rank: int | None = None
    shared: bool = False
    settled_by: str | None = None
    place: Place | None = None


def marks_of(meeting: Meeting, cases: Mapping[UUID, State]) -> tuple[Mark, ...]:
    """
    Return what evaluators gave each nomination at its step, sums and weights exact.

    Points of who has no seat that day, or an interest in the case, do not count (as their vote: not
    confirmed).
    """
    found = (mark_of(meeting, one, cases[one]) for one in meeting.items if one in cases)
    return tuple(mark for mark in found if mark.weight)


def mark_of(meeting: Meeting, nomination: UUID, case: State) -> Mark:
    """Return what evaluators gave a nomination at its step, without whom it does not count."""
    step = meeting.items[nomination].step
    given = [] if isinstance(case, Absent) else case.dossier.scores.items()
    counted = [
        score
        for (at, who), score in given
        if at == step and meeting.is_seated(who) and not meeting.is_recused(nomination, who)
    ]
    return summed(nomination, counted)


def summed(nomination: UUID, scores: Iterable[Score]) -> Mark:
    """Return points as a mark: the sum of points times weight, and of the weights."""
    given = list(scores)
    total = sum((one.points * one.weight for one in given), Decimal(0))
    return Mark(nomination, total, sum((one.weight for one in given), Decimal(0)))


def _worth(rule: str, standing: Standing, nomination: UUID) -> Fraction:
    """Return how much a nomination has of what a rule for equal points asks; more goes first."""
    if rule == BALLOTS:
        vote = standing.results.get(nomination)
        return Fraction(vote.in_favour, vote.members) if vote else Fraction(0)
    return Fraction((nomination, rule) in standing.priorities)


def merits(mark: Mark, standing: Standing) -> Merits:
    """Return the points of a nomination, then its worth by each rule for equal points in turn."""
    worth = (_worth(one.key, standing, mark.nomination) for one in standing.ties)
    return (Fraction(mark.total) / Fraction(mark.weight), *worth)


def tied(marks: Iterable[Mark], standing: Standing) -> Iterator[tuple[Merits, Group]]:
    """Return the nominations in order, those that no rule parts together."""
    groups: dict[Merits, list[UUID]] = {}
    for one in marks:
        groups.setdefault(merits(one, standing), []).append(one.nomination)
    for key in sorted(groups, reverse=True):
        yield key, tuple(sorted(groups[key]))


def cut(group: Group, orders: Sequence[Group]) -> list[Group]:
    """Return a tie in the order a person decided last on all of it; uncut where nobody did."""
    for order in reversed(orders):
        if len(group) > 1 and set(group) <= set(order):
            return [(one,) for one in sorted(group, key=order.index)]
    return [group]


def ranking(meeting: Meeting, marks: Iterable[Mark]) -> tuple[Line, ...]:
    """
    Return the nominations of a session by award and rank; the order they came in says nothing.

    Equal ones share a rank and the next rank is left out: 1, 1, 3. Those without points come last.
    """
    known = {one.nomination: one for one in marks}
    agenda = sorted((item.award, one) for one, item in meeting.items.items())
    by_award = groupby(agenda, lambda one: one[0])
    found = (_of_award(award, [one for _, one in all_], known, meeting) for award, all_ in by_award)
    return tuple(chain.from_iterable(found))


def _of_award(
    award: str, listed: Sequence[UUID], marks: Mapping[UUID, Mark], meeting: Meeting
) -> list[Line]:
    """Return the nominations for one award, those with points first."""
    scored = [marks[one] for one in listed if one in marks]
    lines = list(in_order(award, scored, meeting.standing))
    unscored = [Line(one, award) for one in listed if one not in marks]
    return [*placed(lines, meeting.standing), *unscored]


def in_order(award: str, marks: Sequence[Mark], standing: Standing) -> Iterator[Line]:
    """Return the scored nominations of an award with their ranks."""
    groups = list(tied(marks, standing))
    rank = 1
    for at, (key, group) in enumerate(groups):
        pieces = cut(group, standing.orders)
        by = DECISION if len(pieces) > 1 else _settled_by(key, groups, at, standing)
        for piece in pieces:
            for one in piece:
                yield Line(one, award, key[0], rank, len(piece) > 1, by)
            rank += len(piece)


def _settled_by(
    key: Merits, groups: Sequence[tuple[Merits, Group]], at: int, standing: Standing
) -> str | None:
    """Return the rule that parted a group from the one before it, else from the one after it."""
    for other, _ in (*groups[max(at - 1, 0) : at], *groups[at + 1 : at + 2]):
        if other[0] == key[0]:
            pairs = zip(standing.ties, key[1:], other[1:], strict=True)
            return next(rule.key for rule, mine, theirs in pairs if mine != theirs)
    return None


def placed(lines: Sequence[Line], standing: Standing) -> list[Line]:
    """
    Return the lines of one award with who has a place: as far as there are places, no further.

    A tie across the last place is undecided for all in it. Who was voted down, or dropped, is out.
    """
    free = standing.places.get(lines[0].award) if lines else None
    if free is None:
        return list(lines)
    running = [one for one in lines if _runs(one.nomination, standing)]
    return [
        replace(one, place=_place(one, running, free)) if one in running else one for one in lines
    ]


def _runs(nomination: UUID, standing: Standing) -> bool:
    vote = standing.results.get(nomination)
    return nomination not in standing.dropped and (vote is None or vote.carried)


def _place(line: Line, running: Sequence[Line], free: int) -> Place:
    """Return whether there is a place: for all who share the rank, for none, or it is open."""
    before = sum((one.rank or 0) < (line.rank or 0) for one in running)
    level = sum(one.rank == line.rank for one in running)
    if before + level <= free:
        return Place.WITHIN
    return Place.BEYOND if before >= free else Place.UNDECIDED
