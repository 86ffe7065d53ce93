"""Whom a nomination is about: a reference in the fact, the name in the erasable store alone."""

from contextlib import suppress
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.nomination.events import Nominee
from services.stores import DifferentSubject, Name, People

SUBJECTS = uuid5(NAMESPACE_URL, "vinhdanh:subjects")


def subject_ref(command: UUID) -> UUID:
    """Return the reference of the new subject an order brings; the same order, the same one."""
    return uuid5(SUBJECTS, str(command))


def keep_name(people: People, nominee: Nominee, name: Name) -> None:
    """
    Keep the name of a nominee whose case was accepted.

    A refused case leaves no name behind, and an order that is sent again after a crash between
    fact and name brings the name. The reference is derived from the order and an order with another
    content was refused, so a name that cannot be kept was erased meanwhile, and stays erased.
    """
    with suppress(DifferentSubject):
        people.add(nominee.ref, nominee.kind, name)
