"""Particulars of a person beside the name, and what is wrong with them by their look."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from domain.nominee_kinds import PERSON
from domain.personal.rules import IdentityNumbers
from domain.refusal import Kind, Refusal, listed

FEMALE, MALE = "female", "male"
SEXES = (FEMALE, MALE)
"""As the paper has it; none where no paper says it."""
BETWEEN = re.compile(r"[ .\-()]")
DIGITS = re.compile(r"[0-9]+")
PHONE = re.compile(r"\+?[0-9]{8,15}")
MAILBOX = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


@dataclass(frozen=True, slots=True)
class Particulars:
    """
    Identity number, sex and contacts of a person, each only where a paper told it.

    They stand in the erasable store alone: never in a fact, a refusal or a log.
    """

    identity_number: str | None = None
    sex: str | None = None
    phone: str | None = None
    email: str | None = None
    address: str | None = None


def written_alike(told: Particulars) -> Particulars:
    """Return particulars with the numbers as they are kept: without what parts their digits."""
    number, phone = (one and BETWEEN.sub("", one) for one in (told.identity_number, told.phone))
    return replace(told, identity_number=number, phone=phone)


def wrong_in(told: Particulars, known: IdentityNumbers | None) -> tuple[Refusal, ...]:
    """Return every rule that particulars break by their look; no refusal repeats a value."""
    found = (
        the_identity_number_is_one(told, known),
        the_phone_number_is_one(told),
        the_mailbox_is_one(told),
    )
    return tuple(one for one in found if one)


def the_identity_number_is_one(told: Particulars, known: IdentityNumbers | None) -> Refusal | None:
    """
    Refuse a number of the person that is not digits alone, or of a length that none has.

    Source:
        `personal-data.toml`, lengths in digits: not confirmed; where none is said, any goes.
    """
    number, lengths = told.identity_number, known.digits if known else ()
    if number is None or (DIGITS.fullmatch(number) and len(number) in (lengths or [len(number)])):
        return None
    facts = {"allowed": listed(map(str, lengths))}
    return Refusal("identity-number-form", Kind.INVALID, "not a number of a person", facts)


def the_phone_number_is_one(told: Particulars) -> Refusal | None:
    """Refuse a number nobody can call: 8 to 15 digits, after a plus or not (house rule)."""
    if told.phone is None or PHONE.fullmatch(told.phone):
        return None
    return Refusal("phone-form", Kind.INVALID, "not a phone number")


def the_mailbox_is_one(told: Particulars) -> Refusal | None:
    """Refuse what is no address of a mailbox: one @, a name before, a host after (house rule)."""
    if told.email is None or MAILBOX.fullmatch(told.email):
        return None
    return Refusal("email-form", Kind.INVALID, "not an e-mail address")


def particulars_are_of_a_person(kind: str, told: str | None) -> Refusal | None:
    """
    Refuse particulars of anybody but a person; *told* is the commitment to them, if any are told.

    Source:
        House rule (ADR 96): tax codes and registrations of enterprises are no personal data, and
        what is kept of collectives is not erased by itself.
    """
    if told is None or kind == PERSON:
        return None
    facts = {"kind": kind, "allowed": PERSON}
    return Refusal("particulars-of-no-person", Kind.INVALID, "a person has particulars", facts)


def particulars_stand_beside_a_name(*, named: bool) -> Refusal | None:
    """Refuse particulars of somebody of whom no name stands: they are kept with it (ADR 96)."""
    if named:
        return None
    return Refusal("particulars-without-name", Kind.CONFLICT, "give the name along")


def told_of(told: Particulars) -> Iterator[tuple[str, str]]:
    """Yield name and value of what is told, in a fixed order."""
    for name in Particulars.__slots__:
        if (value := getattr(told, name)) is not None:
            yield name, value
