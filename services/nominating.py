"""Whom a nomination is about: a reference in the fact, the name in the erasable store alone."""

from contextlib import suppress
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.nomination.decide import NOMINATION, nomination_unknown
from domain.nomination.events import Nominee
from domain.nomination.naming import NomineeNamed
from domain.nomination.state import Absent
from domain.personal.particulars import Particulars
from domain.refusal import Kind, Refusal, Refused
from services.histories import Histories
from services.ports import Ledger
from services.receipts import Receipt
from services.stores import DifferentSubject, Name, People

SUBJECTS = uuid5(NAMESPACE_URL, "vinhdanh:subjects")


def subject_ref(command: UUID) -> UUID:
    """Return the reference of the new subject an order brings; the same order, the same one."""
    return uuid5(SUBJECTS, str(command))


def committed(people: People, ref: UUID, told: Particulars | None) -> str | None:
    """
    Return a salted commitment to particulars of a nominee, None where none are told.

    Raises:
        Refused: the nominee was erased, and stays erased.
    """
    if told is None:
        return None
    try:
        return people.committed(ref, told)
    except DifferentSubject:
        raise Refused(nominee_erased(ref)) from None


def committed_before(people: People, ref: UUID, told: Particulars) -> str | None:
    """
    Return the commitment to particulars of a nominee, None where none was ever made; none is now.

    Raises:
        Refused: the nominee was erased, and stays erased.
    """
    the_reference_is_not_erased(people, ref)
    return people.committed_before(ref, told)


def keep_name(people: People, nominee: Nominee, name: Name) -> None:
    """
    Keep the name of a nominee whose case was accepted.

    A refused case leaves no name behind, and an order that is sent again after a crash between
    fact and name brings the name. The reference is derived from the order and an order with another
    content was refused, so a name that cannot be kept was erased meanwhile, and stays erased.
    """
    with suppress(DifferentSubject):
        people.add(nominee.ref, nominee.kind, name)
        people.of_unit(nominee.ref, nominee.unit)


def the_nominee_is_not_erased(people: People, nominee: Nominee) -> None:
    """
    Let a nominee pass who may have a name.

    Raises:
        Refused: the name was erased, and stays erased.
    """
    the_reference_is_not_erased(people, nominee.ref)


def the_reference_is_not_erased(people: People, ref: UUID) -> None:
    """
    Let a reference pass under which a name may stand.

    Raises:
        Refused: the name was erased, and stays erased.
    """
    if people.is_erased(ref):
        raise Refused(nominee_erased(ref))


def nominee_erased(ref: UUID) -> Refusal:
    """Say that a nominee was erased: nothing is kept under the reference any more."""
    return Refusal("nominee-erased", Kind.CONFLICT, "the name was erased", {"ref": str(ref)})


def is_unnamed(people: People, nominee: Nominee) -> bool:
    """Say whether no name stands under a nominee's reference."""
    return people.noted(nominee.ref) is None


def put_name(people: People, receipt: Receipt, name: Name, ledger: Ledger) -> None:
    """
    Keep a name that the case says was entered, unless it was entered anew since.

    So an order that is sent again after a crash between fact and name brings the name, and one that
    is sent again after a later correction does not undo it.
    """
    facts = ledger.read(receipt.stream)
    named = [one for one, fact in enumerate(facts, 1) if isinstance(fact, NomineeNamed)]
    if named[-1:] == [receipt.version]:
        nominee = nominee_of_case(receipt.stream, ledger)
        with suppress(DifferentSubject):  # erased just now: it stays erased
            people.put(nominee.ref, nominee.kind, name)
            people.of_unit(nominee.ref, nominee.unit)


def nominee_of_case(nomination: UUID, ledger: Ledger) -> Nominee:
    """
    Return whom a case is about.

    Raises:
        Refused: there is no such case.
    """
    state = Histories(ledger).of(NOMINATION, nomination)
    if isinstance(state, Absent):
        raise Refused(nomination_unknown(nomination))
    return state.dossier.nominee
