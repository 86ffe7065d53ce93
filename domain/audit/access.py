"""Who reads what only auditors and inspectors read."""

from collections.abc import Iterable

from domain.access import the_hand_sits_in_the_unit
from domain.hand import Hand
from domain.refusal import Kind, Refusal

AUDITING = frozenset({"auditor", "inspector"})
COUNTRY = "VN"


def the_audit_is_of_one_of(hand: Hand, units: Iterable[str]) -> Refusal | None:
    """Refuse an auditor of none of these units, nor of the country they are part of (ADR 12)."""
    return None if hand.units & {*units} else the_hand_sits_in_the_unit(hand, COUNTRY)


def the_hand_audits(hand: Hand) -> Refusal | None:
    """Refuse who is neither an auditor nor an inspector (house rule)."""
    if AUDITING & hand.roles:
        return None
    facts = {"role": "auditor"}
    return Refusal("role-missing", Kind.FORBIDDEN, "this act needs the role auditor", facts)
