"""Consultation (hiệp y): several agencies are asked at once, each answers for itself (ADR 42)."""

from collections.abc import Sequence
from datetime import date

from domain.access import the_hand_has_the_role, the_hand_sits_in_the_unit
from domain.answering import who_answers
from domain.decider import demand
from domain.hand import Hand
from domain.hearing.access import holders, no_ground_is_given, the_ground_is_coded
from domain.hearing.commands import (
    AnswerConsultation,
    NoteLapsedConsultation,
    Question,
    RequestConsultation,
    WithdrawConsultation,
)
from domain.hearing.events import (
    ConsultationAnswered,
    ConsultationLapsed,
    ConsultationRequested,
    ConsultationWithdrawn,
)
from domain.hearing.state import AGREES, OBJECTS, objection_key
from domain.ladder import Step
from domain.nomination.access import (
    SERVICE,
    dates,
    the_act_follows_what_it_builds_on,
    the_opinion_follows_the_arrival,
)
from domain.nomination.duties import nobody_gives_two_opinions, nobody_judges_their_own_case
from domain.nomination.policies import the_step_is_the_current_one
from domain.nomination.state import AtStep, Dossier, Returned
from domain.refusal import Kind, Refusal, about, listed
from domain.terms import due_on

CONSULTED = "consulted-agency"
OPINIONS = frozenset({AGREES, OBJECTS, "no-remark"})
SILENCES = frozenset({AGREES, "no-remark"})


def somebody_is_asked(questions: Sequence[Question]) -> Refusal | None:
    """Refuse a consultation of nobody."""
    if questions:
        return None
    return Refusal("nobody-asked", Kind.INVALID, "a consultation asks somebody")


def each_agency_is_asked_once(questions: Sequence[Question]) -> Refusal | None:
    """Refuse an agency that stands twice among the questions (ADR 42)."""
    if len({one.agency for one in questions}) == len(questions):
        return None
    return Refusal("listed-twice", Kind.INVALID, "an agency is asked twice")


def the_agency_is_not_asked_yet(one: Question, dossier: Dossier) -> Refusal | None:
    """Refuse to ask again while an answer is awaited (house rule)."""
    if not dossier.hearing.waits_for(one.agency):
        return None
    return Refusal("consultation-open", Kind.CONFLICT, "its answer is awaited")


def the_objection_was_answered(one: Question, dossier: Dossier) -> Refusal | None:
    """Refuse to ask again before the proposers answered the objection (ADR 29, ADR 42)."""
    if objection_key(one.agency) not in dossier.hearing.against:
        return None
    return Refusal("objection-unanswered", Kind.CONFLICT, "its objection sends the case back")


def the_term_is_a_term(one: Question) -> Refusal | None:
    """Refuse a term of less than a working day (ADR 42)."""
    if one.working_days is None or one.working_days >= 1:
        return None
    return Refusal("term-impossible", Kind.INVALID, "a term is a working day at least")


def the_award_s_term_is_kept(one: Question, step: Step) -> Refusal | None:
    """Refuse another term than the award's for an agency it names (house rule)."""
    named = next((each for each in step.asks if each.agency == one.agency), None)
    if named is None or one.working_days in {None, named.working_days}:
        return None
    facts = {"working_days": str(named.working_days)}
    return Refusal("term-of-the-award", Kind.CONFLICT, "the award says the term", facts)


def the_agency_is_known(one: Question, strange: frozenset[str], step: Step) -> Refusal | None:
    """Refuse to ask an agency that neither award, list of units nor directory knows."""
    if one.agency not in strange or one.agency in {each.agency for each in step.asks}:
        return None
    return Refusal("agency-unknown", Kind.INVALID, "no such agency is known")


def the_act_follows_the_question(hand: Hand, agency: str, dossier: Dossier) -> Refusal | None:
    """Refuse an answer, or its lack, dated before the question (house rule, ADR 17)."""
    known = dossier.hearing.consulted.get(agency)
    asked_on = known.asked_on if known else None
    return the_act_follows_what_it_builds_on(hand, dossier, asked_on) if asked_on else None


def the_silence_is_known(silence: str) -> Refusal | None:
    """Refuse a meaning of silence that nobody knows (ADR 42)."""
    if silence in SILENCES:
        return None
    facts = {"silence": silence, "allowed": listed(sorted(SILENCES))}
    return Refusal("silence-unknown", Kind.INVALID, "no such meaning of silence", facts)


def the_opinion_is_known(opinion: str) -> Refusal | None:
    """Refuse an opinion other than agreement, objection or no remark (ADR 42)."""
    if opinion in OPINIONS:
        return None
    facts = {"opinion": opinion, "allowed": listed(sorted(OPINIONS))}
    return Refusal("opinion-unknown", Kind.INVALID, "no such opinion", facts)


def the_ground_fits(cmd: AnswerConsultation) -> Refusal | None:
    """Refuse an objection without a ground of the list, and a ground of any other opinion."""
    if cmd.opinion == OBJECTS:
        return the_ground_is_coded(cmd.ground)
    return no_ground_is_given(cmd.ground)


def answering(agency: str, hand: Hand, dossier: Dossier) -> str:
    """
    Return the unit that answers for an agency: itself, or who stands for one that ended since.

    No reform hands a question on, and nobody but who was asked can answer it (house rule, ADR 124).
    """
    known = dossier.hearing.consulted.get(agency)
    if known is None or known.asked_on is None:
        return agency
    return who_answers(agency, known.asked_on, hand)


def the_agencys(hand: Hand, agency: str, dossier: Dossier) -> tuple[Refusal | None, ...]:
    """Check that a hand answers for an agency, its own or one for which its unit stands."""
    unit = answering(agency, hand, dossier)
    return (the_hand_has_the_role(hand, CONSULTED), the_hand_sits_in_the_unit(hand, unit))


def the_agency_is_awaited(agency: str, dossier: Dossier) -> Refusal | None:
    """Refuse what concerns a question that is not open (ADR 42)."""
    if dossier.hearing.waits_for(agency):
        return None
    return Refusal("not-consulted", Kind.CONFLICT, "no answer of it is awaited", {"agency": agency})


def the_term_has_run_out(last: date, hand: Hand) -> Refusal | None:
    """Refuse to take silence for an answer on the last day of the term or before (ADR 42)."""
    if hand.effective_on > last:
        return None
    facts = {"due_on": last.isoformat(), "effective_on": hand.effective_on.isoformat()}
    return Refusal("not-overdue", Kind.CONFLICT, "the term has not run out on that day", facts)


def _askable(one: Question, cmd: RequestConsultation, state: AtStep) -> list[Refusal]:
    """Return what is wrong with one question."""
    found = (
        the_agency_is_known(one, cmd.strange, state.step),
        the_agency_is_not_asked_yet(one, state.dossier),
        the_objection_was_answered(one, state.dossier),
        the_term_is_a_term(one),
        the_award_s_term_is_kept(one, state.step),
    )
    return about("agency", one.agency, found)


def request(cmd: RequestConsultation, state: AtStep) -> list[ConsultationRequested]:
    """Ask several agencies at once, each with its own term."""
    demand(
        the_step_is_the_current_one(cmd.step, state),
        *holders(cmd.hand, state),
        the_opinion_follows_the_arrival(cmd.hand, state.dossier),
        somebody_is_asked(cmd.questions),
        each_agency_is_asked_once(cmd.questions),
        *(wrong for one in cmd.questions for wrong in _askable(one, cmd, state)),
        the_silence_is_known(cmd.silence),
    )
    return [_asked(one, cmd, state.step) for one in cmd.questions]


def _asked(one: Question, cmd: RequestConsultation, step: Step) -> ConsultationRequested:
    """Return one question; its first day is the date on the paper that asks."""
    named = next((each.working_days for each in step.asks if each.agency == one.agency), cmd.usual)
    days = one.working_days or named
    last = due_on(cmd.hand.effective_on, days, cmd.hand.calendar)
    return ConsultationRequested(cmd.step, one.agency, one.subject, days, last, cmd.silence)


def answer(cmd: AnswerConsultation, state: AtStep | Returned) -> list[ConsultationAnswered]:
    """Take the opinion of an agency that was asked; it may do nothing else with the case."""
    demand(
        *the_agencys(cmd.hand, cmd.agency, state.dossier),
        nobody_judges_their_own_case(cmd.hand, state.dossier),
        nobody_gives_two_opinions(cmd.hand, state.dossier) if cmd.opinion == AGREES else None,
        *dates(cmd.hand, state.dossier),
        the_act_follows_the_question(cmd.hand, cmd.agency, state.dossier),
        the_agency_is_awaited(cmd.agency, state.dossier),
        the_opinion_is_known(cmd.opinion),
        the_ground_fits(cmd),
    )
    step = state.dossier.hearing.consulted[cmd.agency].request.step
    return [ConsultationAnswered(step, cmd.agency, cmd.opinion, cmd.ground, cmd.words)]


def withdraw(cmd: WithdrawConsultation, state: AtStep | Returned) -> list[ConsultationWithdrawn]:
    """Take a question back."""
    demand(
        *holders(cmd.hand, state),
        the_act_follows_the_question(cmd.hand, cmd.agency, state.dossier),
        the_agency_is_awaited(cmd.agency, state.dossier),
    )
    step = state.dossier.hearing.consulted[cmd.agency].request.step
    return [ConsultationWithdrawn(step, cmd.agency, cmd.reason)]


def lapse(cmd: NoteLapsedConsultation, state: AtStep | Returned) -> list[ConsultationLapsed]:
    """Note that an agency kept silent; the service itself may do so too."""
    known = state.dossier.hearing.consulted.get(cmd.agency)
    by_service = SERVICE in cmd.hand.roles
    demand(
        *(dates(cmd.hand, state.dossier) if by_service else holders(cmd.hand, state)),
        the_agency_is_awaited(cmd.agency, state.dossier),
        the_term_has_run_out(known.request.due_on, cmd.hand) if known else None,
    )
    asked = state.dossier.hearing.consulted[cmd.agency].request
    return [ConsultationLapsed(asked.step, cmd.agency, asked.due_on, asked.silence)]
