"""Opening a nomination: look the rules of the day up, once, and pin them into the order."""

from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.hand import Hand
from domain.ladder import Ladder
from domain.movement import Movement
from domain.nomination.basis import Basis
from domain.nomination.commands import OpenNomination
from domain.nomination.events import Nominee
from domain.nomination.opening import broken
from domain.nomination.receipt import recorded_on
from domain.refusal import Kind, Refusal, Refused
from services.ports import Rulebooks

NOMINATIONS = uuid5(NAMESPACE_URL, "vinhdanh:nominations")
NO_REGIME = "-"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an officer asks for: whom, which award, in which movement, at which review."""

    nominee: Nominee
    unit: str
    award: str
    achievement: str
    movement: str | None = None
    occasion: str | None = None
    nominee_class: str | None = None
    basis: Basis | None = None
    receipt: str | None = None
    particulars: str | None = None
    nominee_position: str | None = None
    called: str = field(default="", repr=False)


def nomination_id(command: UUID) -> UUID:
    """Return the id of the nomination an order opens; the same order, the same id."""
    return uuid5(NOMINATIONS, str(command))


def opening(proposal: Proposal, command: UUID, hand: Hand, rules: Rulebooks) -> OpenNomination:
    """
    Return the order to open a draft, with ladder and movement as of the hand's date.

    Raises:
        Refused: the award is not given there that day, or the movement is unknown.
    """
    ladder = rules.ladder(proposal.award, proposal.unit, hand.effective_on)
    movement = rules.movement(proposal.movement) if proposal.movement else None
    order = OpenNomination(
        nomination=nomination_id(command),
        hand=hand,
        nominee=proposal.nominee,
        unit=proposal.unit,
        achievement=proposal.achievement,
        ladder=ladder or _silent(proposal),
        movement=movement,
        occasion=proposal.occasion,
        nominee_class=proposal.nominee_class,
        basis=proposal.basis,
        in_force=regime_on(recorded_on(hand), rules),
        receipt=proposal.receipt,
        particulars=proposal.particulars,
        nominee_position=proposal.nominee_position,
        called=proposal.called,
    )
    known = _no_ladder(proposal, hand, ladder), _no_movement(proposal, movement)
    if refusals := [*chain(*known), *_no_units(proposal, hand, rules)]:
        raise Refused(*refusals, *broken(order))
    return order


def regime_on(day: date, rules: Rulebooks) -> str:
    """Return the regime in force on a day, by its key; a stroke where none is."""
    regime = rules.regime(day)
    return regime.key if regime else NO_REGIME


def _silent(proposal: Proposal) -> Ladder:
    """Return a route that objects to nobody: what else is wrong can be told without one."""
    return Ladder(proposal.award, "", "", (), (proposal.nominee.kind,))


def _no_ladder(proposal: Proposal, hand: Hand, ladder: Ladder | None) -> list[Refusal]:
    """Refuse an award that no rule of that day gives to a case of that unit."""
    if ladder is not None:
        return []
    facts = {
        "award": proposal.award,
        "unit": proposal.unit,
        "effective_on": hand.effective_on.isoformat(),
    }
    detail = "no rule in force that day gives this award there"
    return [Refusal("award-not-given", Kind.INVALID, detail, facts)]


def _no_movement(proposal: Proposal, movement: Movement | None) -> list[Refusal]:
    """Refuse a movement nobody launched."""
    if movement is not None or not proposal.movement:
        return []
    facts = {"movement": proposal.movement}
    return [Refusal("movement-unknown", Kind.INVALID, "no such movement", facts)]


def _no_units(proposal: Proposal, hand: Hand, rules: Rulebooks) -> list[Refusal]:
    """Refuse a proposing unit, and a nominee's, that do not exist on the hand's date."""
    on = hand.effective_on
    named = dict.fromkeys((proposal.unit, proposal.nominee.unit))
    gone = [unit for unit in named if not rules.stands(unit, on)]
    facts = [{"unit": unit, "effective_on": on.isoformat()} for unit in gone]
    detail = "no unit of that code that day"
    return [Refusal("unit-unknown", Kind.INVALID, detail, one) for one in facts]
