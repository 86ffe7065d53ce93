"""The order that opened a case, read back from the fact it wrote."""

from dataclasses import replace
from datetime import date
from typing import cast

from domain.force import Backdating
from domain.hand import Hand
from domain.ladder import Ladder
from domain.movement import Movement, NomineeClass, Occasion
from domain.nomination import commands as c
from domain.nomination import events as n
from domain.register.docket import docket_stream
from domain.register.events import CaseEnrolled
from services.redeciding.means import NotKnown
from services.redeciding.told import Told

WHENEVER = Backdating(days=1_000_000, receipt_needed=False)
"""How late a case was entered is not asked: no fact says what an operator let pass then."""
DIGITS, MOVEMENTS = 12, "movements"


def opening(told: Told) -> c.OpenNomination:
    """Read an opening back; where its rulebook is known, the route is the one that gives."""
    fact = cast("n.NominationOpened", told.fact.event)
    back, campaign = fact.dated_back, fact.campaign
    return c.OpenNomination(
        told.stream,
        _entering(fact, told),
        fact.nominee,
        fact.unit,
        fact.achievement,
        route_of(fact.ladder, fact.unit, told.hand.effective_on, told),
        _movement(fact, told) if campaign else None,
        campaign.occasion if campaign else None,
        campaign.nominee_class if campaign else None,
        fact.basis,
        back.in_force if back else None,
        back.receipt if back else None,
        fact.particulars,
        fact.nominee_position,
    )


def _entering(fact: n.NominationOpened, told: Told) -> Hand:
    """Return the hand, asked for no receipt where the case joined the docket of no paper."""
    own, mine = docket_stream(fact.nominee.ref), CaseEnrolled(told.stream)
    if any(one.event == mine and one.stream != own for one in told.act.facts):
        return told.hand
    forces = replace(told.hand.forces, backdating=WHENEVER)
    return replace(told.hand, forces=forces)


def route_of(pinned: Ladder, unit: str, on: date, told: Told) -> Ladder:
    """
    Return the route that the rulebook named by a pinned one gives, which it should be.

    Raises:
        NotKnown: no rulebook known here gives that award there, or bears that digest.
    """
    if (given := told.means.route(pinned, unit, on)) is None:
        named = f"{pinned.award} of {pinned.regime}, {pinned.digest[:DIGITS]}"
        raise NotKnown("route-unknown", f"no rulebook known here gives {named} in {unit} that day")
    told.untold.update(given.believed)
    return given.ladder


def _movement(fact: n.NominationOpened, told: Told) -> Movement:
    """Return the movement of the campaign; of another edition, what the fact says of it."""
    pinned, day = cast("n.Campaign", fact.campaign), told.hand.effective_on
    known = told.means.movement(pinned.movement)
    if known is not None and known.digest == pinned.digest:
        return known
    if not told.means.has_been(MOVEMENTS, pinned.movement, pinned.digest):
        raise NotKnown("movement-unknown", f"no movement {pinned.movement} known here was so")
    chosen = NomineeClass(pinned.nominee_class, (fact.nominee.kind,), pinned.criteria)
    review = Occasion(pinned.occasion, (fact.ladder.award,), day, day)
    return Movement(pinned.movement, pinned.digest, day, day, (chosen,), (review,), pinned.scoring)
