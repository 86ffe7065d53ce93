"""The first reading of a log: nothing is written, everything that is wrong is found."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from domain.decider import replay
from domain.facts import Event
from domain.past.commands import BringInCase
from domain.past.decide import bring_in, stream_of
from domain.past.events import PastCaseOpened, PastEvent, PastVerdictRecorded
from domain.past.evolve import PAST
from domain.past.mapping import LogMapping
from domain.past.trace import Trace
from domain.refusal import ImpossibleHistory, Refused
from services.past_log import LogRefused, PastLog, Progress
from services.ports import Ledger

FACTS_IN_A_BATCH = 2_000


@dataclass(slots=True)
class Findings:
    """
    What a log holds, and what stands against bringing it in.

    Its memory is one short key a case (to see a name twice) and one count an activity.
    """

    lines: dict[bytes, int] = field(default_factory=dict)
    by_activity: Counter[str] = field(default_factory=Counter)
    unknown: dict[str, int] = field(default_factory=dict)
    contradicted: list[str] = field(default_factory=list)
    anything_new: bool = False


def check(log: PastLog, mapping: LogMapping, ledger: Ledger, progress: Progress) -> Findings:
    """
    Hold every trace of *log* against the mapping and against what the ledger knows.

    Raises:
        LogRefused: a case stands twice, an activity has no meaning, or the ledger tells otherwise.
    """
    found = Findings()
    for batch in batches(log.traces()):
        for trace in batch:
            _look_at(trace, mapping, found)
        if not found.unknown:
            _compare(batch, BringIn(mapping, log.digest, ledger), found)
        progress("check", len(found.lines), log.cases)
    _refuse(found)
    return found


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


@dataclass(frozen=True, slots=True)
class BringIn:
    """One import: the mapping, the file's digest, and the ledger it goes to."""

    mapping: LogMapping
    digest: str
    ledger: Ledger

    def known(self, batch: Sequence[Trace]) -> list[tuple[UUID, Trace, Sequence[PastEvent]]]:
        """Return each trace with its stream and the facts the ledger already has of it."""
        streams = [stream_of(self.mapping.source, trace.case) for trace in batch]
        facts: Mapping[UUID, Sequence[Event]] = self.ledger.read_many(streams)
        return [
            (stream, trace, _past(facts.get(stream, ())))
            for stream, trace in zip(streams, batch, strict=True)
        ]

    def lacking(self, trace: Trace, known: Sequence[PastEvent]) -> tuple[PastEvent, ...]:
        """Return the facts of *trace* the ledger lacks; Refused when the two contradict."""
        return bring_in(BringInCase(self.mapping, self.digest, trace), replay(PAST, known))


def _past(events: Sequence[Event]) -> list[PastEvent]:
    past = [one for one in events if isinstance(one, PastCaseOpened | PastVerdictRecorded)]
    if len(past) != len(events):
        raise ImpossibleHistory(past, events)
    return past


def _look_at(trace: Trace, mapping: LogMapping, found: Findings) -> None:
    key = stream_of(mapping.source, trace.case).bytes
    if key in found.lines:
        reason = f"case {trace.case!r} stands twice, first in line {found.lines[key]}"
        raise LogRefused("duplicate-case", reason, line=trace.line)
    found.lines[key] = trace.line
    for entry in trace.entries:
        found.by_activity[entry.activity] += 1
        if entry.activity not in mapping.meanings:
            found.unknown.setdefault(entry.activity, entry.line)


def _compare(batch: Sequence[Trace], job: BringIn, found: Findings) -> None:
    for _, trace, known in job.known(batch):
        if not known:
            found.anything_new = True
            continue
        try:
            found.anything_new |= bool(job.lacking(trace, known))
        except Refused as refused:
            found.contradicted += [f"{trace.case!r}: {r.detail}" for r in refused.refusals]


def _refuse(found: Findings) -> None:
    if found.unknown:
        times, first = found.by_activity, found.unknown
        items = [f"{name!r}: {times[name]} times, first in line {first[name]}" for name in first]
        line = min(first.values())
        reason = f"the mapping does not know {len(first)} activities"
        raise LogRefused("unknown-activity", reason, line=line, items=tuple(items))
    if found.contradicted:
        reason = f"{len(found.contradicted)} cases are known otherwise"
        raise LogRefused("contradicted", reason, items=tuple(found.contradicted))
