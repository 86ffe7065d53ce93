"""A witness that hears checkpoints one after the other: what goes on, what waits, what is wrong."""

from collections.abc import Callable, Sequence
from typing import Protocol

from domain.proof.growth import Growth
from domain.proof.note import Checkpoint, read_checkpoint
from domain.proof.told import (
    it_begins_with,
    one_size_is_told_with_one_root,
    the_log_does_not_say_itself_that_it_shrank,
)
from domain.proof.witness import Alarm
from services.witnessing import Cosigned


class Memory(Protocol):
    """What a witness remembers, each asked for by one size: it costs the same at any age."""

    def last(self) -> int | None:
        """Return how many facts were cosigned last; None before the first time."""
        ...

    def root(self, size: int) -> bytes | None:
        """Return the root of so many facts that was cosigned or proven; None if none was."""
        ...

    def wait(self, growth: Growth) -> None:
        """Keep a growth until something proves or refutes it."""
        ...

    def waiting(self, size: int) -> Sequence[Growth]:
        """Return what waits and is of so many facts."""
        ...

    def onward(self, size: int) -> Growth | None:
        """Return the longest that waits and is proven from so many facts on."""
        ...

    def prove(self, stand: Checkpoint) -> None:
        """Keep a root that is proven."""
        ...

    def settle(self, size: int) -> None:
        """Forget what waited and is of so many facts."""
        ...


Cosign = Callable[[Growth], Cosigned]


def hear(growth: Growth, memory: Memory, cosign: Cosign) -> Cosigned | None:
    """
    Cosign a growth that goes on from the last one; let any other wait for its proof.

    A proof is what leads from a checkpoint that waits to one that is known. An honest log is never
    refused, in whatever order its senders tell: they link what they find untied.

    Raises:
        Alarm: the log says two things, and has signed both.
    """
    stand, last = read_checkpoint(growth.note), memory.last()
    _refuse(the_log_does_not_say_itself_that_it_shrank(growth))
    _hold_against_what_is_known(growth, stand, memory)
    memory.wait(growth)
    done = cosign(growth) if last in {None, stand.size} else None
    while onward := _onward(memory):
        done = cosign(onward)
    _settle([*filter(None, (memory.last(),)), stand.size], memory)
    return done


def _hold_against_what_is_known(growth: Growth, stand: Checkpoint, memory: Memory) -> None:
    known, older = memory.root(stand.size), memory.root(growth.old)
    _refuse(one_size_is_told_with_one_root(stand, known))
    for other in memory.waiting(stand.size):
        _refuse(one_size_is_told_with_one_root(stand, read_checkpoint(other.note).root))
    if older is not None and known is None:
        _refuse(it_begins_with(Checkpoint(stand.origin, growth.old, older), growth))


def _onward(memory: Memory) -> Growth | None:
    last = memory.last()
    return None if last is None else memory.onward(last)


def _settle(sizes: list[int], memory: Memory) -> None:
    """Take what waits and is known by now for proven, and what it proves in turn."""
    while sizes:
        size = sizes.pop()
        if memory.root(size) is None:
            continue
        for growth in memory.waiting(size):
            _refuse(one_size_is_told_with_one_root(read_checkpoint(growth.note), memory.root(size)))
            sizes += _proven_by(growth, memory)
        memory.settle(size)


def _proven_by(growth: Growth, memory: Memory) -> Sequence[int]:
    """Return the size of what waited for this growth, whose own root is known; prove it."""
    elders = {read_checkpoint(one.note) for one in memory.waiting(growth.old)}
    for elder in elders if memory.root(growth.old) is None else ():
        _refuse(it_begins_with(elder, growth))
        memory.prove(elder)
    return [elder.size for elder in elders]


def _refuse(alarm: Alarm | None) -> None:
    if alarm:
        raise alarm
