"""Whether a person who is nominated leads others or works directly: a fact of the case."""

from domain.nomination.commands import CorrectNomination, OpenNomination
from domain.nomination.corrected import position_said
from domain.nomination.state import Draft, Opened, Returned
from domain.nominee_kinds import PERSON
from domain.refusal import Kind, Refusal, listed

LEADER, DIRECT_WORKER = "leader", "direct-worker"
POSITIONS = (LEADER, DIRECT_WORKER)
"""
A person who leads or manages, and one who works directly (labour, production, business).

Source: Law 06/2022 gives priority to the second (domain facts 3.4); who counts as the first no
source was found for: the proposing unit says it, or leaves it unsaid.
"""


def the_position_is_a_persons(position: str | None, kind: str) -> Refusal | None:
    """Refuse a position of a collective, household or enterprise (house rule)."""
    if position is None or kind == PERSON:
        return None
    return Refusal("position-of-person", Kind.INVALID, "only persons have one", {"kind": kind})


def the_position_is_known(position: str | None) -> Refusal | None:
    """Refuse another word than those for a leader and a direct worker (house rule)."""
    if position is None or position in POSITIONS:
        return None
    facts = {"nominee_position": position, "known": listed(POSITIONS)}
    return Refusal("nominee-position-unknown", Kind.INVALID, f"no position {position}", facts)


def of_the_position(cmd: OpenNomination) -> tuple[Refusal | None, ...]:
    """Check what an opening says of the position of its nominee."""
    position = cmd.nominee_position
    kind = cmd.nominee.kind
    return the_position_is_known(position), the_position_is_a_persons(position, kind)


def the_position_is_with_the_proposers(state: Opened) -> Refusal | None:
    """
    Refuse to change a position once the case was filed, but when it was sent back (house rule).

    What is published of a year could else be told twice, before and after (ADR 97).
    """
    if isinstance(state, Draft | Returned):
        return None
    return Refusal("position-settled", Kind.CONFLICT, "the case was filed with it")


def of_the_corrected_position(cmd: CorrectNomination, state: Opened) -> tuple[Refusal | None, ...]:
    """Check a correction of the position of a nominee; none being recorded is one as well."""
    position = position_said(cmd.now)
    return (
        the_position_is_with_the_proposers(state),
        the_position_is_known(position),
        the_position_is_a_persons(position, state.dossier.nominee.kind),
    )
