"""Powers that a reform moved, kept for the cases opened after it: which bind a case, in order."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from uuid import NAMESPACE_URL, uuid5

from domain.copies import replace
from domain.decider import Fold
from domain.reform.events import Power, PowersMoved
from domain.reform.meaning import digest_of
from domain.reform.plan import EVERY_AWARD, Reform, Transfer
from domain.refusal import ImpossibleHistory
from domain.units import Units

POWERS_STREAM = uuid5(NAMESPACE_URL, "vinhdanh:moved-powers")
Known = Mapping[str, PowersMoved]
"""What each reform moved, by its key; the last that was said of it counts."""


def evolve(known: Known, event: PowersMoved) -> Known:
    """Return what moved; raises ImpossibleHistory when the very same was said before."""
    if known.get(event.reform) == event:
        raise ImpossibleHistory(known, event)
    return {**known, event.reform: event}


def is_said(powers: PowersMoved, known: Known) -> bool:
    """Say whether a reform said this before; that a source was found since says nothing new."""
    before = known.get(powers.reform)
    return before is not None and _meaning(before) == _meaning(powers)


def _meaning(powers: PowersMoved) -> PowersMoved:
    bare = tuple(replace(one, source="", confirmed=False) for one in powers.powers)
    return replace(powers, legal_basis="", powers=bare)


POWERS: Fold[Known, PowersMoved] = Fold(MappingProxyType({}), evolve, PowersMoved)


def powers_of(reform: Reform) -> PowersMoved | None:
    """Return what a reform moves that binds new cases, None where nothing does (ADR 93)."""
    powers = tuple(_powers(reform))
    if reform.over is None or not powers:
        return None
    gone = tuple(sorted({level for level, _ in reform.transfers}))
    day, law = reform.in_force_from, reform.legal_basis
    return PowersMoved(reform.key, day, reform.over, law, reform.digest, gone, powers)


def _powers(reform: Reform) -> Iterator[Power]:
    for (level, act, award), one in reform.moves.items():
        yield Power(level, act, award, one.to, one.source, one.confirmed)
    for (level, act), one in reform.transfers.items():
        yield Power(level, act, EVERY_AWARD, one.to, one.source, one.confirmed)


def plan_of(fact: PowersMoved) -> Reform:
    """Return a reform that moves these powers, and no unit."""
    told = {
        (one.level, one.act, one.award): Transfer(one.to, one.source, one.confirmed)
        for one in fact.powers
    }
    return Reform(
        key=fact.reform,
        in_force_from=fact.in_force_from,
        legal_basis=fact.legal_basis,
        digest=fact.digest,
        source=fact.legal_basis,
        confirmed=all(one.confirmed for one in fact.powers),
        transfers={
            (level, act): to for (level, act, _), to in told.items() if level in fact.abolished
        },
        units=Units(()),
        moves={key: to for key, to in told.items() if key[0] not in fact.abolished},
        over=fact.regime,
    )


@lru_cache(maxsize=64)
def known_again(fact: PowersMoved, units: Units) -> Reform | None:
    """
    Return the reform that moved these powers, where it changed no unit but those known here.

    Its digest says so: what was applied from a file that a house does not keep is known again by
    its facts alone. None where it changed others.
    """
    plan = replace(plan_of(fact), units=units)
    return plan if digest_of(plan) == fact.digest else None


def in_order(known: Known, on: date) -> list[PowersMoved]:
    """Return what moved by a day, the oldest reform first."""
    return sorted(
        (one for one in known.values() if one.in_force_from <= on),
        key=lambda one: (one.in_force_from, one.reform),
    )
