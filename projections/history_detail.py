"""What a line of the history says of its act, beside who, when and what sort."""

from dataclasses import asdict
from datetime import date

from domain.nomination.clock import CaseEscalated, ReminderIssued
from domain.nomination.events import NominationOpened
from projections.columns import Row
from projections.notice_words import in_words


def detailed(event: object, on: date) -> object:
    """Return what a line says: of a notice in words too, of an opening what is not elsewhere."""
    match event:
        case NominationOpened():
            return opening(event)
        case ReminderIssued() | CaseEscalated():
            return {**asdict(event), "text": in_words(event, on)}
    return event


def opening(event: NominationOpened) -> Row:
    """Return what an opening says; the whole ladder stands in the case file."""
    ladder, campaign = event.ladder, event.campaign
    return {
        "nominee": event.nominee,
        "nominator": event.nominator,
        "unit": event.unit,
        "opened_on": event.opened_on,
        "achievement": event.achievement,
        "award": ladder.award,
        "regime": ladder.regime,
        "ladder_digest": ladder.digest,
        "steps": [step.key for step in ladder.steps],
        "movement": campaign.movement if campaign else None,
        "movement_digest": campaign.digest if campaign else None,
        "occasion": campaign.occasion if campaign else None,
        "nominee_class": campaign.nominee_class if campaign else None,
        "nominee_position": event.nominee_position,
        "basis": event.basis,
        "dated_back": event.dated_back,
    }
