"""What a reform takes off the agenda of a council whose unit is not asked any more (ADR 112)."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from domain.change import Change
from domain.council.agenda import agenda_key, is_another_units
from domain.council.closing import MOVED
from domain.council.events import ItemDropped
from domain.council.session import SESSION, Called, Casting, Sitting
from domain.hand import Hand
from domain.nomination.authority import CaseReassigned
from domain.nomination.decide import NOMINATION
from domain.nomination.events import NominationEvent
from domain.register.claims import claim_stream, released
from services.agendas import held_by
from services.histories import Histories
from services.later_reforms import after_facts


def off_agendas(changes: Sequence[Change], hand: Hand, past: Histories) -> Iterator[Change]:
    """
    Yield that cases leave the agendas of sessions whose unit they are not before any more.

    It is written with what moves them: so the unit that carries the case on may call its own.
    """
    moved = dict.fromkeys(one.stream for one in changes if isinstance(one.event, CaseReassigned))
    for case, holder in zip(moved, held_by(moved, past).values(), strict=True):
        if holder and _is_left(case, holder, changes, hand, past):
            yield Change(holder, ItemDropped(case, MOVED))
            yield released(agenda_key(case), holder)


def _is_left(
    case: UUID, holder: UUID, changes: Sequence[Change], hand: Hand, past: Histories
) -> bool:
    """Say whether a session that goes on has a case on its agenda that is another unit's now."""
    session = past.of(SESSION, holder)
    if not isinstance(session, Called | Sitting | Casting):
        return False
    told = (one.event for one in changes if one.stream == case)
    facts = [one for one in told if isinstance(one, NominationEvent)]
    now = after_facts(past.of(NOMINATION, case), facts, hand)
    return case in session.meeting.open_items and is_another_units(case, now, session.meeting)


def read_agendas(cases: Sequence[UUID], past: Histories) -> None:
    """Read on whose agendas some cases stand, with one question to the store."""
    past.read([claim_stream(agenda_key(one)) for one in cases])
