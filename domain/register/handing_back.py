"""Giving back what was recovered: a restored honour has its object and its money again."""

from domain.access import the_hand_has_the_role, the_paper_is_not_dated_ahead
from domain.change import Change
from domain.decider import demand
from domain.hand import Hand
from domain.refusal import Kind, Refusal, Refused
from domain.register.commands import HandHonourBack
from domain.register.decide import CLERK, the_hand_is_of_the_authority
from domain.register.entries import entered
from domain.register.handing_back_events import HonourHandedBack
from domain.register.state import Held, State


def held(state: State) -> Held:
    """
    Return an honour that counts.

    Raises:
        Refused: the register knows no such honour, or it is annulled.
    """
    if not isinstance(honour := entered(state), Held):
        raise Refused(Refusal("not-restored", Kind.CONFLICT, "the honour is annulled"))
    return honour


def the_money_is_owed_back(cmd: HandHonourBack, state: Held) -> Refusal | None:
    """Refuse to give back less than nothing, or more than came back (house rule)."""
    if 0 <= cmd.amount <= state.recovered:
        return None
    facts = {"amount": str(cmd.amount), "owed": str(state.recovered)}
    detail = f"{state.recovered} dong may be given back"
    return Refusal("amount-not-owed-back", Kind.INVALID, detail, facts)


def the_object_is_owed_back(cmd: HandHonourBack, state: Held) -> Refusal | None:
    """Refuse to give back an object that the holder has (house rule)."""
    if state.object_returned or not cmd.object_handed:
        return None
    return Refusal("object-not-owed-back", Kind.CONFLICT, "the holder has the object")


def something_is_given_back(cmd: HandHonourBack) -> Refusal | None:
    """Refuse to note that neither object nor money was given back."""
    if cmd.object_handed or cmd.amount:
        return None
    return Refusal("nothing-handed-back", Kind.INVALID, "neither object nor money was given back")


def the_paper_follows_the_restoration(hand: Hand, state: Held) -> Refusal | None:
    """Refuse a paper dated before the one by which the honour counts (house rule, ADR 17)."""
    if hand.effective_on >= state.since:
        return None
    facts = {"restored_on": state.since.isoformat()}
    return Refusal("dated-before-restoration", Kind.INVALID, "older than the restoration", facts)


def hand_back(cmd: HandHonourBack, state: State) -> list[Change]:
    """
    Note what a restored honour's holder was given back; a later recovery may ask for it again.

    Source:
        What is lifted is undone (facts 7.4.4, 7.4.6: not confirmed); how, is a house rule.
    """
    honour = held(state)
    entry = honour.entry
    demand(
        the_hand_has_the_role(cmd.hand, CLERK),
        the_hand_is_of_the_authority(cmd.hand, entry.granted_by, entry.granted_on),
        the_paper_is_not_dated_ahead(cmd.hand),
        the_paper_follows_the_restoration(cmd.hand, honour),
        the_money_is_owed_back(cmd, honour),
        the_object_is_owed_back(cmd, honour),
        something_is_given_back(cmd),
    )
    return [Change(cmd.honour, HonourHandedBack(cmd.object_handed, cmd.amount, cmd.note))]
