"""Short words for the tests of the ledger: an envelope, a fact with a number, an append."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID, uuid4, uuid5

from domain.nomination.events import StepEndorsed
from domain.recorded import Envelope
from services.ports import Append, Ledger
from tests.golden.sample import ENVELOPE

SPACE = UUID("3c8f3c0c-52f5-4a47-9f7c-3d7a4a3a0001")
A, B, C = (uuid5(SPACE, name) for name in "abc")


def envelope(command: UUID | None = None) -> Envelope:
    """Return an envelope of a command of its own."""
    return replace(ENVELOPE, command=command or uuid4())


def fact(number: int) -> StepEndorsed:
    """Return a small fact that carries a *number*."""
    return StepEndorsed("ward-review", f"officer-{number}", "deserved")


def facts(*numbers: int) -> tuple[StepEndorsed, ...]:
    """Return a small fact for each number."""
    return tuple(fact(number) for number in numbers)


def put(ledger: Ledger, stream: UUID, expected: int, *numbers: int) -> int:
    """Append numbered facts to one stream; return the position of the last."""
    return ledger.append([Append(stream, expected, facts(*numbers))], envelope())


def whole_log(ledger: Ledger, page: int = 500) -> list[tuple[int, UUID, int, UUID]]:
    """Return position, stream, version and command of every fact, read page by page."""
    log, at = list[tuple[int, UUID, int, UUID]](), 0
    while found := ledger.since(at, page):
        at = found[-1].position
        beside = [one for one in ledger.since(at - 1, 2)[1:] if one.position == at]
        told = [*found, *beside]  # two facts at one place, where the page ends between them
        log += [(f.position, f.stream, f.version, f.envelope.command) for f in told]
    return log


def assert_dense(log: Sequence[tuple[int, UUID, int, UUID]]) -> None:
    """Check that positions and the versions of every stream count from 1 without gap or repeat."""
    versions: dict[UUID, int] = {}
    for expected, (position, stream, version, _) in enumerate(log, 1):
        assert expected == position
        assert versions.get(stream, 0) + 1 == version
        versions[stream] = version
