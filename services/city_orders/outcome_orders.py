"""From an outcome to commands: what a case takes depends on where it waits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from domain.decision.commands import IssueDecision
from domain.hand import Hand
from domain.ladder import Step
from domain.nomination.commands import AppraiseCase, RefuseNomination, ReturnForSupplement
from domain.nomination.decide import NOMINATION
from domain.nomination.events import Missing
from domain.nomination.state import AtStep, InTransit, State
from domain.refusal import Kind, Refusal, Refused, about
from domain.submission.commands import (
    AcceptItem,
    Answer,
    AnswerSubmission,
    RefuseItem,
    ReturnItem,
)
from domain.submission.dispatch import the_list_is_not_empty, waiting_nowhere
from services.city_orders.desk import Asked, Desk
from services.city_orders.outcomes import AppraisedV1, RefusedV1, ReturnedV1, TellOutcomeV1
from services.histories import Histories
from services.orders import Command
from services.paper_ids import decision_id

Where = Mapping[UUID, AtStep | InTransit]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is told, by whose hand, and where each case waits now."""

    told: TellOutcomeV1
    hand: Hand
    where: Where
    papers: frozenset[str]

    def step(self, nomination: UUID) -> Step:
        """Return the step at which a case waits, or will when it is taken in."""
        return self.where[nomination].step

    def is_at_a_step(self, one: ReturnedV1 | RefusedV1) -> bool:
        """Say whether a case waits at a step, not on its way."""
        return isinstance(self.where[one.nomination], AtStep)

    def noted(self, words: str) -> str:
        """Return words under the number of the paper they come from."""
        return f"{self.told.paper.number}: {words}"


def tell_outcome(told: TellOutcomeV1, desk: Desk) -> Asked:
    """
    Return the commands: answers to submissions, acts at a step, and the decision.

    Raises:
        Refused: nothing is told, or with every case that waits for no outcome.
    """
    hand = desk.hand_of(told.paper.unit, told.paper.dated)
    papers = desk.house.rulebooks.known_papers()
    outcome = Outcome(told, hand, _where(told, Histories(desk.house.ledger)), papers)
    commands = (*_answers(outcome), *_acts(outcome), *_decision(outcome, desk))
    return Asked(commands)


def _where(told: TellOutcomeV1, past: Histories) -> Where:
    """Return where each case waits."""
    said: list[ReturnedV1 | RefusedV1 | AppraisedV1] = [*told.returned, *told.refused]
    said += told.appraised
    named = dict.fromkeys([*told.accepted, *told.granted, *(one.nomination for one in said)])
    states = past.each(NOMINATION, list(named))
    wrong = about("field", "$", [the_list_is_not_empty(list(named))])
    for one in named:
        found = the_case_waits(states[one], one, accepted=one in told.accepted)
        wrong += about("nomination", str(one), [found])
    if wrong:
        raise Refused(*wrong)
    return {one: at for one in named if isinstance(at := states[one], AtStep | InTransit)}


def the_case_waits(state: State, one: UUID, *, accepted: bool) -> Refusal | None:
    """Refuse an outcome of a case that waits for none, and the taking in of one not sent."""
    if isinstance(state, InTransit):
        return None
    if accepted and isinstance(state, AtStep):
        return Refusal("not-pending", Kind.CONFLICT, "the case is not on its way")
    return None if isinstance(state, AtStep) else waiting_nowhere(state, one)


def _answers(outcome: Outcome) -> Iterator[AnswerSubmission]:
    """Return one answer to each submission on its way, about all its cases that are told of."""
    by_paper: dict[UUID, list[Answer]] = {}
    for answer in _items(outcome):
        case = outcome.where[answer.nomination]
        if isinstance(case, InTransit):
            by_paper.setdefault(case.submission, []).append(answer)
    for paper, answers in by_paper.items():
        yield AnswerSubmission(paper, outcome.hand, tuple(answers), outcome.papers)


def _items(outcome: Outcome) -> Iterator[Answer]:
    told = outcome.told
    yield from map(AcceptItem, told.accepted)
    for back in told.returned:
        yield ReturnItem(back.nomination, _missing(back), outcome.noted(back.reason))
    for no in told.refused:
        yield RefuseItem(no.nomination, no.reason, outcome.noted(no.detail))


def _missing(back: ReturnedV1) -> tuple[Missing, ...]:
    return tuple(Missing(one.kind, one.key, one.detail) for one in back.missing)


def _acts(outcome: Outcome) -> Iterator[Command]:
    """Return what is done to cases at a step."""
    told, hand = outcome.told, outcome.hand
    for back in filter(outcome.is_at_a_step, told.returned):
        step, why = outcome.step(back.nomination).key, outcome.noted(back.reason)
        missing = _missing(back)
        yield ReturnForSupplement(back.nomination, hand, step, missing, why, outcome.papers)
    for no in filter(outcome.is_at_a_step, told.refused):
        step, why = outcome.step(no.nomination).key, outcome.noted(no.detail)
        yield RefuseNomination(no.nomination, hand, step, no.reason, why)
    for yes in told.appraised:
        step, said = outcome.step(yes.nomination).key, outcome.noted(yes.findings)
        yield AppraiseCase(yes.nomination, hand, step, favourable=True, findings=said)


def _decision(outcome: Outcome, desk: Desk) -> Iterator[IssueDecision]:
    paper = outcome.told.paper
    if outcome.told.granted:
        yield IssueDecision(
            decision=decision_id(desk.command),
            hand=outcome.hand,
            number=paper.number,
            unit=paper.unit,
            signer_position=paper.signer_position,
            legal_basis=paper.legal_basis,
            nominations=outcome.told.granted,
            base_salary=desk.house.rulebooks.base_salary(paper.dated),
        )
