"""Who reads what only auditors and inspectors read."""

from domain.hand import Hand
from domain.refusal import Kind, Refusal

AUDITING = frozenset({"auditor", "inspector"})


def the_hand_audits(hand: Hand) -> Refusal | None:
    """Refuse who is neither an auditor nor an inspector (house rule)."""
    if AUDITING & hand.roles:
        return None
    facts = {"role": "auditor"}
    return Refusal("role-missing", Kind.FORBIDDEN, "this act needs the role auditor", facts)
