"""One log on its way into one ledger: what is known of its cases, and what they lack."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.past.commands import BringInCase
from domain.past.decide import bring_in, stream_of
from domain.past.events import PastEvent
from domain.past.evolve import PAST
from domain.past.mapping import LogMapping
from domain.past.state import State
from domain.past.trace import Trace
from services.histories import Histories
from services.ports import Ledger

FACTS_IN_A_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Case:
    """A trace of the log beside what the ledger knows of its case."""

    trace: Trace
    stream: UUID
    version: int
    state: State


@dataclass(frozen=True, slots=True)
class Intake:
    """The mapping, the SHA-256 of the file, and the ledger it goes to."""

    mapping: LogMapping
    digest: str
    ledger: Ledger

    def look_up(self, traces: Sequence[Trace]) -> list[Case]:
        """Return the cases of *traces*, with one question to the store."""
        past = Histories(self.ledger)
        streams = [stream_of(self.mapping.source, trace.case) for trace in traces]
        states = past.each(PAST, streams)
        return [
            Case(trace, stream, past.version(stream), states[stream])
            for trace, stream in zip(traces, streams, strict=True)
        ]

    def lacking(self, case: Case) -> tuple[PastEvent, ...]:
        """Return the facts the ledger lacks of *case*; Refused when the two contradict."""
        return bring_in(BringInCase(self.mapping, self.digest, case.trace), case.state)


def batches(traces: Iterable[Trace]) -> Iterator[list[Trace]]:
    """Yield *traces* in lists that stand for about FACTS_IN_A_BATCH facts each."""
    batch: list[Trace] = []
    facts = 0
    for trace in traces:
        batch.append(trace)
        facts += 1 + len(trace.entries)
        if facts >= FACTS_IN_A_BATCH:
            yield batch
            batch, facts = [], 0
    if batch:
        yield batch
