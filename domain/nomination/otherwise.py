"""A decided case held against the rules of another regime: what would have been otherwise."""

from collections.abc import Iterator, Mapping, Sequence

from domain.ladder import Act, Ladder
from domain.nomination.events import CouncilVoted
from domain.nomination.favour import Difference
from domain.nomination.state import Dossier
from domain.refusal import listed
from domain.votes import votes_needed

__all__ = ["DECISIVE", "Difference", "differences"]

NOT_GIVEN, NOT_HONOURED, LACKING, VOTE = (
    "award-not-given",
    "subject-not-honoured",
    "papers-lacking",
    "vote-outcome",
)
ROUTE, MOVED = "route", "power-moved"
ANOTHER_ROUTE = ("", 0)
"""Where a vote stood that was cast before the case came under a newer regime."""
DECISIVE = frozenset({NOT_GIVEN, NOT_HONOURED, LACKING, VOTE})
"""What may have changed the outcome; the rest changes only the way, or the money."""


def differences(
    case: Dossier, votes: Sequence[CouncilVoted], other: Ladder | None
) -> tuple[Difference, ...]:
    """Return in what a case differs under the ladder of another regime; None: no such award."""
    if other is None:
        return (Difference(NOT_GIVEN, case.ladder.award, "-"),)
    return (
        *the_subject(case, other),
        *the_route(case.ladder, other),
        *the_papers(case, other),
        *the_votes(case.ladder, votes, other),
        *the_bonus(case, other),
    )


def the_subject(case: Dossier, other: Ladder) -> Iterator[Difference]:
    """Tell a kind of nominee that the other rule does not honour."""
    if case.nominee.kind not in other.subjects:
        yield Difference(NOT_HONOURED, case.nominee.kind, listed(other.subjects))


def the_route(was: Ladder, other: Ladder) -> Iterator[Difference]:
    """Tell another order of levels and acts."""
    if way(was) != way(other):
        yield Difference(ROUTE, way(was), way(other))


def way(ladder: Ladder) -> str:
    """Return the levels and acts of a ladder in a line."""
    return " > ".join(f"{step.level} {step.act.value}" for step in ladder.steps)


def the_papers(case: Dossier, other: Ladder) -> Iterator[Difference]:
    """Tell papers that the other rule alone asks for, and the file does not hold."""
    kind = case.nominee.kind
    if lacking := sorted(asked(other, kind) - asked(case.ladder, kind) - {*case.papers.values()}):
        yield Difference(LACKING, "-", listed(lacking))


def asked(ladder: Ladder, kind: str) -> set[str]:
    """Return every paper a ladder asks of a kind of nominee, when it is filed or later."""
    return {*ladder.papers_of(kind), *(paper for step in ladder.steps for paper in step.papers)}


def the_votes(was: Ladder, votes: Sequence[CouncilVoted], other: Ladder) -> Iterator[Difference]:
    """Tell ballots that would have carried, or been lost, by the share the other rule has there."""
    mine, theirs = rungs(was), {rung: step for step, rung in rungs(other).items()}
    for vote in votes:
        same = theirs.get(mine.get(vote.step, ANOTHER_ROUTE))
        share = other.step(same).percent if same else None
        if share is None:
            continue
        needed = votes_needed(vote.members, share)
        if (vote.in_favour >= needed) != vote.carried:
            told = f"{vote.in_favour} of {vote.needed} needed"
            yield Difference(VOTE, told, f"{vote.in_favour} of {needed} needed")


def rungs(ladder: Ladder) -> Mapping[str, tuple[str, int]]:
    """Return of each step that votes its level, and the how manieth vote of that level it is."""
    votes = [one for one in ladder.steps if one.act is Act.VOTE]
    levels = [one.level for one in votes]
    return {one.key: (one.level, levels[:at].count(one.level)) for at, one in enumerate(votes)}


def the_bonus(case: Dossier, other: Ladder) -> Iterator[Difference]:
    """Tell another coefficient of the bonus."""
    was, would = (one.times(case.nominee.kind) for one in (case.ladder, other))
    told = [str(one.times) if one else "-" for one in (was, would)]
    if told[0] != told[1]:
        yield Difference("bonus-coefficient", *told)
