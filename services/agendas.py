"""On whose agenda a case stands, and which council has seats at its step (ADR 53)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from uuid import UUID

from domain.change import Change
from domain.council.agenda import agenda_key
from domain.council.events import ItemDropped, ItemVoted, SessionCalledOff, SessionConvened
from domain.council.session import SESSION, NotConvened, Over
from domain.council.state import COUNCIL, Appointed, council_of, is_full
from domain.eligibility.body import NO_BODY, Body
from domain.nomination.state import AtStep, State
from domain.register.claims import CLAIM, Holders, claim_stream, claimed, released
from services.histories import Histories

Moving = SessionConvened | ItemVoted | ItemDropped | SessionCalledOff


def agendas_of(nominations: Iterable[UUID], past: Histories) -> Holders:
    """Return which session holds each of some cases, by the key of its agenda."""
    keys = {agenda_key(one): claim_stream(agenda_key(one)) for one in nominations}
    past.read(list(keys.values()))
    return {key: past.of(CLAIM, stream) for key, stream in keys.items()}


def body_of(nomination: UUID, case: State, day: date, past: Histories) -> Body:
    """Return what the council of the unit at whose step a case waits says beside it."""
    if not isinstance(case, AtStep):
        return NO_BODY
    holder = agendas_of([nomination], past)[agenda_key(nomination)]
    council = past.of(COUNCIL, council_of(case.step.unit))
    seats = council.on(day) if isinstance(council, Appointed) else ()
    return Body(_to_vote(holder, past), sum(map(is_full, seats)) or None)


def _to_vote(holder: UUID | None, past: Histories) -> UUID | None:
    """Return the session that is to vote, None where it is over."""
    if holder is None or isinstance(past.of(SESSION, holder), Over):
        return None
    return holder


def on_agendas(changes: Sequence[Change], past: Histories) -> Iterator[Change]:
    """Let a session that is called take its cases, and give each back once it is done with it."""
    for session, event in changes:
        if isinstance(event, SessionConvened):
            items = (one.nomination for one in event.agenda)
            yield from (claimed(agenda_key(one), session) for one in items)
        elif isinstance(event, Moving):
            yield from _given_back(session, event, past)


def _given_back(
    session: UUID, event: ItemVoted | ItemDropped | SessionCalledOff, past: Histories
) -> Iterator[Change]:
    """Give back what the session still holds; one that was called before ADR 53 holds nothing."""
    called_off = isinstance(event, SessionCalledOff)
    done = _items(session, past) if called_off else [event.nomination]
    for key, holder in agendas_of(done, past).items():
        if holder == session:
            yield released(key, session)


def _items(session: UUID, past: Histories) -> Iterable[UUID]:
    """Return the cases a session was called to."""
    state = past.of(SESSION, session)
    return () if isinstance(state, NotConvened) else state.meeting.items
