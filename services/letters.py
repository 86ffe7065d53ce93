"""Letters against a case: a reference in the fact; who wrote, and what, in the erasable store."""

from contextlib import suppress
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.refusal import Kind, Refusal, Refused
from services.stores import DifferentSubject, Name, People

LETTERS = uuid5(NAMESPACE_URL, "vinhdanh:letters")
OBJECTION, COMPLAINT = "objection", "complaint"
KIND = "letter"


def letter_ref(nomination: UUID, sort: str, reference: str) -> UUID:
    """Return under what a letter to a case is kept: one of a sort and number, one reference."""
    return uuid5(LETTERS, f"{nomination}/{sort}/{reference}")


def the_letter_is_the_same(people: People, ref: UUID, letter: Name) -> None:
    """
    Let a letter pass that is new, or reads as the one that is kept.

    Raises:
        Refused: another letter is kept under its number, or was and is erased.
    """
    known = people.noted(ref)
    if people.is_erased(ref) or known not in {None, letter}:
        facts = {"ref": str(ref)}
        detail = "another letter bears this number"
        raise Refused(Refusal("reference-taken", Kind.CONFLICT, detail, facts))


def keep_letter(people: People, ref: UUID, letter: Name) -> None:
    """Keep a letter whose fact was accepted; what was erased meanwhile stays erased."""
    with suppress(DifferentSubject):
        people.add(ref, KIND, letter)
