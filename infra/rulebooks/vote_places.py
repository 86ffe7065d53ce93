"""What is said of votes must be said of votes there are, and not of those another entry takes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from domain.ladder import Act
from domain.rulebooks.award import AwardRule
from domain.units import Units
from domain.votes import Where, covers

Vote = tuple[str, str]


def awards_in(books: Iterable[AwardRule]) -> frozenset[str]:
    """Return the awards that any regime has."""
    return frozenset(one.award.key for one in books)


def passed_by(books: Iterable[AwardRule]) -> frozenset[Vote]:
    """Return the levels on the ways to all awards."""
    return frozenset((one.award.key, step.level) for one in books for step in one.award.steps)


def votes_in(books: Iterable[AwardRule]) -> frozenset[Vote]:
    """Return the votes on the ways to all awards."""
    steps = ((one.award.key, step) for one in books for step in one.award.steps)
    return frozenset((award, step.level) for award, step in steps if step.act is Act.VOTE)


@dataclass(frozen=True, slots=True)
class Votes:
    """The votes there are, by award and level; all awards; the units, None where nobody asks."""

    votes: frozenset[Vote]
    awards: frozenset[str]
    units: Units | None = None

    def touched(self, where: Where) -> list[Vote]:
        """Return the votes that something is said of, whatever the unit."""
        award, level, _ = where
        return [one for one in sorted(self.votes) if covers((award, level, None), (*one, None))]


def strange_places(at: str, told: Sequence[Where], known: Votes) -> Iterator[str]:
    """Find what is said of unknown awards, levels and units, of no vote, or of taken ones."""
    for number, where in enumerate(told):
        here = f"{at}[{number}]"
        yield from _strange_vote(here, where, known)
        yield from _strange_unit(here, where, known)
        if any(covers(before, where) for before in told[:number]):
            yield f"{here}: a rule before it takes its cases"


def _strange_vote(here: str, where: Where, known: Votes) -> Iterator[str]:
    """Find an award or a level there is not, and a place where no council votes."""
    award, level, _ = where
    if award is not None and award not in known.awards:
        yield f"{here}.award: unknown {award}"
    elif level is not None and level not in {one for _, one in known.votes}:
        yield f"{here}.level: no council votes at {level}"
    elif not known.touched(where):
        yield f"{here}: no council votes on {award}" + (f" at {level}" if level else "")


def _strange_unit(here: str, where: Where, known: Votes) -> Iterator[str]:
    """Find a unit that never was, and one that is said to be of a level."""
    _, level, unit = where
    if unit is not None and level is not None:
        yield f"{here}.level: a unit has one, name either"
    if unit is not None and known.units is not None and not _ever(unit, known.units):
        yield f"{here}.unit: unknown {unit}"


def _ever(unit: str, units: Units) -> bool:
    return any(one.code == unit for one in units)
