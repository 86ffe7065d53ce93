"""Bring past approvals from another system's log into the ledger as facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.capacity import OFFICE
from domain.past.events import PastEvent, PastVerdictRecorded
from domain.past.mapping import LogMapping
from domain.past.trace import Trace
from domain.recorded import Envelope
from domain.refusal import Refused
from services.log_check import Findings, check
from services.log_intake import Intake, batches
from services.past_log import LogRefused, PastLog, Reader
from services.ports import Append, Conflict, Ledger
from services.upkeep import Progress

IMPORTS = uuid5(NAMESPACE_URL, "vinhdanh:imports")
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
        intake = Intake(mapping, log.digest, ledger)
        found = check(log, intake, progress)
        added = 0
        if found.anything_new:
            command = uuid5(IMPORTS, log.digest)
            whole = _envelope(operator, now, command)
            added = _write(log, intake, whole, progress)
    return _report(found, added)


def _envelope(operator: str, now: datetime, command: UUID) -> Envelope:
    return Envelope(
        actor=operator,
        roles=("operator",),
        capacity=OFFICE,
        delegation=None,
        effective_on=now.date(),
        received_at=now,
        recorded_at=now,
        command=command,
        correlation=str(command),
    )


def _report(found: Findings, added: int) -> ImportReport:
    cases, acts = len(found.lines), found.by_activity
    return ImportReport(
        cases=cases,
        facts=cases + acts.total(),
        added=added,
        skipped=cases - added,
        by_activity=dict(sorted(acts.items())),
    )


def _write(log: PastLog, intake: Intake, whole: Envelope, progress: Progress) -> int:
    added = done = 0
    for batch in batches(log.traces()):
        added += _write_batch(batch, intake, whole)
        done += len(batch)
        progress("write", done, log.cases)
    return added


def _write_batch(batch: Sequence[Trace], intake: Intake, whole: Envelope) -> int:
    """Write what *batch* lacks in one transaction; look again when another writer was faster."""
    for _ in range(ATTEMPTS):
        appends = _appends(batch, intake, whole)
        try:
            if appends:
                intake.ledger.append(appends, whole)
        except Conflict:
            continue
        return len(appends)
    raise LogRefused("busy", "another import writes the same cases; run this one again")


def _appends(batch: Sequence[Trace], intake: Intake, whole: Envelope) -> list[Append]:
    appends = []
    for case in intake.look_up(batch):
        try:
            facts = intake.lacking(case)
        except Refused as refused:
            reason = f"case {case.trace.case!r} was brought in otherwise meanwhile"
            raise LogRefused("contradicted", reason, line=case.trace.line) from refused
        if facts:
            envelopes = _envelopes(case.trace, facts, whole)
            appends.append(Append(case.stream, case.version, facts, envelopes))
    return appends


def _envelopes(trace: Trace, facts: Sequence[PastEvent], whole: Envelope) -> tuple[Envelope, ...]:
    """Return one envelope a fact; a case is opened on the day of its first act."""
    command = uuid5(whole.command, trace.case)
    opened = trace.entries[0].happened_at.date() if trace.entries else whole.effective_on
    days = [
        one.happened_at.date() if isinstance(one, PastVerdictRecorded) else opened for one in facts
    ]
    by_day = {day: replace(whole, command=command, effective_on=day) for day in dict.fromkeys(days)}
    return tuple(by_day[day] for day in days)
