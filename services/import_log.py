"""Bring past approvals from another system's log into the ledger as facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID, uuid5

from domain.past.events import PastEvent, PastVerdictRecorded
from domain.past.mapping import LogMapping
from domain.past.trace import Trace
from domain.recorded import Envelope
from domain.refusal import Refused
from services.log_check import BringIn, Findings, batches, check
from services.past_log import LogRefused, PastLog, Progress, Reader
from services.ports import Append, Conflict, Ledger

IMPORTS = UUID("0b9c2f1e-52a7-5d5e-8a55-3f6f1d2f7c10")
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class ImportReport:
    """
    What an import did.

    `cases` and `facts` say what the file stands for, whether it was known before or not (one fact
    opens a case, one more for each verdict); `added` counts the cases that brought at least one
    new fact, `skipped` those the ledger knew already; `by_activity` counts the file's acts.
    """

    cases: int
    facts: int
    added: int
    skipped: int
    by_activity: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Hand:
    """Who imports, and when; the effective dates are those of the acts themselves."""

    operator: str
    now: datetime

    def envelope(self, command: UUID, digest: str, effective_on: date) -> Envelope:
        """Return what stands beside one fact of the import."""
        return Envelope(
            actor=self.operator,
            roles=("operator",),
            capacity=None,
            delegation=None,
            effective_on=effective_on,
            received_at=self.now,
            recorded_at=self.now,
            command=command,
            correlation=digest,
        )


def quiet(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody how far the import is."""


def import_log(  # noqa: PLR0913  (an import is told who, when, what, how and whither)
    source: Path,
    mapping: LogMapping,
    ledger: Ledger,
    *,
    reader: Reader,
    operator: str,
    now: datetime,
    progress: Progress = quiet,
) -> ImportReport:
    """
    Bring the cases of *source* into *ledger*; a case it knows already is skipped.

    The whole file is read and checked first, so a refused file leaves no trace. Then the cases are
    written, several to a transaction and each of them whole: an import that is cut off is completed
    by running it again.

    Raises:
        LogRefused: the file, or what it says, cannot be brought in.
    """
    with reader(source, mapping.role_attribute, progress) as log:
        found = check(log, mapping, ledger, progress)
        job = BringIn(mapping, log.digest, ledger)
        added = _write(log, job, Hand(operator, now), progress) if found.anything_new else 0
    return _report(found, added)


def _report(found: Findings, added: int) -> ImportReport:
    cases, acts = len(found.lines), found.by_activity
    return ImportReport(
        cases=cases,
        facts=cases + acts.total(),
        added=added,
        skipped=cases - added,
        by_activity=dict(sorted(acts.items())),
    )


def _write(log: PastLog, job: BringIn, hand: Hand, progress: Progress) -> int:
    added = done = 0
    for batch in batches(log.traces()):
        added += _write_batch(batch, job, hand)
        done += len(batch)
        progress("write", done, log.cases)
    return added


def _write_batch(batch: Sequence[Trace], job: BringIn, hand: Hand) -> int:
    """Write what *batch* lacks in one transaction; look again when another writer was faster."""
    whole = hand.envelope(uuid5(IMPORTS, job.digest), job.digest, hand.now.date())
    for _ in range(ATTEMPTS):
        appends = _appends(batch, job, hand)
        try:
            if appends:
                job.ledger.append(appends, whole)
        except Conflict:
            continue
        return len(appends)
    raise LogRefused("busy", "another import writes the same cases; run this one again")


def _appends(batch: Sequence[Trace], job: BringIn, hand: Hand) -> list[Append]:
    appends = []
    for stream, trace, known in job.known(batch):
        try:
            facts = job.lacking(trace, known)
        except Refused as refused:
            reason = f"case {trace.case!r} was brought in otherwise meanwhile"
            raise LogRefused("contradicted", reason, line=trace.line) from refused
        if facts:
            envelopes = _envelopes(trace, facts, job.digest, hand)
            appends.append(Append(stream, len(known), facts, envelopes))
    return appends


def _envelopes(
    trace: Trace, facts: Sequence[PastEvent], digest: str, hand: Hand
) -> tuple[Envelope, ...]:
    """Return one envelope a fact; a case is opened on the day of its first act."""
    command = uuid5(uuid5(IMPORTS, digest), trace.case)
    opened = trace.entries[0].happened_at if trace.entries else hand.now
    days = [
        (one.happened_at if isinstance(one, PastVerdictRecorded) else opened).date()
        for one in facts
    ]
    by_day = {day: hand.envelope(command, digest, day) for day in set(days)}
    return tuple(by_day[day] for day in days)
