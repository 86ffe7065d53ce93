"""On whose agenda a case stands, and which council has seats at its step (ADR 53)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from domain.access import person
from domain.change import Change
from domain.council.agenda import agenda_key, is_another_units
from domain.council.closing import EMPTY
from domain.council.events import ItemDropped, ItemVoted, SessionCalledOff, SessionConvened
from domain.council.seat import MEMBER, ROLES
from domain.council.session import SESSION, Called, Casting, Meeting, NotConvened, Over, Sitting
from domain.council.state import COUNCIL, Appointed, council_of, is_full
from domain.eligibility.body import NO_BODY, Body, KeptCount
from domain.nomination.decide import NOMINATION
from domain.nomination.events import CouncilVoted, ReturnedForSupplement
from domain.nomination.state import AtStep, Returned, State
from domain.register.claims import CLAIM, Holders, claim_stream, claimed, released
from services.histories import Histories

OfTheCase = CouncilVoted | ReturnedForSupplement
Moving = SessionConvened | ItemVoted | ItemDropped | SessionCalledOff | OfTheCase


def held_by(nominations: Iterable[UUID], past: Histories) -> Holders:
    """Return which session holds each of some cases, by the key of its agenda."""
    keys = {agenda_key(one): claim_stream(agenda_key(one)) for one in nominations}
    past.read(list(keys.values()))
    return {key: past.of(CLAIM, stream) for key, stream in keys.items()}


def agendas_of(cases: Mapping[UUID, State], past: Histories) -> Holders:
    """Return which session is to vote on each case, or keeps a count that still is of use."""
    holders = held_by(cases, past)
    for nomination, case in cases.items():
        holder = holders[agenda_key(nomination)]
        if holder and is_idle(holder, nomination, case, past):
            holders = {**holders, agenda_key(nomination): None}
    return holders


def is_idle(holder: UUID, nomination: UUID, case: State, past: Histories) -> bool:
    """Say whether the session that holds a case votes on it no more, and keeps no count of it."""
    over = _to_vote(holder, past) is None and not kept_of(nomination, case, past)
    return over or is_left(holder, nomination, case, past)


def is_left(holder: UUID | None, nomination: UUID, case: State, past: Histories) -> bool:
    """Say whether a reform left a case on the agenda of a unit that it is not before any more."""
    session = past.of(SESSION, holder) if holder else None
    if not isinstance(session, Called | Sitting | Casting):
        return False
    return is_another_units(nomination, case, session.meeting)


def body_of(nomination: UUID, case: State, day: date, past: Histories) -> Body:
    """Return what the council of the unit at whose step a case waits says beside it."""
    if not isinstance(case, AtStep | Returned):
        return NO_BODY
    holder = held_by([nomination], past)[agenda_key(nomination)]
    council = past.of(COUNCIL, council_of(case.step.unit))
    seats = council.on(day) if isinstance(council, Appointed) else ()
    members, kept = sum(map(is_full, seats)) or None, kept_of(nomination, case, past)
    roles = {person(one.person): ROLES.get(one.function, MEMBER) for one in seats}
    balloted = unused(nomination, case, past)
    voting = None if is_left(holder, nomination, case, past) else _to_vote(holder, past)
    return Body(voting, members, kept, roles or None, balloted, _begun(voting, nomination, past))


def _begun(session: UUID | None, nomination: UUID, past: Histories) -> UUID | None:
    """Return the session that is to vote where it sits, or an absent member voted already."""
    state = past.of(SESSION, session) if session else None
    if isinstance(state, Called):
        return session if any(at == nomination for at, _ in state.opinions) else None
    return session if isinstance(state, Sitting | Casting) else None


def unused(nomination: UUID, case: AtStep | Returned, past: Histories) -> UUID | None:
    """Return a session that is over and handed out ballots at this step that nobody cast."""
    holder = held_by([nomination], past)[agenda_key(nomination)]
    session = past.of(SESSION, holder) if holder else None
    if not isinstance(session, Over) or not isinstance(case, AtStep):
        return None
    if nomination not in session.meeting.standing.dropped:
        return None
    return holder if is_about_this_file(nomination, case, session.meeting) else None


def kept_of(nomination: UUID, case: State, past: Histories) -> KeptCount | None:
    """Return the count a session kept, None where the case has gone another way since."""
    holder = held_by([nomination], past)[agenda_key(nomination)]
    session = past.of(SESSION, holder) if holder else None
    if not isinstance(session, Over) or not isinstance(case, AtStep):
        return None
    vote = session.meeting.standing.results.get(nomination)
    if vote is None or not is_about_this_file(nomination, case, session.meeting):
        return None
    return KeptCount(holder, vote.members, vote.in_favour + vote.casting) if holder else None


def is_about_this_file(nomination: UUID, case: AtStep, meeting: Meeting) -> bool:
    """
    Say whether a session that is over asked about the file as it is: here, and not sent back since.

    What sends a case back takes it from the session (ADR 119); earlier versions left it there, so
    the date on the paper that brought it again tells too.
    """
    asked = meeting.items[nomination].step, meeting.unit
    back, ended = case.dossier.back_on, meeting.ended_on or meeting.held_on
    return asked == (case.step.key, case.step.unit) and (back is None or back <= ended)


def _to_vote(holder: UUID | None, past: Histories) -> UUID | None:
    """Return the session that is to vote, None where it is over."""
    if holder is None or isinstance(past.of(SESSION, holder), Over):
        return None
    return holder


def on_agendas(changes: Sequence[Change], past: Histories) -> Iterator[Change]:
    """Let a session that is called take its cases, and give each back once it is done with it."""
    for stream, event in changes:
        if isinstance(event, SessionConvened):
            for key, holder in held_by([one.nomination for one in event.agenda], past).items():
                yield from [released(key, holder)] if holder else ()
                yield claimed(key, stream)
        elif isinstance(event, Moving):
            yield from _given_back(stream, event, past)


def _given_back(stream: UUID, event: Moving, past: Histories) -> Iterator[Change]:
    """Give back what is done; a session that was called before ADR 53 holds nothing."""
    for key, holder in held_by(_done(stream, event, past), past).items():
        own = isinstance(event, OfTheCase)
        if holder and (holder == stream or (own and _is_done(holder, stream, past))):
            yield released(key, holder)


def _is_done(holder: UUID, case: UUID, past: Histories) -> bool:
    """Say whether a vote beside the session that holds a case, or its return, frees it."""
    return _to_vote(holder, past) is None or is_left(holder, case, past.of(NOMINATION, case), past)


def _done(stream: UUID, event: Moving, past: Histories) -> Iterable[UUID]:
    """
    Return the cases that a session has done with; a kept count waits for its effect.

    A case whose ballots nobody cast stays: another session may take it, and no vote on paper. One
    that is sent back is asked about anew, so what a session that is over kept of it goes.
    """
    match event:
        case ItemDropped(nomination=nomination, reason=why):
            kept = why == EMPTY and _handed_out(stream, nomination, past)
            return [] if kept else [nomination]
        case ItemVoted(nomination=nomination, held=held):
            return [] if held else [nomination]
        case CouncilVoted() | ReturnedForSupplement():
            return [stream]
    state = past.of(SESSION, stream)
    return () if isinstance(state, NotConvened) else state.meeting.items


def _handed_out(session: UUID, nomination: UUID, past: Histories) -> bool:
    """Say whether ballots of a secret vote were taken in a session."""
    state = past.of(SESSION, session)
    return isinstance(state, Sitting | Casting) and state.floor.roll(nomination) > 0
