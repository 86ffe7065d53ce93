"""`order.opinion.give`: the opinion of an agency that was consulted (hiệp y)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.nomination.commands import EndorseStep, ReturnForSupplement
from domain.nomination.events import Missing
from services.city_orders.desk import Asked, Desk
from services.city_orders.words import RuleKey, Version, Words

OBJECTION = "consulted-opinion"


@dataclass(frozen=True, slots=True)
class GiveOpinionV1:
    """Agree at a step of consultation, or say what stands against the case."""

    nomination: UUID
    step: RuleKey
    favourable: bool
    words: Words
    effective_on: date
    seen_version: Version | None = None


def give_opinion(told: GiveOpinionV1, desk: Desk) -> Asked:
    """Return the command: to endorse, or to send the case back with the objection as a remark."""
    case, by = told.nomination, desk.hand(told.effective_on)
    if told.favourable:
        return Asked((EndorseStep(case, by, told.step, told.words),), told.seen_version)
    remark = (Missing("remark", OBJECTION, told.words),)
    back = ReturnForSupplement(case, by, told.step, remark, told.words)
    return Asked((back,), told.seen_version)
