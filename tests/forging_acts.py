"""The tools of a forger: acts done by another hand, on another day, anew; and all made to fit."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from domain.facts import CommandReceived, Event
from services.redeciding.act import Act, Fact
from services.redeciding.left import rank
from services.redeciding.table import ROWS
from services.redeciding.told import ByOrder
from tests.builders import SPACE

Acts = Sequence[Act]
"""A log, act by act."""


def sealed(forged: Acts) -> list[Fact]:
    """Number positions and versions anew, and let receipts tell of what stands now."""
    log: list[Fact] = []
    versions: dict[UUID, int] = {}
    for act in forged:
        for one in act.facts:
            versions[one.stream] = versions.get(one.stream, 0) + 1
            event = one.event
            if isinstance(event, CommandReceived):
                event = replace(event, version=versions[event.stream])
            numbered = replace(one, position=len(log) + 1, version=versions[one.stream])
            log.append(replace(numbered, event=event))
    return log


def lead(act: Act) -> int:
    """Return the number of the fact by which the order of an act is known."""
    rows = [(ROWS[type(one.event)], at) for at, one in enumerate(act.facts)]
    return min((rank(row), at) for row, at in rows if isinstance(row, ByOrder))[1]


def put(honest: Acts, at: int, act: Act) -> list[Act]:
    """Put an act in the place of another."""
    return [*honest[:at], act, *honest[at + 1 :]]


def otherwise(told: Any, **changes: Any) -> Any:
    """Return a fact, or an envelope, that says something else."""
    return replace(told, **changes)


def by(act: Act, **changes: Any) -> Act:
    """Let an act be done by another hand."""
    beside = otherwise(act.envelope, **changes)
    return Act(tuple(replace(one, envelope=beside) for one in act.facts))


def first_event(act: Act) -> Event:
    """Return the fact by which the order of an act is known."""
    return act.facts[lead(act)].event


def renamed(act: Act, was: str) -> Act:
    """Write the nominator wherever a fact names who acted."""
    facts = []
    for one in act.facts:
        named = [each.name for each in fields(one.event) if getattr(one.event, each.name) == was]
        facts.append(replace(one, event=otherwise(one.event, **dict.fromkeys(named, "officer"))))
    return Act(tuple(facts))


def redated(act: Act, day: date) -> Act:
    """Date an act and all its papers on another day."""
    was, facts = act.envelope.effective_on, []
    for one in by(act, effective_on=day).facts:
        named = [each.name for each in fields(one.event) if getattr(one.event, each.name) == was]
        facts.append(replace(one, event=otherwise(one.event, **dict.fromkeys(named, day))))
    return Act(tuple(facts))


def is_receipt(one: Fact) -> bool:
    """Say whether a fact is a receipt."""
    return isinstance(one.event, CommandReceived)


def altered(event: Event) -> Iterator[Event]:
    """Yield an event with one of its words, numbers or answers another."""
    for one in fields(event):
        value = getattr(event, one.name)
        if isinstance(value, bool):
            yield otherwise(event, **{one.name: not value})
        elif isinstance(value, int):
            yield otherwise(event, **{one.name: value + 1})
        elif isinstance(value, str):
            yield otherwise(event, **{one.name: f"{value} otherwise"})
        elif isinstance(value, UUID):
            yield otherwise(event, **{one.name: uuid5(value, "otherwise")})


def anew(act: Act, command: str) -> Act:
    """Let an act be one of its own, without a receipt."""
    copied = by(act, command=uuid5(SPACE, command))
    return Act(tuple(one for one in copied.facts if not is_receipt(one)))


def with_lead(act: Act, event: Event) -> Act:
    """Put another fact in the place of the one an act is known by."""
    facts, at = list(act.facts), lead(act)
    facts[at] = replace(facts[at], event=event)
    return Act(tuple(facts))
