"""What is told of a person's data, over HTTP and at the command line alike."""

from typing import cast
from uuid import UUID

from api.person_shapes import PersonExport, PersonRequestShown, PersonShown
from api.system import System
from domain.hand import Hand
from domain.personal.policies import Subject
from domain.personal.state import PERSON, person_stream
from projections import person_requests
from projections.case_file import case
from projections.honours import entry
from projections.paging import Rows
from services.histories import Histories
from services.personal_data import Read

MOST = 200


def reading(system: System, person: UUID, by: Hand, way: str) -> None:
    """Keep that somebody reads what is kept of a person, before they are told."""
    who = (by.actor, tuple(sorted(by.roles)), way, system.clock.now())
    system.people.note_read(Read(person, *who))


def found(system: System, asked: Rows) -> list[dict[str, object]]:
    """Return what a view says."""
    return system.views.read(asked)[0]


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
    """Return all that is kept of a person."""
    told = shown(system, about)
    files = [row for one in told["cases"] for row in found(system, case(one))]
    given = [cast("UUID", one["honour"]) for one in files if one["honour"]]
    honours = [row for one in given for row in found(system, entry(one))]
    return {**told, "files": files, "honours": honours}
