"""For every act on the data of a person an order that tries it; and who may act."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from domain.personal.commands import (
    AnswerPersonRequest,
    CarryOutPersonRequest,
    LiftRestriction,
    ReceivePersonRequest,
)
from domain.personal.policies import DATA_OFFICER
from domain.personal.rules import ACCESS, PersonalRules
from domain.personal.state import PERSON, WAITING, Request, person_stream
from services.attempts.elsewhere import TRIAL, Trial
from services.attempts.trial import Attempt, Who
from services.personal import subject


def on_a_person(on: Trial, rules: PersonalRules) -> Iterator[Attempt]:
    """Try the acts on the data of a person: on the request that waits, if one does."""
    hand, day = on.hand, on.hand.effective_on
    units = sorted(subject(on.thing, (), hand, on.past).units) or ["-"]
    who = tuple(Who(DATA_OFFICER, unit) for unit in units)
    waits = _waiting(on.past.of(PERSON, person_stream(on.thing)).requests)
    receiving = ReceivePersonRequest(on.thing, hand, TRIAL, ACCESS, day, rules)
    yield Attempt("request", None, who, receiving)
    answering = AnswerPersonRequest(on.thing, hand, waits, accepted=True, ground=None, rules=rules)
    yield Attempt("request-answer", None, who, answering)
    yield Attempt("carrying-out", None, who, CarryOutPersonRequest(on.thing, hand, waits, rules))
    yield Attempt("restriction-lifting", None, who, LiftRestriction(on.thing, hand))


def _waiting(requests: Mapping[UUID, Request]) -> UUID:
    """Return the first request that waits; one nobody made where none does."""
    return next((one for one, it in requests.items() if it.stage in WAITING), TRIAL)
