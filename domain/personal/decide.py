"""Requests about personal data: received, answered, done; and erasing by itself."""

from uuid import UUID

from domain.change import Change
from domain.decider import demand
from domain.personal import policies as rules
from domain.personal.commands import (
    AnswerPersonRequest,
    CarryOutPersonRequest,
    EraseByRetention,
    LiftRestriction,
    PersonCommand,
    ReceivePersonRequest,
)
from domain.personal.correcting import a_correction_brings_what_is_right
from domain.personal.dating import (
    the_act_follows_the_answer,
    the_answer_follows_the_request,
    the_lifting_follows_the_restriction,
)
from domain.personal.events import (
    PersonErased,
    PersonEvent,
    PersonRequestAnswered,
    PersonRequestCarriedOut,
    PersonRequestReceived,
    PersonRestrictionLifted,
)
from domain.personal.particulars import particulars_are_of_a_person
from domain.personal.policies import Subject
from domain.personal.rules import ERASURE
from domain.personal.state import PersonFile, Request, person_stream
from domain.refusal import Kind, Refusal, Refused

BY_REQUEST, BY_RETENTION = "request", "retention"


def decide(cmd: PersonCommand, state: PersonFile, about: Subject) -> list[Change]:
    """
    Return what an order changes on the data of a person.

    Raises:
        Refused: with every broken rule.
    """
    return [Change(person_stream(cmd.person), one) for one in _decided(cmd, state, about)]


def _decided(cmd: PersonCommand, state: PersonFile, about: Subject) -> list[PersonEvent]:
    match cmd:
        case ReceivePersonRequest():
            return receive(cmd, state, about)
        case AnswerPersonRequest():
            return answer(cmd, state, about)
        case CarryOutPersonRequest():
            return carry_out(cmd, state, about)
        case LiftRestriction():
            return lift(cmd, state, about)
    return expire(cmd, state, about)


def receive(cmd: ReceivePersonRequest, state: PersonFile, about: Subject) -> list[PersonEvent]:
    """Enter a request, with the last days to answer and to do it."""
    demand(
        rules.the_person_is_known(about),
        rules.it_is_a_person(about),
        *rules.by_the_data_officer(cmd.hand, about),
        rules.they_are_not_erased(state, about),
        rules.the_request_was_there(cmd),
        rules.one_request_of_a_kind_waits(cmd, state),
    )
    answer_by, due = cmd.rules.days(cmd.kind, cmd.received_on, cmd.hand.calendar)
    term = cmd.rules.term(cmd.kind)
    days = cmd.received_on, answer_by, due
    asked = (cmd.person, cmd.request, cmd.kind)
    return [PersonRequestReceived(*asked, *days, term.source, term.confirmed)]


def answer(cmd: AnswerPersonRequest, state: PersonFile, about: Subject) -> list[PersonEvent]:
    """Accept a request, or refuse it; an erasure is accepted only where it may be done."""
    asked = known(cmd.request, state)
    demand(
        *rules.by_the_data_officer(cmd.hand, about),
        rules.they_are_not_erased(state, about),
        rules.it_is_answered_once(cmd.request, asked),
        the_answer_follows_the_request(cmd.hand, asked),
        rules.a_refusal_has_its_ground(cmd),
        *(erasable(cmd, about) if cmd.accepted and asked.kind == ERASURE else ()),
    )
    ground = None if cmd.accepted else cmd.ground
    return [PersonRequestAnswered(cmd.request, cmd.accepted, ground)]


def carry_out(cmd: CarryOutPersonRequest, state: PersonFile, about: Subject) -> list[PersonEvent]:
    """Do what was accepted."""
    asked = known(cmd.request, state)
    demand(
        *rules.by_the_data_officer(cmd.hand, about),
        rules.they_are_not_erased(state, about),
        rules.it_was_accepted(cmd.request, asked),
        the_answer_follows_the_request(cmd.hand, asked),
        the_act_follows_the_answer(cmd.hand, asked),
        rules.another_person_erases(cmd.hand, asked),
        a_correction_brings_what_is_right(cmd, asked),
        *(particulars_are_of_a_person(one, cmd.particulars) for one in sorted(about.kinds)),
        *(erasable(cmd, about) if asked.kind == ERASURE else ()),
    )
    if asked.kind == ERASURE:
        return [PersonErased(cmd.person, cmd.request, BY_REQUEST, cases_of(about))]
    return [PersonRequestCarriedOut(cmd.request, asked.kind, cmd.particulars)]


def erasable(
    cmd: AnswerPersonRequest | CarryOutPersonRequest, about: Subject
) -> tuple[Refusal | None, ...]:
    """Check that what is kept of a person may go before its time."""
    return (
        rules.no_case_of_theirs_runs(about),
        rules.no_procedure_is_open(about),
        rules.no_decision_of_theirs_is_under_review(about),
        *rules.no_award_record_must_be_kept(cmd.hand, about, cmd.rules),
    )


def lift(cmd: LiftRestriction, state: PersonFile, about: Subject) -> list[PersonEvent]:
    """Let the name be shown again."""
    demand(
        *rules.by_the_data_officer(cmd.hand, about),
        rules.they_are_not_erased(state, about),
        rules.a_restriction_stands(state),
        the_lifting_follows_the_restriction(cmd.hand, state),
    )
    return [PersonRestrictionLifted(cmd.person)]


def expire(cmd: EraseByRetention, state: PersonFile, about: Subject) -> list[PersonEvent]:
    """Erase a person whose records need not be kept any more; who is erased stays so."""
    demand(
        rules.by_the_service(cmd.hand),
        rules.the_person_is_known(about),
        rules.it_is_a_person(about),
        rules.no_case_of_theirs_runs(about),
        rules.no_procedure_is_open(about),
        rules.no_decision_of_theirs_is_under_review(about),
        *rules.no_record_must_be_kept(cmd.hand, about, cmd.rules),
    )
    if state.erased:
        return []
    return [PersonErased(cmd.person, None, BY_RETENTION, cases_of(about))]


def known(request: UUID, state: PersonFile) -> Request:
    """
    Return a request of the person.

    Raises:
        Refused: there is none such.
    """
    if request not in state.requests:
        facts = {"request": str(request)}
        raise Refused(Refusal("request-unknown", Kind.UNKNOWN, "no such request", facts))
    return state.requests[request]


def cases_of(about: Subject) -> tuple[UUID, ...]:
    """Return the cases whose papers and letters go with the person."""
    return tuple(sorted(one.nomination for one in about.cases))
