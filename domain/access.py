"""Who may lay hands on anything: role, unit, and the date on the paper."""

import re
from collections.abc import Iterable
from datetime import date, timedelta, timezone
from functools import lru_cache
from unicodedata import normalize
from uuid import UUID

from domain.acting import ActingFor
from domain.hand import Hand
from domain.refusal import Kind, Refusal
from domain.unseen import without_unseen

VIETNAM = timezone(timedelta(hours=7))
HEX = "[0-9a-f]"
DASHED = f"{HEX}{{8}}-({HEX}{{4}}-){{3}}{HEX}{{12}}"
REFERENCE = re.compile(rf"(urn:uuid:)?({DASHED}|\{{{DASHED}\}}|{HEX}{{32}}|\{{{HEX}{{32}}\}})")


def _in_one_writing(written: str) -> str:
    """
    Return one writing of an actor or a reference: two that are the same person's have the same.

    Letter case, Unicode form, width, blanks and what is drawn as nothing make nobody another
    person; a mark on a letter does. Look-alikes of other scripts stay apart (ADR 35).

    Source:
        Compatibility caseless match, The Unicode Standard, D146 in section 3.13.
    """
    once = normalize("NFKD", normalize("NFD", without_unseen(written)).casefold())
    read = " ".join(normalize("NFKD", once.casefold()).split())
    return str(UUID(read)) if REFERENCE.fullmatch(read) else read


person = lru_cache(maxsize=256)(_in_one_writing)
"""The one writing of an actor or a reference; one act holds the same few against each other."""


def persons(written: Iterable[str]) -> frozenset[str]:
    """Return several people, each in the one writing of `person`."""
    return frozenset(map(person, written))


def behind(actor: str, delegation: object) -> tuple[str, ...]:
    """Return who stands behind an act: the actor, and whom they act for."""
    return (actor, delegation.delegator) if isinstance(delegation, ActingFor) else (actor,)


def persons_behind(hand: Hand) -> frozenset[str]:
    """Return the people behind a hand: a delegator answers for what is done in their place."""
    return persons(behind(hand.actor, hand.delegation))


def the_hand_has_the_role(hand: Hand, role: str) -> Refusal | None:
    """Refuse a hand without *role* (who does what: domain facts 9.4)."""
    if role in hand.roles:
        return None
    return Refusal(
        "role-missing", Kind.FORBIDDEN, f"this act needs the role {role}", {"role": role}
    )


def the_hand_sits_in_the_unit(hand: Hand, unit: str) -> Refusal | None:
    """Refuse a hand of another unit than the competent one (facts 9.4)."""
    if unit in hand.units:
        return None
    return Refusal(
        "unit-foreign", Kind.FORBIDDEN, f"this act belongs to unit {unit}", {"unit": unit}
    )


def the_unit_has_not_ended(hand: Hand, unit: str) -> Refusal | None:
    """
    Refuse to begin something in a unit that ended before the date on the paper (house: ADR 113).

    What it did while it stood may be entered later. Where no units are known none has ended.
    """
    if not hand.forces.lineage.has_ended(unit, hand.effective_on):
        return None
    facts = {"unit": unit, "effective_on": hand.effective_on.isoformat()}
    return Refusal("unit-unknown", Kind.INVALID, "no unit of that code that day", facts)


def the_paper_is_not_dated_ahead(hand: Hand) -> Refusal | None:
    """Refuse a paper dated after today in Vietnam (UTC+7) (house rule, ADR 17)."""
    today = hand.recorded_at.astimezone(VIETNAM).date()
    if hand.effective_on <= today:
        return None
    facts = {"effective_on": hand.effective_on.isoformat(), "today": today.isoformat()}
    return Refusal("dated-ahead", Kind.INVALID, "the paper is dated in the future", facts)


def no_paper_is_older_than_what_it_builds_on(hand: Hand, day: date | None) -> Refusal | None:
    """
    Refuse a paper dated before the *day* of the one it builds on (house rule, ADR 17, ADR 101).

    None where nothing says which day that was; the same day will do.
    """
    if day is None or hand.effective_on >= day:
        return None
    facts = {"earlier": day.isoformat()}
    return Refusal("dated-before-earlier-act", Kind.INVALID, "older than what it builds on", facts)
