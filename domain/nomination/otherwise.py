"""A decided case held against the rules of another regime: what would have been otherwise."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.ladder import Act, Ladder
from domain.nomination.events import CouncilVoted
from domain.nomination.state import Dossier
from domain.votes import votes_needed

NOT_GIVEN, NOT_HONOURED, LACKING, VOTE = (
    "award-not-given",
    "subject-not-honoured",
    "papers-lacking",
    "vote-outcome",
)
DECISIVE = frozenset({NOT_GIVEN, NOT_HONOURED, LACKING, VOTE})
"""What may have changed the outcome; the rest changes only the way, or the money."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that would have been otherwise: what it was, and what it would have been."""

    about: str
    was: str
    would: str


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
        yield Difference(NOT_HONOURED, case.nominee.kind, ", ".join(other.subjects))


def the_route(was: Ladder, other: Ladder) -> Iterator[Difference]:
    """Tell another order of levels and acts."""
    if way(was) != way(other):
        yield Difference("route", way(was), way(other))


def way(ladder: Ladder) -> str:
    """Return the levels and acts of a ladder in a line."""
    return " > ".join(f"{step.level} {step.act.value}" for step in ladder.steps)


def the_papers(case: Dossier, other: Ladder) -> Iterator[Difference]:
    """Tell papers the other rule asks for and the file did not hold."""
    asked = {*other.papers_of(case.nominee.kind), *(p for step in other.steps for p in step.papers)}
    held = set(case.papers.values())
    if lacking := sorted(asked - held):
        yield Difference(LACKING, "-", ", ".join(lacking))


def the_votes(was: Ladder, votes: Sequence[CouncilVoted], other: Ladder) -> Iterator[Difference]:
    """Tell ballots that would have carried, or been lost, by the share the other rule has there."""
    mine, theirs = rungs(was), {rung: step for step, rung in rungs(other).items()}
    for vote in votes:
        same = theirs.get(mine[vote.step])
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
