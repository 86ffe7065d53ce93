"""What is told of a person's data, over HTTP and at the command line alike."""

from typing import cast
from uuid import UUID

from api.holds_told import without_letters
from api.person_shapes import PersonExport, PersonRequestShown, PersonShown
from api.system import System
from api.veil import with_no_complaint
from domain.hand import Hand
from domain.personal.commands import CarryOutPersonRequest
from domain.personal.policies import Subject
from domain.personal.state import PERSON, person_stream
from projections import person_requests
from projections.case_file import case
from projections.honours import entry
from projections.paging import Rows
from projections.person_files import cases_of, citing
from services.forgetting import Stores, bring
from services.histories import Histories
from services.personal import put_right, the_reader_may
from services.personal_data import Read
from services.receipts import Receipt
from services.stores import Name

MOST = 200


def reading(system: System, person: UUID, by: Hand, way: str) -> None:
    """Keep that somebody reads what is kept of a person, before they are told."""
    who = (by.actor, tuple(sorted(by.roles)), way, system.clock.now())
    system.people.note_read(Read(person, *who))


def found(system: System, asked: Rows) -> list[dict[str, object]]:
    """Return what a view says."""
    return system.views.read(asked)[0]


def cases(system: System, person: UUID) -> tuple[UUID, ...]:
    """Return the cases that are known to name a person."""
    return tuple(cast("UUID", one["nomination"]) for one in found(system, cases_of(person)))


def brought(system: System, person: UUID) -> None:
    """Bring the stores to what the facts say of a person."""

    def about(digest: str) -> list[UUID]:
        return [cast("UUID", one["nominee"]) for one in found(system, citing(digest))]

    bring(person, system.ledger, Stores(system.people, system.evidence, about))


def done(
    system: System, order: CarryOutPersonRequest, receipt: Receipt, right: Name | None
) -> None:
    """Do what an order said that was accepted: keep the right name, and bring the stores along."""
    if right is not None:
        about = the_reader_may(order.person, order.cases, order.hand, system.ledger)
        kind = min(about.kinds)
        put_right(order.person, kind, receipt, right, system.people, system.ledger)
    brought(system, order.person)


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
        "former": list(system.people.former(about.ref, all_read=True)),
        "restricted": state.restricted,
        "erased": state.erased,
        "cases": sorted(one.nomination for one in about.cases),
        "requests": cast("list[PersonRequestShown]", found(system, asked)),
    }


def exported(system: System, about: Subject) -> PersonExport:
    """Return all that is kept of a person; of letters against them no more than others hear."""
    told = shown(system, about)
    files = [{**without_letters(row)} for one in told["cases"] for row in found(system, case(one))]
    given = [cast("UUID", one["honour"]) for one in files if one["honour"]]
    honours = [{**with_no_complaint(row)} for one in given for row in found(system, entry(one))]
    return {**told, "files": files, "honours": honours}
