"""Entries of the register, held or annulled, and that there is none."""

from domain.refusal import Kind, Refusal, Refused
from domain.register.state import Annulled, Held, NotEntered, State

Entered = Held | Annulled


def honour_unknown() -> Refusal:
    """Say that the register knows no such honour."""
    return Refusal("honour-unknown", Kind.UNKNOWN, "no such honour")


def entered(state: State) -> Entered:
    """
    Return an honour of the register, held or annulled.

    Raises:
        Refused: the register knows no such honour.
    """
    if isinstance(state, NotEntered):
        raise Refused(honour_unknown())
    return state
