"""Bring in what another system decided: all of a new case, the rest of a known one."""

from datetime import datetime
from functools import cache
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.past.commands import BringInCase
from domain.past.events import PastCaseOpened, PastEvent, PastVerdictRecorded
from domain.past.state import Absent, PastCase, State
from domain.refusal import Kind, Refusal, Refused

CASES = uuid5(NAMESPACE_URL, "vinhdanh:past-cases")


def stream_of(source: str, case: str) -> UUID:
    """Return the stream of a case: the same for ever for one system and one name."""
    return uuid5(_family(source), case)


@cache
def _family(source: str) -> UUID:
    return uuid5(CASES, source)


def bring_in(command: BringInCase, state: State) -> tuple[PastEvent, ...]:
    """
    Return the facts the ledger lacks; none when it knows all the trace tells.

    A known case may have grown since it was brought in: only its new verdicts are added. A trace
    that tells less than is known (an older copy of the log) adds nothing. Neither the digest nor
    the title counts as a difference, for the same case may stand in several files.

    Raises:
        Refused: the trace and the ledger tell different stories of one case.
    """
    verdicts = _verdicts(command)
    if isinstance(state, Absent):
        return (_opened(command), *verdicts)
    if refusal := _ladder_moved(command, state) or _contradiction(command, state, verdicts):
        raise Refused(refusal)
    return verdicts[len(state.verdicts) :]


def _opened(command: BringInCase) -> PastCaseOpened:
    mapping = command.mapping
    return PastCaseOpened(
        mapping.source, command.digest, command.trace.case, mapping.title, mapping.steps
    )


def _verdicts(command: BringInCase) -> tuple[PastVerdictRecorded, ...]:
    mapping, digest = command.mapping, command.digest
    recorded = []
    for entry in command.trace.entries:
        meaning = mapping.meanings[entry.activity]
        step, role = meaning.step, entry.role or mapping.role_at(meaning.step)
        recorded.append(
            PastVerdictRecorded(
                digest, entry.activity, step, meaning.verdict, role, entry.happened_at
            )
        )
    return tuple(recorded)


def _ladder_moved(command: BringInCase, known: PastCase) -> Refusal | None:
    if command.mapping.steps == known.steps:
        return None
    return Refusal(
        "past-ladder-differs",
        Kind.CONFLICT,
        "the case was brought in on another ladder",
        {"case": command.trace.case},
    )


def _contradiction(
    command: BringInCase, known: PastCase, told: tuple[PastVerdictRecorded, ...]
) -> Refusal | None:
    for number, theirs in enumerate(told[: len(known.verdicts)], start=1):
        ours = known.verdicts[number - 1]
        if _said(ours) != _said(theirs):
            facts = {"case": command.trace.case, "verdict": str(number)}
            detail = f"verdict {number} is known as {ours.activity!r} of {ours.happened_at}"
            return Refusal("past-case-contradicted", Kind.CONFLICT, detail, facts)
    return None


def _said(verdict: PastVerdictRecorded) -> tuple[str, str, str, str, datetime]:
    one = verdict
    return one.activity, one.step, one.verdict, one.role, one.happened_at
