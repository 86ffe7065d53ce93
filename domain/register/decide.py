"""Recovering and restoring: orders on an annulled honour."""

from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.access import (
    the_hand_has_the_role,
    the_hand_sits_in_the_unit,
    the_paper_is_not_dated_ahead,
)
from domain.change import Change
from domain.decider import demand
from domain.hand import Hand
from domain.paper import signed_for
from domain.refusal import Kind, Refusal, Refused
from domain.register.claims import claimed, paper_key, the_number_is_free
from domain.register.commands import RecoverHonour, RestoreHonour
from domain.register.entries import entered
from domain.register.events import HonourRecovered, HonourRestored
from domain.register.grounds import (
    RESTORATION,
    the_ground_is_of_the_act,
    the_ground_is_the_annulments,
)
from domain.register.state import Annulled, State
from domain.review.citing import of_recovery
from domain.review.following import followed, the_review_asks_for_it
from domain.review.state import NO_REVIEW
from domain.review.state import State as Review

HONOURS = uuid5(NAMESPACE_URL, "vinhdanh:honours")
Granted = tuple[str, date]
"""Which unit granted, and when."""
SIGNING = "leader"
CLERK = "clerk"


def honour_of(nomination: UUID) -> UUID:
    """Return the id of the one honour a nomination can found."""
    return uuid5(HONOURS, str(nomination))


def restoring_key(cmd: RestoreHonour) -> str:
    """Return the key of the restoring paper's number."""
    return paper_key("decision", cmd.unit, cmd.hand, cmd.number)


def authorities(granted_by: str, granted_on: date, hand: Hand) -> tuple[str, ...]:
    """Return the unit that granted, and the one that carries it on (house: succession.toml)."""
    lineage, on = hand.forces.lineage, max(granted_on, hand.effective_on)
    heir = lineage.heir(granted_by, granted_on, on) if "register" in lineage.follows else None
    return tuple(dict.fromkeys((granted_by, heir or granted_by)))


def standing_above(granted_by: str, granted_on: date, hand: Hand) -> tuple[str, ...]:
    """
    Return who acts for a unit that granted and ended with nobody to carry it on, the nearest first.

    They are the units above it that stand, as for restoring (house rule, ADR 113): of 696 districts
    five had a successor. None where the unit stands or one unit carries it on (`authorities`).
    """
    lineage, on = hand.forces.lineage, max(granted_on, hand.effective_on)
    if "register" not in lineage.follows or lineage.heir(granted_by, granted_on, on):
        return ()
    return lineage.standing_for(granted_by, granted_on, on)


def acting(granted_by: str, granted_on: date, hand: Hand) -> str:
    """Return the unit that acts on a decision: the hand's own if it may, else the nearest."""
    given = granted_by, granted_on, hand
    mine = (one for one in who_may(*given) if one in hand.units)
    return next(iter((*mine, *standing_above(*given), authorities(*given)[-1])))


def who_may(granted_by: str, granted_on: date, hand: Hand) -> tuple[str, ...]:
    """
    Return every unit that may act on a decision: who granted, who carries on, else above.

    Where the code of who granted has gone to a unit that does not stand for it, not that (ADR 113).
    """
    given = granted_by, granted_on, hand
    found = tuple(dict.fromkeys((*authorities(*given), *standing_above(*given))))
    gone = hand.forces.lineage.is_another_now(granted_by, granted_on, hand.effective_on)
    return tuple(one for one in found if one != granted_by) or found if gone else found


def the_unit_is_the_authority(unit: str, granted: Granted, hand: Hand) -> Refusal | None:
    """
    Refuse a unit that neither granted nor acts for it (domain facts 7.4.5: not confirmed).

    The refusal names who may act now, a unit that ended to its own hand alone (ADR 113).
    """
    if unit in who_may(*granted, hand):
        return None
    facts = {"may": acting(*granted, hand)}
    return Refusal("not-the-authority", Kind.FORBIDDEN, f"granted by {granted[0]}", facts)


def the_hand_is_of_the_authority(hand: Hand, granted_by: str, granted_on: date) -> Refusal | None:
    """Refuse a hand of a unit that neither granted nor acts for it (facts 7.4.5: unconfirmed)."""
    if hand.units & {*who_may(granted_by, granted_on, hand)}:
        return None
    return the_hand_sits_in_the_unit(hand, acting(granted_by, granted_on, hand))


def the_unit_may_restore(cmd: RestoreHonour, state: Annulled) -> Refusal | None:
    """Refuse a unit that neither granted nor stands above (facts 7.4.4, 7.4.5: not confirmed)."""
    if cmd.unit in cmd.above:
        return None
    return the_unit_is_the_authority(cmd.unit, granted(state), cmd.hand)


def the_money_is_still_owed(cmd: RecoverHonour, state: Annulled) -> Refusal | None:
    """Refuse to take back less than nothing or more than was paid (Law 06/2022 art. 93(2))."""
    owed = (state.entry.bonus or 0) - state.recovered
    if 0 <= cmd.amount <= owed:
        return None
    facts = {"amount": str(cmd.amount), "owed": str(owed)}
    return Refusal("amount-not-owed", Kind.INVALID, f"{owed} dong may be recovered", facts)


def the_paper_follows_the_annulment(hand: Hand, state: Annulled) -> Refusal | None:
    """Refuse a paper about an annulled honour that is dated before its annulment (ADR 17)."""
    if hand.effective_on >= state.annulled_on:
        return None
    facts = {"annulled_on": state.annulled_on.isoformat()}
    return Refusal("dated-before-annulment", Kind.INVALID, "older than the annulment", facts)


def the_paper_follows_the_recovery(hand: Hand, state: Annulled) -> Refusal | None:
    """Refuse to restore by a paper dated before what came back last (house rule, ADR 17)."""
    last = state.recovered_on
    if last is None or not state.annulled_on <= hand.effective_on < last:
        return None
    facts = {"recovered_on": last.isoformat()}
    return Refusal("dated-before-recovery", Kind.INVALID, "older than the recovery", facts)


def the_object_comes_back_once(cmd: RecoverHonour, state: Annulled) -> Refusal | None:
    """Refuse to take back an object that came back already (house rule)."""
    if not (cmd.object_returned and state.object_returned):
        return None
    return Refusal("object-returned-already", Kind.CONFLICT, "the object came back before")


def the_recovery_says_something(cmd: RecoverHonour) -> Refusal | None:
    """Refuse a recovery of neither object nor money (house rule)."""
    if cmd.object_returned or cmd.amount:
        return None
    return Refusal("nothing-recovered", Kind.INVALID, "neither object nor money came back")


def annulled(state: State) -> Annulled:
    """
    Return the annulled honour.

    Raises:
        Refused: the register knows no such honour, or it is held.
    """
    if not isinstance(honour := entered(state), Annulled):
        raise Refused(Refusal("not-annulled", Kind.CONFLICT, "the honour is held"))
    return honour


def granted(honour: Annulled) -> Granted:
    """Return who granted an honour, and when."""
    return honour.entry.granted_by, honour.entry.granted_on


def recover(cmd: RecoverHonour, state: State, review: Review = NO_REVIEW) -> list[Change]:
    """Note what came back of an annulled honour; `review` is the one it cites."""
    honour = annulled(state)
    following = of_recovery(cmd, honour)
    demand(
        *by_the_granting_unit(cmd.hand, honour),
        the_paper_follows_the_annulment(cmd.hand, honour),
        the_object_comes_back_once(cmd, honour),
        the_money_is_still_owed(cmd, honour),
        the_ground_is_the_annulments(cmd.ground, honour.ground),
        the_recovery_says_something(cmd),
        *the_review_asks_for_it(following, cmd.hand, review),
    )
    back = HonourRecovered(cmd.object_returned, cmd.amount, cmd.note, cmd.ground, cmd.review)
    return [Change(cmd.honour, back), *followed(following, review)]


def by_the_granting_unit(hand: Hand, honour: Annulled) -> tuple[Refusal | None, ...]:
    """Check that a clerk of the unit that granted the honour acts, on a date that has come."""
    return (
        the_hand_has_the_role(hand, CLERK),
        the_hand_is_of_the_authority(hand, *granted(honour)),
        the_paper_is_not_dated_ahead(hand),
    )


def restore(cmd: RestoreHonour, state: State, holder: UUID | None) -> list[Change]:
    """Let an annulled honour count again."""
    honour = annulled(state)
    demand(
        the_unit_may_restore(cmd, honour),
        *signed_for(cmd.hand, SIGNING, cmd.unit, cmd.number),
        the_paper_follows_the_annulment(cmd.hand, honour),
        the_paper_follows_the_recovery(cmd.hand, honour),
        the_number_is_free(restoring_key(cmd), holder),
        the_ground_is_of_the_act(cmd.ground, RESTORATION),
    )
    on, lifts = cmd.hand.effective_on, honour.ground
    fact = HonourRestored(cmd.number, on, cmd.unit, cmd.reason, cmd.ground, lifts)
    return [Change(cmd.honour, fact), claimed(restoring_key(cmd), cmd.honour)]
