"""Whose agenda a case stands on: a key that one session takes and gives back."""

from uuid import UUID

from domain.council.events import ItemDropped, ItemVoted
from domain.council.session import Meeting
from domain.eligibility.body import an_agenda_has_it
from domain.nomination.handing import ahead
from domain.nomination.state import Running, State
from domain.refusal import Refusal
from domain.register.claims import Holders

Told = ItemVoted | ItemDropped


def agenda_key(nomination: UUID) -> str:
    """Return the key that the session which is to vote on a nomination holds."""
    return f"agenda/{nomination}"


def is_another_units(nomination: UUID, case: State, meeting: Meeting) -> bool:
    """Say whether the vote a session is to hold is not of its unit any more (ADR 112)."""
    if not isinstance(case, Running):
        return False
    key = meeting.items[nomination].step
    return not any((one.key, one.unit) == (key, meeting.unit) for one in ahead(case))


def the_case_is_on_no_other_agenda(nomination: UUID, agendas: Holders) -> Refusal | None:
    """Refuse a case that another session is to vote on, or has counted (house rule)."""
    other = agendas[agenda_key(nomination)]
    return None if other is None else an_agenda_has_it(other)
