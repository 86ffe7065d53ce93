"""The order that opened a case, read back from the fact it wrote."""

from dataclasses import replace
from typing import cast

from domain.force import Backdating
from domain.hand import Hand
from domain.ladder import Ladder
from domain.movement import Movement, NomineeClass, Occasion
from domain.nomination import commands as c
from domain.nomination import events as n
from domain.register.docket import docket_stream
from domain.register.events import CaseEnrolled
from services.redeciding.told import Told

WHENEVER = Backdating(days=1_000_000, receipt_needed=False)
"""How late a case was entered is not asked: no fact says what an operator let pass then."""


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
        _ladder(fact, told),
        _movement(fact, told) if campaign else None,
        campaign.occasion if campaign else None,
        campaign.nominee_class if campaign else None,
        fact.basis,
        back.in_force if back else None,
        back.receipt if back else None,
    )


def _entering(fact: n.NominationOpened, told: Told) -> Hand:
    """Return the hand, asked for no receipt where the case joined the docket of no paper."""
    own, mine = docket_stream(fact.nominee.ref), CaseEnrolled(told.stream)
    if any(one.event == mine and one.stream != own for one in told.act.facts):
        return told.hand
    forces = replace(told.hand.forces, backdating=WHENEVER)
    return replace(told.hand, forces=forces)


def _ladder(fact: n.NominationOpened, told: Told) -> Ladder:
    """Return the route that was pinned, unless the very rulebook it names gives another way."""
    pinned = fact.ladder
    given = told.means.ladder(pinned.award, fact.unit, told.hand.effective_on)
    if given is None or given.digest != pinned.digest or way(given) == way(pinned):
        return pinned
    return given


def way(ladder: Ladder) -> list[tuple[str, str, str, str]]:
    """Return what of a route nobody but the rulebook sets: its steps, in order."""
    return [(one.key, one.level, one.act.value, one.role) for one in ladder.steps]


def _movement(fact: n.NominationOpened, told: Told) -> Movement:
    """Return the movement of the campaign; of another edition, what the fact says of it."""
    pinned, day = cast("n.Campaign", fact.campaign), told.hand.effective_on
    known = told.means.movement(pinned.movement)
    if known is not None and known.digest == pinned.digest:
        return known
    chosen = NomineeClass(pinned.nominee_class, (fact.nominee.kind,), pinned.criteria)
    review = Occasion(pinned.occasion, (fact.ladder.award,), day, day)
    return Movement(pinned.movement, pinned.digest, day, day, (chosen,), (review,), pinned.scoring)
