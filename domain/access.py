"""Who may lay hands on anything: role, unit, and the date on the paper."""

from datetime import timedelta, timezone
from uuid import UUID

from domain.hand import Hand
from domain.refusal import Kind, Refusal

VIETNAM = timezone(timedelta(hours=7))


def person(written: str) -> str:
    """Return one writing of an actor or a reference, however its letters are written."""
    try:
        return str(UUID(written))
    except ValueError:
        return written.casefold()


def the_hand_has_the_role(hand: Hand, role: str) -> Refusal | None:
    """Refuse a hand without *role* (who does what: domain facts 9.4)."""
    if role in hand.roles:
        return None
    return Refusal(
        "role-missing", Kind.FORBIDDEN, f"this act needs the role {role}", {"role": role}
    )


def the_hand_sits_in_the_unit(hand: Hand, unit: str) -> Refusal | None:
    """Refuse a hand of another unit than the competent one."""
    if unit in hand.units:
        return None
    return Refusal(
        "unit-foreign", Kind.FORBIDDEN, f"this act belongs to unit {unit}", {"unit": unit}
    )


def the_paper_is_not_dated_ahead(hand: Hand) -> Refusal | None:
    """Refuse a paper dated after today in Vietnam (UTC+7)."""
    today = hand.recorded_at.astimezone(VIETNAM).date()
    if hand.effective_on <= today:
        return None
    facts = {"effective_on": hand.effective_on.isoformat(), "today": today.isoformat()}
    return Refusal("dated-ahead", Kind.INVALID, "the paper is dated in the future", facts)
