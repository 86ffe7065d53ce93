"""An order in the wrong state: refused, with all else that is wrong with its hand and itself."""

from typing import NoReturn

from domain.access import the_hand_has_the_role, the_hand_sits_in_the_unit
from domain.hand import Hand
from domain.hearing import consult
from domain.hearing.commands import (
    AnswerConsultation,
    EndPosting,
    HearingCommand,
    JudgeCondition,
    NoteExpiredConfirmation,
    NoteLapsedConsultation,
    PostCase,
    RequestConsultation,
)
from domain.hearing.order_alone import wrong_with_the_order as of_hearing
from domain.ladder import Step
from domain.nomination.access import (
    NOMINATING,
    SERVICE,
    dates,
    judges,
    judges_on_the_way,
    proposers,
)
from domain.nomination.choosing import ChooseRegime
from domain.nomination.clock_orders import IssueNotice, NoteMissedDeadline
from domain.nomination.commands import (
    AddEvidence,
    AssessCriterion,
    CaseCommand,
    CorrectNomination,
    FileNomination,
    LiftHold,
    NameNominee,
    PutOnHold,
    ScoreNomination,
    SupplementNomination,
    WithdrawEvidence,
    WithdrawNomination,
)
from domain.nomination.duties import nobody_judges_their_own_case
from domain.nomination.order_alone import wrong_with_the_order
from domain.nomination.state import Dossier, Opened
from domain.refusal import Kind, Refusal, Refused

Proposed = (
    FileNomination | SupplementNomination | WithdrawNomination | CorrectNomination | NameNominee
)
Kept = AssessCriterion | AddEvidence | WithdrawEvidence | PutOnHold | LiftHold
BySilence = NoteLapsedConsultation | EndPosting | NoteExpiredConfirmation


def of_a_stranger(hand: Hand, dossier: Dossier) -> tuple[Refusal | None, ...]:
    """Check a hand of a file that nobody keeps: one of its proposers, or of its judges."""
    proposes = NOMINATING in hand.roles and dossier.unit in hand.units
    return proposers(hand, dossier) if proposes else judges_on_the_way(hand, dossier)


def of_a_hearing(cmd: HearingCommand, dossier: Dossier) -> tuple[Refusal | None, ...]:
    """Check who hears others on a case where it stands at no step, and who answers."""
    hand = cmd.hand
    if isinstance(cmd, AnswerConsultation):
        own = nobody_judges_their_own_case(hand, dossier)
        return (*consult.the_agencys(hand, cmd.agency, dossier), own, *dates(hand, dossier))
    if isinstance(cmd, RequestConsultation | PostCase | JudgeCondition):
        return judges_at(cmd.step, hand, dossier)
    if isinstance(cmd, BySilence) and SERVICE in hand.roles:
        return dates(hand, dossier)
    return of_a_stranger(hand, dossier)


def judges_at(key: str, hand: Hand, dossier: Dossier) -> tuple[Refusal | None, ...]:
    """Check that the hand may act at a step of the case, or at some if it has none such."""
    step = named(key, dossier)
    return judges(hand, dossier, step) if step else judges_on_the_way(hand, dossier)


def named(key: str, dossier: Dossier) -> Step | None:
    """Return the step of a case by its key."""
    return next((one for one in dossier.ladder.steps if one.key == key), None)


def wrong_with_the_hand(
    cmd: CaseCommand | HearingCommand, dossier: Dossier
) -> tuple[Refusal | None, ...]:
    """Return what is wrong with a hand in whatever state; who keeps no file is of the case."""
    if isinstance(cmd, Proposed):
        return proposers(cmd.hand, dossier)
    if isinstance(cmd, NoteMissedDeadline | IssueNotice):
        return (the_hand_has_the_role(cmd.hand, SERVICE), *dates(cmd.hand, dossier))
    if isinstance(cmd, HearingCommand):
        return of_a_hearing(cmd, dossier)
    if isinstance(cmd, Kept | ChooseRegime):
        return of_a_stranger(cmd.hand, dossier)
    if isinstance(cmd, ScoreNomination):
        return of_an_evaluator(cmd, dossier)
    return judges_at(cmd.step, cmd.hand, dossier)


def of_an_evaluator(cmd: ScoreNomination, dossier: Dossier) -> tuple[Refusal | None, ...]:
    """Check the hand that gives points: which role may, the step says only while it lasts."""
    step = named(cmd.step, dossier)
    return (
        the_hand_sits_in_the_unit(cmd.hand, step.unit) if step else None,
        nobody_judges_their_own_case(cmd.hand, dossier),
        *dates(cmd.hand, dossier),
    )


def out_of_place(cmd: CaseCommand | HearingCommand, state: Opened) -> NoReturn:
    """Refuse an order that the state of the case does not take."""
    facts = {"order": type(cmd).__name__, "state": type(state).__name__}
    detail = f"{facts['order']} does not go with a case that is {facts['state']}"
    place = Refusal("not-in-this-state", Kind.CONFLICT, detail, facts)
    by_itself = of_hearing(cmd) if isinstance(cmd, HearingCommand) else wrong_with_the_order(cmd)
    found = (*wrong_with_the_hand(cmd, state.dossier), *by_itself)
    raise Refused(place, *(one for one in found if one))
