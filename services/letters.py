"""Letters against a case: a reference in the fact; who wrote, and what, in the erasable store."""

from contextlib import suppress
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.hand import Hand
from domain.hearing import complain
from domain.hearing.commands import SettleComplaint
from domain.nomination.decide import NOMINATION, nomination_unknown
from domain.nomination.holding import LETTERS as GROUNDS
from domain.nomination.holding import CaseHeld
from domain.nomination.state import Absent
from domain.refusal import Kind, Refusal, Refused
from domain.register import complaints
from domain.register.entries import honour_unknown
from domain.register.state import HONOUR, NotEntered
from services.acting import acting
from services.histories import Histories
from services.ports import Ledger
from services.stores import LETTER, DifferentSubject, Name, People

LETTERS = uuid5(NAMESPACE_URL, "vinhdanh:letters")
OBJECTION, COMPLAINT = "objection", "complaint"


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
        people.add(ref, LETTER, letter)


def the_reader_settles_them(nomination: UUID, hand: Hand, ledger: Ledger) -> None:
    """
    Let a hand pass that may read the letters of a case, by itself or for whom it may settle them.

    Raises:
        Refused: there is no such case; who may not read is told no more than that.
    """
    past = Histories(ledger)
    case = past.of(NOMINATION, nomination)
    settling = SettleComplaint(nomination, hand, reference="", outcome="", reason="")
    with suppress(Refused):
        reader = acting(settling, past).hand
        if not isinstance(case, Absent) and not any(complain.readers(reader, case)):
            return
    raise Refused(nomination_unknown(nomination))


def may_read(nomination: UUID, hand: Hand, ledger: Ledger) -> bool:
    """Say whether a hand may read the letters of a case."""
    try:
        the_reader_settles_them(nomination, hand, ledger)
    except Refused:
        return False
    return True


def letters_behind(nomination: UUID, ledger: Ledger) -> frozenset[str]:
    """Return the references under which letters held a case, its own or of the nominee."""
    facts = Histories(ledger).events(nomination)
    held = (one for one in facts if isinstance(one, CaseHeld))
    return frozenset(one.reference for one in held if one.ground in GROUNDS)


def the_reader_is_of_the_authority(honour: UUID, hand: Hand, ledger: Ledger) -> None:
    """
    Let a hand pass that may read the letters about an honour.

    Raises:
        Refused: there is no such honour; who may not read is told no more than that.
    """
    if not may_read_of_honour(honour, hand, ledger):
        raise Refused(honour_unknown())


def may_read_of_honour(honour: UUID, hand: Hand, ledger: Ledger) -> bool:
    """Say whether a hand may read the letters about an honour."""
    known = Histories(ledger).of(HONOUR, honour)
    return not isinstance(known, NotEntered) and not any(complaints.readers(hand, known))
