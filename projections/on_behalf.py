"""How a view says that somebody signed in the place of another: references, never names."""

from typing import TypedDict

from domain.acting import ActingFor
from domain.recorded import Envelope


class Said(TypedDict):
    """One sentence in both languages."""

    vi: str
    en: str


class OnBehalf(TypedDict):
    """By which delegation somebody acted, for whom, by which document; and the sentence."""

    delegation: str
    delegator: str
    number: str
    dated: str
    said: Said


def on_behalf(beside: Envelope) -> OnBehalf | None:
    """Return in whose place an act was done, None where it was done by own hand."""
    whom = beside.delegation
    if not isinstance(whom, ActingFor):
        return None
    day, form = whom.dated, beside.capacity
    both = f"{beside.actor} ký thay {whom.delegator}"
    vi = f"{both}, {form}, theo văn bản số {whom.number} ngày {day:%d/%m/%Y}"
    en = f"{beside.actor} for {whom.delegator}, {form}, by document {whom.number} of {day}"
    return {
        "delegation": str(whom.delegation),
        "delegator": whom.delegator,
        "number": whom.number,
        "dated": day.isoformat(),
        "said": {"vi": vi, "en": en},
    }
