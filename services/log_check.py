"""The first look at a log: nothing is written, everything that is wrong is found."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.past.mapping import LogMapping
from domain.refusal import Refused
from services.log_intake import Case, Intake, batches
from services.past_log import LogRefused, PastLog
from services.upkeep import Progress


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


def check(log: PastLog, intake: Intake, progress: Progress) -> Findings:
    """
    Hold every trace of *log* against the mapping and against what the ledger knows.

    Raises:
        LogRefused: a case stands twice, an activity has no meaning, or the ledger tells otherwise.
    """
    found = Findings()
    for batch in batches(log.traces()):
        cases = intake.look_up(batch)
        _count(cases, intake.mapping, found)
        if not found.unknown:
            _compare(cases, intake, found)
        progress("check", len(found.lines), log.cases)
    _refuse(found)
    return found


def _count(cases: Sequence[Case], mapping: LogMapping, found: Findings) -> None:
    for case in cases:
        key, trace = case.stream.bytes, case.trace
        if key in found.lines:
            reason = f"case {trace.case!r} stands twice, first in line {found.lines[key]}"
            raise LogRefused("duplicate-case", reason, line=trace.line)
        found.lines[key] = trace.line
        for entry in trace.entries:
            found.by_activity[entry.activity] += 1
            if entry.activity not in mapping.meanings:
                found.unknown.setdefault(entry.activity, entry.line)


def _compare(cases: Sequence[Case], intake: Intake, found: Findings) -> None:
    for case in cases:
        if not case.version:
            found.anything_new = True
            continue
        try:
            found.anything_new |= bool(intake.lacking(case))
        except Refused as refused:
            name = case.trace.case
            found.contradicted += [f"{name!r}: {one.detail}" for one in refused.refusals]


def _refuse(found: Findings) -> None:
    if found.unknown:
        times, first = found.by_activity, found.unknown
        items = [f"{name!r}: {times[name]} times, first in line {first[name]}" for name in first]
        reason = f"the mapping does not know {len(first)} of the activities"
        line = min(first.values())
        raise LogRefused("unknown-activity", reason, line=line, items=tuple(items))
    if found.contradicted:
        reason = f"{len(found.contradicted)} cases are known otherwise"
        raise LogRefused("contradicted", reason, items=tuple(found.contradicted))
