"""Made-up requests of persons about their data: answered, carried out, and some erased."""

from collections.abc import Iterator
from datetime import date
from random import Random
from uuid import UUID, uuid5

from domain.change import Change
from domain.personal import events as e
from domain.personal.state import person_stream

Acts = Iterator[list[Change]]
DAY = date(2025, 4, 15)


def asked_by_a_person(decision: UUID, case: UUID) -> Acts:
    """Let a person ask now and then, as the id of a decision has it."""
    rng = Random(decision.int + 1)
    if rng.random() < 0.8:
        return
    person = uuid5(decision, "person")
    yield from restricted(person, lifted=rng.random() < 0.5)
    erased = e.PersonErased(person, None, "retention", (case,))
    if rng.random() < 0.5:
        erasure = uuid5(person, "erasure")
        yield from accepted(person, erasure, "erasure")
        erased = e.PersonErased(person, erasure, "request", (case,))
    yield [Change(person_stream(person), erased)]


def accepted(person: UUID, request: UUID, kind: str) -> Acts:
    """Enter a request and accept it."""
    on = person_stream(person)
    told = (request, kind, DAY, DAY, DAY, "a law", False)
    yield [Change(on, e.PersonRequestReceived(person, *told))]
    yield [Change(on, e.PersonRequestAnswered(request, accepted=True, ground=None))]


def restricted(person: UUID, *, lifted: bool) -> Acts:
    """Hold a name back, and show it again for some."""
    request, on = uuid5(person, "restriction"), person_stream(person)
    yield from accepted(person, request, "restriction")
    yield [Change(on, e.PersonRequestCarriedOut(request, "restriction"))]
    if lifted:
        yield [Change(on, e.PersonRestrictionLifted(person))]
