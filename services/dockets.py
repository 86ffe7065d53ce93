"""What acts on cases do to the docket of the nominee, and by it to their other cases (ADR 43)."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, starmap
from uuid import UUID

from domain.change import Change
from domain.hand import Hand
from domain.nomination import events as n
from domain.nomination.clock import TermEvent
from domain.nomination.decide import NOMINATION
from domain.nomination.holding import CaseHeld, HoldLifted
from domain.nomination.running import resumed, stopped
from domain.nomination.state import Absent, Dossier, Running
from domain.register.docket import DOCKET, Docket, docket_stream
from domain.register.events import CaseEnrolled, NomineeHeld, NomineeReleased
from domain.register.titles import Linked
from services.histories import Histories

# A case joins when it is opened; one of before the docket, with the next act that takes it on.
JOINS = (
    n.NominationOpened
    | n.NominationFiled
    | n.StepEndorsed
    | n.CaseAppraised
    | n.CouncilVoted
    | n.NominationForwarded
    | n.NominationGranted
    | CaseHeld
)
TOLD = JOINS | HoldLifted


def docketed(changes: Sequence[Change], hand: Hand, past: Histories) -> Sequence[Change]:
    """
    Return what *changes* do to dockets and to the other cases on them, to be appended with them.

    Whoever reads a docket and joins it, or is on it and moves, meets a hold that is noted
    meanwhile: both write one stream.
    """
    told = [one for one in changes if isinstance(one.event, TOLD)]
    found = [(one, ref) for one in told if (ref := _nominee(one, past))]
    past.read([docket_stream(ref) for ref in dict.fromkeys(ref for _, ref in found)])
    nominees = {one.stream: ref for one, ref in found}
    joined = starmap(partial(_joined, past, told), nominees.items())
    spread = starmap(partial(_spread, past, hand), found)
    return list(chain(*joined, *spread))


def _nominee(change: Change, past: Histories) -> UUID | None:
    if isinstance(change.event, n.NominationOpened):
        return change.event.nominee.ref
    dossier = dossier_of(change.stream, past)
    return dossier.nominee.ref if dossier else None


def dossier_of(case: UUID, past: Histories) -> Dossier | None:
    """Return the file of a case, None for one that is not there."""
    state = past.of(NOMINATION, case)
    return None if isinstance(state, Absent) else state.dossier


def docket_of(nominee: UUID, past: Histories) -> Docket:
    """Return the docket of a nominee."""
    return past.of(DOCKET, docket_stream(nominee))


def _joined(past: Histories, told: Sequence[Change], case: UUID, nominee: UUID) -> Iterator[Change]:
    """Put a case on the docket, and on it what the nominee is held for but it is not; once."""
    docket = docket_of(nominee, past)
    if case in docket.cases:
        return
    yield Change(docket_stream(nominee), CaseEnrolled(case))
    dossier = dossier_of(case, past)
    held = {*(dossier.holds if dossier else ()), *_held_now(case, told)}
    for one in docket.holds.values():
        if one.reference not in held:
            yield Change(case, CaseHeld(one.ground, one.reference, one.detail))


def _held_now(case: UUID, told: Sequence[Change]) -> Iterator[str]:
    """Return the references under which a case is held by the act in hand."""
    mine = (one.event for one in told if one.stream == case)
    yield from (event.reference for event in mine if isinstance(event, CaseHeld))


def _spread(past: Histories, hand: Hand, change: Change, nominee: UUID) -> Iterator[Change]:
    """Let what holds one case of the nominee, or lets it go, do so to all."""
    case, event = change
    docket = docket_of(nominee, past)
    if isinstance(event, CaseHeld | HoldLifted) and (noted := _noted(case, event, docket)):
        yield Change(docket_stream(nominee), noted)
        yield from _each(sorted(docket.cases - {case}), event, hand, past)


def _noted(
    case: UUID, event: CaseHeld | HoldLifted, docket: Docket
) -> NomineeHeld | NomineeReleased | None:
    """Return what a hold of a case, or its end, says of the nominee; nothing of the case alone."""
    known = event.reference in docket.holds
    if isinstance(event, HoldLifted):
        return NomineeReleased(event.reference, event.discipline_ended_on) if known else None
    if event.case_alone or known:
        return None
    return NomineeHeld(event.ground, event.reference, event.detail, case)


def _each(
    cases: Sequence[UUID], event: CaseHeld | HoldLifted, hand: Hand, past: Histories
) -> Iterator[Change]:
    """Say the same of every case that still runs and is not held, or let go, so already."""
    for case, state in past.each(NOMINATION, cases).items():
        if not isinstance(state, Running):
            continue
        known = state.dossier.holds.get(event.reference)
        fits = known is None if isinstance(event, CaseHeld) else known and not known.case_alone
        if fits:
            yield Change(case, event)
            yield from (Change(case, one) for one in _clocked(event, state, hand))


def _clocked(event: CaseHeld | HoldLifted, state: Running, hand: Hand) -> Sequence[TermEvent]:
    """Return what becomes of the clock of another case that is held, or let go."""
    if isinstance(event, CaseHeld):
        return stopped(state, hand)
    return resumed(state, event.reference, hand)


def linked_to(nominee: UUID, hand: Hand, past: Histories) -> Linked:
    """Return the units and papers of a nominee's cases, and who carries those units on by now."""
    cases = sorted(docket_of(nominee, past).cases)
    past.read(cases)
    files = [file for one in cases if (file := dossier_of(one, past))]
    units = frozenset(chain.from_iterable(units_of(file, hand) for file in files))
    papers = chain.from_iterable(file.papers.items() for file in files)
    return Linked(units, dict(papers))


def units_of(file: Dossier, hand: Hand) -> Iterator[str]:
    """Return the units of a case and of its nominee, and who carries them on by now."""
    lineage, today = hand.forces.lineage, hand.effective_on
    for unit in (file.unit, file.nominee.unit):
        heir = lineage.heir(unit, file.units_of, today)
        yield from (one for one in (unit, heir) if one)
