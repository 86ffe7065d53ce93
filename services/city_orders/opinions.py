"""`order.opinion.give`: the opinion of an agency that was consulted (hiệp y)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.hearing.commands import AnswerConsultation
from domain.hearing.consult import answering
from domain.hearing.state import OBJECTS
from domain.nomination.commands import EndorseStep, ReturnForSupplement
from domain.nomination.decide import NOMINATION
from domain.nomination.events import Missing
from domain.nomination.state import Absent
from services.city_orders.desk import Asked, Desk
from services.city_orders.words import RuleKey, Version, Words
from services.histories import Histories

OBJECTION = "consulted-opinion"


@dataclass(frozen=True, slots=True)
class GiveOpinionV1:
    """
    Agree at a step of consultation, or say what stands against the case.

    `ground` codes an objection of one of several agencies that were asked at once.
    """

    nomination: UUID
    step: RuleKey
    favourable: bool
    words: Words
    effective_on: date
    seen_version: Version | None = None
    ground: RuleKey | None = None


def give_opinion(told: GiveOpinionV1, desk: Desk) -> Asked:
    """
    Return the command: to answer the question that waits for the sender, if one does.

    Otherwise the step is the sender's own: to endorse, or to send the case back with the objection
    as a remark.
    """
    case, by = told.nomination, desk.hand(told.effective_on)
    if agency := awaited(told, desk):
        opinion = "agrees" if told.favourable else OBJECTS
        said = AnswerConsultation(case, by, agency, opinion, told.words, told.ground)
        return Asked((said,), told.seen_version)
    if told.favourable:
        return Asked((EndorseStep(case, by, told.step, told.words),), told.seen_version)
    remark = (Missing("remark", OBJECTION, told.words),)
    back = ReturnForSupplement(case, by, told.step, remark, told.words)
    return Asked((back,), told.seen_version)


def awaited(told: GiveOpinionV1, desk: Desk) -> str | None:
    """Return who was asked and has not answered, of the agencies for which the sender answers."""
    case = Histories(desk.house.ledger).of(NOMINATION, told.nomination)
    if isinstance(case, Absent):
        return None
    file, by = case.dossier, desk.hand(told.effective_on)
    waiting = (one for one in sorted(file.hearing.consulted) if file.hearing.waits_for(one))
    mine = [one for one in waiting if answering(one, by, file) in by.units]
    return next((one for one in mine if one in by.units), next(iter(mine), None))
