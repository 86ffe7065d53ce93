"""One forgery of each sort for each kind of act and fact, on every honest life there is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from uuid import uuid5

from domain.acting import ActingFor
from services.redeciding.act import Act, Fact, acts
from services.redeciding.means import Means
from tests import rule_forgeries as forger
from tests.builders import APRIL, SPACE
from tests.forging_acts import Acts, anew, by, first_event, lead, put, redated, sealed
from tests.honest_hearings import LIVES
from tests.honest_lives import Life
from tests.honest_reviews import asked, reviewed
from tests.promises.test_rule_forgeries import lives
from tests.redeciding import BARE, HOUSE, found

POWER = ActingFor(uuid5(SPACE, "nobody's power"), "the head", "1/QĐ", APRIL)
NEVER_THERE = "unfounded"


@dataclass(frozen=True)
class Sort:
    """What was done, to which kind of act, and to which of its facts."""

    how: str
    act: str
    fact: str


@dataclass(frozen=True)
class Wrong:
    """A forgery, its log, and where the fact stands that should not."""

    sort: Sort
    acts: Sequence[Act]
    at: int
    means: Means

    @property
    def log(self) -> list[Fact]:
        """Return its log, made to fit."""
        return sealed(self.acts)

    def is_told(self) -> bool:
        """Say whether the first fact that is told is the one that should not stand."""
        told = found(self.log, self.means)
        return [self.at] == [one.position for one in told[:1]]


def by_nobodys_power(honest: Acts) -> forger.Plan:
    """Yield acts in the place of somebody who lent nothing."""
    for at, act in enumerate(honest):
        if not isinstance(act.envelope.delegation, ActingFor):
            yield "nobody's power", put(honest, at, by(act, delegation=POWER)), at, lead(act)


def out_of_place(honest: Acts) -> forger.Plan:
    """Yield acts that are done before everything on which they rest."""
    first = honest[0].envelope.effective_on
    for at, act in enumerate(honest[1:], 1):
        early = anew(redated(act, first), f"early {at}")
        yield "out of place", [early, *honest], 0, lead(early)


PLANS: tuple[Callable[[Acts], forger.Plan], ...] = (
    forger.by_somebody_without_the_role,
    forger.from_another_unit,
    forger.of_unsaid_units,
    forger.out_of_time,
    forger.with_a_fact_left_out,
    forger.with_a_fact_altered,
    forger.done_twice,
    forger.written_by_nobody,
    by_nobodys_power,
    out_of_place,
)


def every_life() -> Iterator[tuple[Callable[[], Life], Means]]:
    """Yield honest lives, and what is to be known to decide them again."""
    yield from ((partial(_same, one), BARE) for one in lives())
    yield from ((one, BARE) for one in LIVES)
    yield from ((one, HOUSE) for one in (reviewed, asked))


def _same(life: Life) -> Life:
    return life


def forged() -> Iterator[Wrong]:
    """Yield the first forgery of each sort."""
    seen = set[Sort]()
    for life, means in every_life():
        honest = list(acts(tuple(life().log)))
        for plan in PLANS:
            for how, log, number, fact in plan(honest):
                sort = _sort(how, log, number, fact)
                if sort not in seen:
                    at = sum(len(act.facts) for act in log[:number]) + fact + 1
                    yield Wrong(sort, log, at, means)
                seen.add(sort)


def _sort(how: str, log: Acts, number: int, fact: int) -> Sort:
    """Return the sort of a forgery; what nobody's act wrote goes by the act before it."""
    act = log[number - 1] if how == NEVER_THERE else log[number]
    told = log[number].facts[fact].event
    return Sort(how, type(first_event(act)).__name__, type(told).__name__)


def and_again(one: Wrong) -> Wrong:
    """Return the same forgery, said to stand one fact further on: a check that sees all is red."""
    return replace(one, at=one.at + 1)
