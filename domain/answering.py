"""Who answers for a unit that was asked something, once it has ended (ADR 124, 127)."""

from datetime import date

from domain.hand import Hand


def who_answers(unit: str, asked_on: date, hand: Hand) -> str:
    """
    Return the unit that answers what one was asked on a day: itself, or who stands for it since.

    What it said while it stood is entered later by its own hand: the date on the paper says which.
    Where its code has gone to another unit by the day of receipt, no date makes that one the unit
    that was asked: who stands for it by then enters late words too (house rule, ADR 124).
    """
    lineage, came = hand.forces.lineage, hand.received_at.date()
    borne = lineage.is_another_now(unit, asked_on, came)
    on = came if borne else hand.effective_on
    return next(iter(lineage.standing_for(unit, asked_on, on)), unit)
