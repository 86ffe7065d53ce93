"""From the delegation a hand names to the hand it gives: looked up in the streams of the write."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from domain.council.commands import NotePriority
from domain.decision import commands as decided
from domain.decision.state import DECISION, Issued
from domain.delegation.commands import DelegationOrder
from domain.delegation.state import DELEGATION
from domain.delegation.using import About, Asked, hand_of
from domain.hand import Hand
from domain.hearing import commands as h
from domain.nomination import commands as c
from domain.nomination.choosing import ChooseRegime
from domain.nomination.decide import NOMINATION
from domain.nomination.state import Absent, AtStep, InTransit, Opened
from domain.refusal import Kind, Refusal, Refused
from domain.register import title_commands as t
from domain.register.commands import RestoreHonour
from domain.register.state import HONOUR, Annulled, Held
from domain.submission import commands as sent
from services.histories import Histories

if TYPE_CHECKING:
    from services.orders import Command

ACTS: Mapping[type, str] = {
    c.OpenNomination: "opening",
    c.FileNomination: "filing",
    c.SupplementNomination: "supplement",
    c.WithdrawNomination: "withdrawal",
    c.CorrectNomination: "correction",
    c.NameNominee: "naming",
    c.AddEvidence: "evidence",
    c.WithdrawEvidence: "evidence-withdrawal",
    c.AssessCriterion: "assessment",
    c.EndorseStep: "endorsement",
    c.AppraiseCase: "appraisal",
    c.RecordVote: "vote",
    c.ReturnForSupplement: "return",
    c.RefuseNomination: "refusal",
    c.PutOnHold: "hold",
    c.LiftHold: "hold-lifting",
    ChooseRegime: "regime",
    h.RequestConsultation: "consultation",
    h.AnswerConsultation: "agency-opinion",
    h.WithdrawConsultation: "consultation-withdrawal",
    h.NoteLapsedConsultation: "consultation-lapse",
    h.PostCase: "posting",
    h.ReceiveObjection: "objection",
    h.SettleObjection: "objection-settlement",
    h.EndPosting: "posting-end",
    h.ReceiveComplaint: "complaint",
    h.SettleComplaint: "complaint-settlement",
    h.RequestConfirmation: "confirmation-request",
    h.RecordConfirmation: "confirmation-record",
    h.NoteExpiredConfirmation: "confirmation-expiry",
    h.JudgeCondition: "judgement",
    sent.DispatchSubmission: "submission",
    sent.AnswerSubmission: "answer",
    decided.IssueDecision: "decision",
    decided.AnnulGrants: "annulment",
    decided.CorrectDecision: "decision-correction",
    RestoreHonour: "restoration",
    t.DeclareTitle: "title",
    t.ConfirmTitle: "title-confirmation",
    t.RejectTitle: "title-rejection",
    NotePriority: "priority",
}
C = TypeVar("C", bound="Command")


def acting(command: C, past: Histories) -> C:
    """
    Return *command* in the hand that its delegation gives; as it is where none is named.

    Raises:
        Refused: with every rule that keeps the delegation from carrying this act.
    """
    named = command.hand.delegation
    if not isinstance(named, UUID):
        return command
    if isinstance(command, DelegationOrder):
        facts = {"delegation": str(named)}
        lent_on = "who acts for another lends nothing and takes nothing back"
        raise Refused(Refusal("delegation-chained", Kind.FORBIDDEN, lent_on, facts))
    asked = Asked(ACTS.get(type(command), type(command).__name__), _about(command, past))
    hand = hand_of(command.hand, named, past.of(DELEGATION, named), asked)
    return replace(command, hand=hand)


def delegation_of(hand: Hand) -> UUID | None:
    """Return the stream of the delegation a hand acts by, None where it acts by itself."""
    return getattr(hand.delegation, "delegation", None)


def _about(command: "Command", past: Histories) -> Sequence[About]:
    """Return what a scope asks of the cases an order is about."""
    if isinstance(command, c.OpenNomination):
        movement = command.movement.key if command.movement else None
        return [About(command.ladder.award, movement, None)]
    if isinstance(command, t.TitleCommand):
        return [About(command.award, None, None)]
    cases = past.each(NOMINATION, list(_cases(command, past)))
    return [_seen(one) for one in cases.values() if not isinstance(one, Absent)]


def _seen(case: Opened) -> About:
    """Return what a scope asks of a case; a level only where it waits at a step."""
    campaign, ladder = case.dossier.campaign, case.dossier.ladder
    level = case.step.level if isinstance(case, AtStep | InTransit) else None
    return About(ladder.award, campaign.movement if campaign else None, level)


def _cases(command: "Command", past: Histories) -> Iterable[UUID]:
    """Return the cases an order is about."""
    match command:
        case sent.AnswerSubmission(answers=answers):
            return [one.nomination for one in answers]
        case sent.DispatchSubmission() | decided.IssueDecision() | decided.AnnulGrants():
            return command.nominations
        case decided.CorrectDecision() | RestoreHonour():
            return _granted(command, past)
    nomination = getattr(command, "nomination", None)
    return [nomination] if isinstance(nomination, UUID) else ()


def _granted(command: decided.CorrectDecision | RestoreHonour, past: Histories) -> Iterable[UUID]:
    """Return the cases that a decision or an honour came from."""
    if isinstance(command, RestoreHonour):
        entry = past.of(HONOUR, command.honour)
        return [entry.entry.nomination] if isinstance(entry, Held | Annulled) else ()
    paper = past.of(DECISION, command.decision)
    return paper.nominations if isinstance(paper, Issued) else ()
