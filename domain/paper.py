"""Rules of any paper that leaves an office: number, signing capacity, date."""

from string import digits
from unicodedata import name

from domain.access import (
    the_hand_has_the_role,
    the_hand_sits_in_the_unit,
    the_paper_is_not_dated_ahead,
)
from domain.acting import ActingFor
from domain.hand import FORMS, Hand
from domain.refusal import Kind, Refusal
from domain.register.claims import as_read, strange_in

MANDATE = "TUQ"


def the_paper_has_a_number(number: str) -> Refusal | None:
    """Refuse a paper without a number; every issued paper is numbered (plan, heading)."""
    if set(as_read(number)) & set(digits):
        return None
    return Refusal("number-missing", Kind.INVALID, "a paper goes out under a number")


def the_number_is_written_plainly(number: str) -> list[Refusal]:
    """Refuse each letter, digit or sign that could pass for another (house rule, ADR 30)."""
    points = [f"U+{ord(one):04X} {name(one, '')}".rstrip() for one in strange_in(number)]
    detail = "a number takes Latin and Vietnamese letters, 0 to 9, and / - ."
    return [
        Refusal("number-character", Kind.INVALID, detail, {"character": point}) for point in points
    ]


def numbered(number: str) -> tuple[Refusal | None, ...]:
    """Check the number of a paper."""
    return (the_paper_has_a_number(number), *the_number_is_written_plainly(number))


def the_hand_states_its_capacity(hand: Hand) -> Refusal | None:
    """Refuse a signature without its form (TM, KT, TL, TUQ or Q), as under the plan itself."""
    if hand.capacity in FORMS:
        return None
    return Refusal("capacity-missing", Kind.FORBIDDEN, "a signer states a signing capacity")


def a_mandate_is_shown(hand: Hand) -> Refusal | None:
    """Refuse TUQ of one's own: it is by mandate (Decree 30/2020, signing forms: not confirmed)."""
    if hand.capacity != MANDATE or isinstance(hand.delegation, ActingFor):
        return None
    facts = {"capacity": MANDATE}
    return Refusal("capacity-without-delegation", Kind.FORBIDDEN, "no mandate is shown", facts)


def in_a_capacity(hand: Hand) -> tuple[Refusal | None, ...]:
    """Check the form in which *hand* signs."""
    return (the_hand_states_its_capacity(hand), a_mandate_is_shown(hand))


def well_signed(hand: Hand, number: str) -> tuple[Refusal | None, ...]:
    """Check number, capacity and date of a paper that *hand* signs."""
    return (
        *in_a_capacity(hand),
        the_paper_is_not_dated_ahead(hand),
        *numbered(number),
    )


def signed_for(hand: Hand, role: str, unit: str, number: str) -> tuple[Refusal | None, ...]:
    """Check a paper that *hand* signs for *unit* in the role *role*."""
    return (
        the_hand_has_the_role(hand, role),
        the_hand_sits_in_the_unit(hand, unit),
        *well_signed(hand, number),
    )
