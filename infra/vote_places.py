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
    levels = {level for _, level in known.votes}
    for number, (award, level, unit) in enumerate(told):
        here = f"{at}[{number}]"
        if award is not None and award not in known.awards:
            yield f"{here}.award: unknown {award}"
        elif level is not None and level not in levels:
            yield f"{here}.level: no council votes at {level}"
        elif not known.touched((award, level, unit)):
            yield f"{here}: no council votes on {award}" + (f" at {level}" if level else "")
        if unit is not None:
            yield from _strange_unit(here, level, unit, known)
        if any(covers(before, told[number]) for before in told[:number]):
            yield f"{here}: a rule before it takes its cases"


def _strange_unit(here: str, level: str | None, unit: str, known: Votes) -> Iterator[str]:
    """Find a unit that never was, and one that is said to be of a level."""
    if level is not None:
        yield f"{here}.level: a unit has one, name either"
    if known.units is not None and not any(one.code == unit for one in known.units):
        yield f"{here}.unit: unknown {unit}"
