"""Whom a nomination is about: a subject that is known, or a new one whose name is kept apart."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from uuid import UUID

from api.acts import handed_over, rehearsed
from api.gate import scope_now
from api.person.particulars_form import as_bound, bound
from api.problems import Problem
from api.system import house
from api.told_together import told_together
from domain.hand import Hand
from domain.nomination.commands import NameNominee
from domain.nomination.events import Nominee
from domain.personal.particulars import Particulars
from domain.reading import Scope
from domain.refusal import Refusal, Refused
from projections.case_file import Wanted, cases
from services.histories import Histories
from services.namesakes import Names, met_when_named
from services.nominating import (
    is_unnamed,
    keep_name,
    nominee_of_case,
    put_name,
    subject_ref,
    the_nominee_is_not_erased,
)
from services.receipts import Receipt
from services.stores import Name

Said = Mapping[str, str]


def nominee_of(said: Mapping[str, object], command: UUID, wider: Scope | None = None) -> Nominee:
    """
    Return the nominee of a form; a new one's reference is derived from the order.

    Looked for is what the reader may read, or what is in a *wider* scope.

    Raises:
        Problem: a reference that no nomination the reader may read ever named.
    """
    ref = said.get("ref")
    if not isinstance(ref, UUID):
        return Nominee(subject_ref(command), str(said["kind"]), str(said["unit"]))
    scope = wider or scope_now(house())
    found, _ = house().views.read(cases(Wanted(nominee=ref), scope, limit=1), scope)
    if not found:
        raise Problem(
            "subject-unknown", "no nomination names this subject", facts={"ref": str(ref)}
        )
    return Nominee(ref, str(found[0]["nominee_kind"]), str(found[0]["nominee_unit"]))


@contextmanager
def told_of_the_known(*subjects: UUID) -> Iterator[None]:
    """
    Let why an act on *subjects* is refused be told to who may read of each of them.

    Raises:
        Problem: others are told what they are told of a subject that nobody ever named.
    """
    try:
        yield
    except Refused:
        for one in subjects:
            nominee_of({"ref": one}, one)
        raise


def naming(nomination: UUID, by: Hand, reason: str | None, name: str) -> NameNominee:
    """Return the order that enters a name, or changes the one that stands."""
    people, ledger = house().people, house().ledger
    first = is_unnamed(people, nominee_of_case(nomination, ledger))
    names = Names(people, by.forces.lineage, by.effective_on)
    met = met_when_named(nomination, name, names, Histories(ledger))
    return NameNominee(nomination, by, reason, first, met, called=name)


def named_in(
    build: Callable[[], NameNominee], name: Name, wrong: Sequence[Refusal] = ()
) -> Receipt:
    """
    Have a name entered: first the fact that it was, then the name.

    Raises:
        Refused: with every broken rule, also what is *wrong* with particulars that come along, or
            because the name was erased.
    """
    people, ledger, told = house().people, house().ledger, name.particulars
    with told_together(wrong):
        order = build()
        nominee = nominee_of_case(order.nomination, ledger)
        dry = replace(order, particulars=None if told is None else "")
        if rehearsed(dry, partial(as_bound, nominee.ref, told)):
            the_nominee_is_not_erased(people, nominee)
    receipt = handed_over(replace(order, particulars=bound(nominee.ref, told)))
    put_name(people, receipt, name, ledger)
    return receipt


def keep(said: Mapping[str, object], command: UUID, told: Particulars | None) -> None:
    """Keep the name of a new nominee, and the particulars *told*, once the case is accepted."""
    if "name" in said:
        name = Name(str(said["name"]), str(said.get("note", "")), told)
        keep_name(house().people, nominee_of(said, command), name)
