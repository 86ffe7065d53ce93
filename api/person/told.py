"""What is told of a person's data, over HTTP and at the command line alike."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from functools import partial
from typing import cast
from uuid import UUID

from api.hearing.holds_told import without_letters
from api.person.particulars_form import Looked
from api.person.shapes import ParticularsShown, PersonExport, PersonRequestShown, PersonShown
from api.problems import Problem
from api.system import System
from api.veil import with_no_complaint
from domain.hand import Hand
from domain.personal.commands import CarryOutPersonRequest
from domain.personal.particulars import Particulars, particulars_stand_beside_a_name
from domain.personal.policies import Subject
from domain.personal.state import PERSON, person_stream
from domain.reading import EVERYTHING
from domain.refusal import Refusal
from projections import person_requests
from projections.case_file import case
from projections.columns import Row
from projections.honours import entry
from projections.paging import Rows
from projections.person_files import cases_of, citing, reviews_of
from services.forgetting import Stores, bring
from services.histories import Histories
from services.personal import may_read, the_reader_may
from services.personal_data import Pending, Read
from services.receipts import Receipt
from services.right_names import RightName, with_right_name
from services.stores import Name
from services.vouching import is_vouched

MOST = 200
PATIENCE = 5.0


def reading(system: System, person: UUID, by: Hand, way: str) -> None:
    """Keep that somebody reads what is kept of a person, before they are told."""
    reading_of_all(system, [person], by, way)


def reading_of_all(system: System, persons: Iterable[UUID], by: Hand, way: str) -> None:
    """Keep at once that somebody reads what is kept of some persons, before they are told."""
    who = (by.actor, tuple(sorted(by.roles)), way, system.clock.now())
    system.people.note_read(*(Read(one, *who) for one in persons))


def of_the_reader(system: System, requests: Sequence[Row], by: Hand) -> list[Row]:
    """Return those of some requests whose persons' data a hand may read."""
    theirs = {cast("UUID", one["person"]) for one in requests}
    mine = {one for one in theirs if may_read(one, cases(system, one), by, system.ledger)}
    return [one for one in requests if one["person"] in mine]


def found(system: System, asked: Rows) -> list[dict[str, object]]:
    """Return what a view says."""
    return system.views.read(asked, EVERYTHING)[0]


def cases(system: System, person: UUID) -> tuple[UUID, ...]:
    """Return the cases that are known to name a person."""
    return tuple(cast("UUID", one["nomination"]) for one in found(system, cases_of(person)))


def right_name(body: Mapping[str, str], told: Particulars | None) -> Name | None:
    """Return the name that a correction brings, with particulars; one alone leaves the other."""
    if "name" not in body and told is None:
        return None
    return Name(body.get("name", ""), body.get("note", ""), told)


def carrying_out(
    system: System, person: UUID, by: Hand, request: UUID, right: Name | None
) -> CarryOutPersonRequest:
    """Return the order to do what was accepted, as it is rehearsed: committed to nothing yet."""
    cases, reviews = known(system, person)
    told = (system.catalogue.personal(), cases, bool(right and right.name), reviews)
    some = "" if right and right.particulars is not None else None
    return CarryOutPersonRequest(person, by, request, *told, particulars=some)


def vouched(order: CarryOutPersonRequest, commitment: str | None) -> CarryOutPersonRequest:
    """Return the order with a commitment to what it brings."""
    return replace(order, particulars=commitment)


def known(system: System, person: UUID) -> tuple[tuple[UUID, ...], tuple[UUID, ...]]:
    """
    Return the cases that are known to name a person, and the reviews of decisions on them.

    Raises:
        Problem: the views do not know all of the log in time.
    """
    if not system.reach(system.ledger.last_position(), PATIENCE):
        raise Problem("view-behind", "the view is behind the log", headers={"Retry-After": "1"})
    reviews = (cast("UUID", one["review"]) for one in found(system, reviews_of(person)))
    return cases(system, person), tuple(reviews)


def cited_by(system: System, digest: str) -> list[UUID]:
    """Return whom the cases are about that have a paper in their file."""
    return [cast("UUID", one["nominee"]) for one in found(system, citing(digest))]


def brought(system: System, person: UUID) -> bool:
    """
    Bring the stores to what the facts say of a person; say whether all of it is done.

    What cannot be just now waits: for papers that came within the hour, a review, or the views.
    """

    def of(person: UUID) -> list[UUID]:
        return [cast("UUID", one["review"]) for one in found(system, reviews_of(person))]

    reach = partial(system.reach, seconds=PATIENCE)
    about = partial(cited_by, system)
    stores = Stores(system.people, system.evidence, system.parked, about, of, reach)
    return bring(person, system.ledger, stores)


def done(
    system: System,
    order: CarryOutPersonRequest,
    pending: Pending,
    right: Name | None,
    give: Callable[[], Receipt],
) -> tuple[Receipt, bool]:
    """
    Have an order given, with the right name set aside before, and bring the stores along.

    Return its receipt, and whether something still waits to be taken away.
    """
    if right is None:
        receipt = give()
    else:
        about = the_reader_may(order.person, order.cases, order.hand, system.ledger)
        name = RightName(pending, min(about.kinds), right)
        receipt = with_right_name(name, system.people, give, system.ledger)
    return receipt, not brought(system, order.person)


def wrong_beside(
    system: System, order: CarryOutPersonRequest, right: Name | None, looked: Looked
) -> tuple[Refusal | None, ...]:
    """
    Return what is wrong with what a correction brings, beside the order itself.

    Whether a name of the person stands is told to nobody else than may read it.
    """
    if right is None or not may_read(order.person, order.cases, order.hand, system.ledger):
        return looked.wrong
    stands = particulars_stand_beside_a_name(named=named(right, order.person, system))
    return (*looked.wrong, stands)


def named(right: Name, person: UUID, system: System) -> bool:
    """Say whether a name stands, or comes along."""
    return bool(right.name) or system.people.noted(person) is not None


def shown(system: System, about: Subject) -> PersonShown:
    """Return what is kept of a person."""
    past, file = Histories(system.ledger), person_stream(about.ref)
    state, kept = past.of(PERSON, file), system.people.noted(about.ref)
    asked = person_requests.listed(person_requests.Wanted(about.ref), limit=MOST)
    return {
        "person": about.ref,
        "version": past.version(file),
        "kinds": sorted(about.kinds),
        "units": sorted(about.units),
        "name": kept.name if kept else None,
        "note": kept.note if kept else None,
        "particulars": particulars_shown(system, about, past),
        "former": list(system.people.former(about.ref, all_read=True)),
        "restricted": state.restricted,
        "erased": state.erased,
        "cases": sorted(one.nomination for one in about.cases),
        "requests": cast("list[PersonRequestShown]", found(system, asked)),
    }


def particulars_shown(system: System, about: Subject, past: Histories) -> ParticularsShown | None:
    """Return the particulars of a person, None where none are told."""
    told = system.people.particulars_of(about.ref)
    if told is None:
        return None
    cases = [one.nomination for one in about.cases]
    vouched = is_vouched(about.ref, told, cases, past, system.people)
    return cast("ParticularsShown", {**asdict(told), "vouched": vouched})


def exported(system: System, about: Subject) -> PersonExport:
    """Return all that is kept of a person; of letters against them no more than others hear."""
    told = shown(system, about)
    files = [{**without_letters(row)} for one in told["cases"] for row in found(system, case(one))]
    given = [cast("UUID", one["honour"]) for one in files if one["honour"]]
    honours = [{**with_no_complaint(row)} for one in given for row in found(system, entry(one))]
    return {**told, "files": files, "honours": honours}
