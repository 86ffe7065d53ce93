"""What two cases share that have the same ways ahead of them: all that decides, nothing else."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType
from typing import cast
from uuid import UUID

from domain.ladder import Ladder
from domain.nomination.state import Absent, AtStep, InTransit, Opened, Returned, State, Withdrawn

Place = tuple[object, ...]


class Form(tuple[object, ...]):  # noqa: SLOT001 - a tuple has no slot for its hash
    """Values in a form that is looked up again and again: its hash is worked out once."""

    _hash: int

    def __hash__(self) -> int:
        """Return the hash of the values."""
        try:
            return self._hash
        except AttributeError:
            self._hash = super().__hash__()
            return self._hash


Met = dict[int, tuple[object, Form]]
"""Forms by the identity of what they are of, which is kept so that nothing else takes it."""
PLAIN = (str, int, Enum, UUID, date, Decimal, frozenset, NoneType)
"""What is a form by itself; most values are."""
CONSTANT = frozenset({"ladder"})
DAYS = frozenset(
    {"back_on", "came_on", "due_on", "filed_on", "heard_on", "held_on", "last_on", "since"}
    | {"until", "used"}
)
"""Days of what was done: none lies after the day of the case, on which all that follows is done."""
WHO_AND_WHERE = frozenset({"agreements", "endorsed_by", "held_at", "posted"})
"""Of two officers of a step either may be the first, and passed steps are asked nothing more."""
WORDS = frozenset({"achievement", "forms", "known", "missed", "papers", "readings", "scores"})
BESIDE_THE_WAY = WORDS | DAYS | WHO_AND_WHERE
"""
What no rule of the way looks at; `sorts` says what counts of it.

`test_what_is_left_out_decides_nothing` holds it to that.
"""


def sorts(case: State) -> Place:
    """Return what counts of papers, agreements, holds and postings that are left out."""
    return () if isinstance(case, Absent) else (*_papers(case), *_judged(case))


def placed(
    case: State,
    left_out: frozenset[str],
    paper: object,
    counts: Callable[[State], Place] = sorts,
    met: Met | None = None,
) -> Form:
    """
    Return a case in a form that compares, with what waits on the paper that carries it.

    *counts* says what counts of all that is left out; forms that were *met* are kept there.
    """
    told = canonical(case, left_out | CONSTANT, met)
    return Form((type(case).__name__, told, counts(case), paper))


def _papers(case: Opened) -> Place:
    """Return how many papers of each kind a file holds, those apart that a return knew of."""
    known = case.known if isinstance(case, Returned) else frozenset()
    papers = case.dossier.papers
    counted = Counter((kind, sha in known) for sha, kind in papers.items())
    return (frozenset(counted.items()), bool(known - set(papers)))


def _judged(case: Opened) -> Place:
    """
    Return how many agreed here, whether judges noted a hold, and whether a posting ended here.

    The officers of a step have the same roles and act there alone: it counts how many agreed.
    """
    on_way = isinstance(case, AtStep | InTransit | Returned | Withdrawn)
    step, dossier = case.step if on_way else None, case.dossier
    given = sum(step is not None and one.step == step.key for one in dossier.agreements)
    here = len(case.endorsed_by) if isinstance(case, AtStep) else 0
    stands = isinstance(case, AtStep) and case.due_on is None
    posted = step is not None and step.level in dossier.hearing.posted
    return (given, here, stands, posted, frozenset(dossier.held_at))


def canonical(value: object, left_out: frozenset[str], met: Met | None = None) -> object:
    """
    Return a value in a form that compares and hashes, without the fields left out.

    What was *met* is not gone through again: cases that one came to by several orders share much.
    """
    names = _looked_at(cast("Hashable", type(value)), left_out)
    if names is None:
        return value if isinstance(value, PLAIN) else _of_many(value, left_out, met)
    if met is None:
        return each((getattr(value, name) for name in names), left_out)
    if id(value) not in met:
        met[id(value)] = value, each((getattr(value, name) for name in names), left_out, met)
    return met[id(value)][1]


def _of_many(value: object, left_out: frozenset[str], met: Met | None) -> object:
    """Return what holds other values in such a form; what holds none is one already."""
    if isinstance(value, list | tuple):
        return each(value, left_out, met)
    return frozenset(each(value.items(), left_out, met)) if isinstance(value, Mapping) else value


@cache
def _looked_at(kind: type, left_out: frozenset[str]) -> tuple[str, ...] | None:
    """Return the fields of a class without those left out, None of one that has no fields."""
    if not is_dataclass(kind):
        return None
    return tuple(one.name for one in fields(kind) if one.name not in left_out)


def each(values: Iterable[object], left_out: frozenset[str], met: Met | None = None) -> Form:
    """Return several values in such a form."""
    return Form([canonical(one, left_out, met) for one in values])


def height(case: State, ladder: Ladder) -> int | None:
    """Return at which step of the ladder a case is, or came back from; None where at none."""
    if isinstance(case, AtStep | InTransit | Returned):
        return [one.key for one in ladder.steps].index(case.step.key)
    return None
