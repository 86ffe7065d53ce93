"""Which histories an order on a council or a session reads, and which decider it goes to."""

from collections.abc import Sequence
from uuid import UUID

from domain.change import Change
from domain.council import appoint
from domain.council import decide as council
from domain.council.commands import (
    AppointCouncil,
    AppointMembers,
    ConveneSession,
    CouncilCommand,
    OpenSession,
    SessionCommand,
    TermCommand,
)
from domain.council.session import SESSION, Called
from domain.council.session import State as Session
from domain.council.state import COUNCIL, Appointed, NotAppointed, council_of
from domain.nomination.decide import NOMINATION
from domain.register.claims import CLAIM, claim_stream
from services.agendas import agendas_of
from services.beside import beside_each
from services.histories import Histories


def stream_of(command: CouncilCommand) -> UUID:
    """Return the stream of the council, or of the session."""
    if isinstance(command, AppointCouncil):
        return council_of(command.unit)
    return command.council if isinstance(command, TermCommand) else command.session


def decide(command: CouncilCommand, past: Histories) -> Sequence[Change]:
    """
    Return what *command* changes on a council, or in a session and on the cases it is about.

    Raises:
        Refused: with every broken rule.
    """
    if isinstance(command, TermCommand):
        return _term(command, past)
    state = past.of(SESSION, command.session)
    cases = past.each(NOMINATION, council.listed(command, state))
    besides = beside_each(cases, command.hand.forces, past)
    agendas = agendas_of(cases, past) if isinstance(command, ConveneSession) else {}
    return council.decide(command, state, _body(command, state, past), cases, besides, agendas)


def _body(command: SessionCommand, state: Session, past: Histories) -> NotAppointed | Appointed:
    """Return the council that is called, or whose session begins; others are not asked."""
    if isinstance(command, ConveneSession):
        return past.of(COUNCIL, command.council)
    if isinstance(command, OpenSession) and isinstance(state, Called):
        return past.of(COUNCIL, state.meeting.council)
    return NotAppointed()


def _term(command: TermCommand, past: Histories) -> Sequence[Change]:
    """Decide on who sits in a council."""
    state = past.of(COUNCIL, stream_of(command))
    unit = command.unit if isinstance(command, AppointCouncil) else _unit(state)
    holder = past.of(CLAIM, claim_stream(appoint.number_of(command, unit)))
    if isinstance(command, AppointCouncil):
        return appoint.appoint(command, state, holder)
    if isinstance(command, AppointMembers):
        return appoint.appoint_more(command, state, holder)
    return appoint.relieve(command, state, holder)


def _unit(state: NotAppointed | Appointed) -> str:
    """Return the unit of a council, none where there is no council."""
    return state.unit if isinstance(state, Appointed) else ""
