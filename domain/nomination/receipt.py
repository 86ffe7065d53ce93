"""The day an opening is dated: how far back, and what shows it where the rules changed since."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID, uuid5

from domain.access import VIETNAM
from domain.hand import Hand
from domain.nomination.commands import OpenNomination
from domain.nomination.dated_back import DatedBack
from domain.paper import numbered
from domain.refusal import Kind, Refusal
from domain.register.claims import number_key
from domain.register.docket import DOCKETS

INCOMING = "incoming"
Days = Mapping[UUID, date]


def paper_docket(cmd: OpenNomination) -> UUID | None:
    """
    Return the docket of the paper that brought a case, by its number in the unit's book.

    None without a number, and where an operator asks for none: what is told there shows nothing.
    """
    rule, number = cmd.hand.forces.backdating, cmd.receipt
    if number is None or (rule and not rule.receipt_needed):
        return None
    return uuid5(DOCKETS, number_key(INCOMING, cmd.unit, cmd.hand.effective_on.year, number))


def on_other_days(on: date, brought: Days) -> list[tuple[date, UUID]]:
    """Return the cases that a paper brought on other days, the earliest first."""
    return sorted((day, one) for one, day in brought.items() if day != on)


def first_of(others: list[tuple[date, UUID]]) -> Mapping[str, str]:
    """Return the earliest of them as facts tell it."""
    day, case = others[0]
    return {"came_on": day.isoformat(), "case": str(case)}


def the_paper_came_on_one_day(cmd: OpenNomination, brought: Days) -> Refusal | None:
    """
    Refuse a receipt by which cases of another day came: one paper comes in once (ADR 70).

    One submission brings many cases, all of them on its day. *brought* are the days of those that
    stand; a case that was withdrawn binds no other (house rule).
    """
    others = on_other_days(cmd.hand.effective_on, brought)
    if not others:
        return None
    facts = {"receipt": str(cmd.receipt), **first_of(others)}
    return Refusal("receipt-of-another-day", Kind.CONFLICT, "it came in on another day", facts)


def recorded_on(hand: Hand) -> date:
    """Return the day in Viet Nam on which an order is written down."""
    return hand.recorded_at.astimezone(VIETNAM).date()


def the_entry_is_not_dated_too_far_back(hand: Hand) -> Refusal | None:
    """
    Refuse an opening or a filing dated further back than an operator lets it be entered late.

    What goes by the year of the day it is filed would else go by a day of choice (ADR 57, 70).
    """
    rule, today = hand.forces.backdating, recorded_on(hand)
    if rule is None or (today - hand.effective_on).days <= rule.days:
        return None
    facts = {"recorded_on": today.isoformat(), "days": str(rule.days)}
    return Refusal("dated-too-far-back", Kind.INVALID, "entered too long after its day", facts)


def is_of_another_regime(cmd: OpenNomination) -> bool:
    """Say whether other rules were in force when a case was entered than on its own day."""
    return cmd.in_force not in {None, cmd.ladder.regime} and bool(cmd.ladder.regime)


def a_receipt_shows_the_day(cmd: OpenNomination) -> Refusal | None:
    """
    Refuse the rules of before to a case of which no receipt shows that it came in their time.

    Source:
        A dossier goes by the day it was received (Law 06/2026, transition; Decree 152/2025 art.
        60(3): facts 2.7, 2.9); that the incoming book shows it, is a house rule (ADR 57).
    """
    rule = cmd.hand.forces.backdating
    if not (rule and rule.receipt_needed and is_of_another_regime(cmd)) or cmd.receipt:
        return None
    facts = {"regime": cmd.ladder.regime, "in_force": str(cmd.in_force)}
    return Refusal("receipt-missing", Kind.INVALID, "nothing shows that it came that day", facts)


def of_the_day(cmd: OpenNomination, brought: Days) -> tuple[Refusal | None, ...]:
    """Check the day an opening is dated; *brought* are other cases of the same receipt."""
    return (
        the_entry_is_not_dated_too_far_back(cmd.hand),
        a_receipt_shows_the_day(cmd),
        the_paper_came_on_one_day(cmd, brought),
        *(numbered(cmd.receipt) if cmd.receipt else ()),
    )


def dated_back(cmd: OpenNomination) -> DatedBack | None:
    """Return what is kept of a case that goes by rules no longer in force when it was entered."""
    if not is_of_another_regime(cmd) or cmd.in_force is None:
        return None
    return DatedBack(recorded_on(cmd.hand), cmd.in_force, cmd.receipt)
