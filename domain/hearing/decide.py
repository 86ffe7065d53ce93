"""One order about hearing others, and where the case stands, give facts or a refusal."""

from collections.abc import Sequence

from domain.eligibility.look import Beside
from domain.hearing import complain, confirm, consult, judge, publish
from domain.hearing.commands import (
    AnswerConsultation,
    ComplaintCommand,
    ConfirmationCommand,
    ConsultationCommand,
    EndPosting,
    HearingCommand,
    JudgeCondition,
    NoteLapsedConsultation,
    PostCase,
    PostingCommand,
    ReceiveComplaint,
    ReceiveObjection,
    RecordConfirmation,
    RequestConfirmation,
    RequestConsultation,
    SettleComplaint,
    SettleObjection,
    WithdrawConsultation,
)
from domain.nomination.events import NominationEvent
from domain.nomination.place import out_of_place
from domain.nomination.state import AtStep, Draft, InTransit, Opened, Returned


def decide(cmd: HearingCommand, state: Opened, beside: Beside) -> Sequence[NominationEvent]:
    """
    Return the facts of *cmd*; none when it repeats what is done.

    Raises:
        Refused: with every broken rule.
    """
    if isinstance(cmd, ConsultationCommand):
        return _consultation(cmd, state)
    if isinstance(cmd, PostingCommand):
        return _posting(cmd, state)
    if isinstance(cmd, ComplaintCommand):
        return _complaint(cmd, state, beside)
    if isinstance(cmd, JudgeCondition):
        at_step = state if isinstance(state, AtStep) else out_of_place(cmd, state)
        return judge.judge(cmd, at_step, beside)
    return _confirmation(cmd, state)


def _consultation(cmd: ConsultationCommand, state: Opened) -> Sequence[NominationEvent]:
    """Ask at a step; answer, take back and lapse also while the case is sent back."""
    match cmd, state:
        case RequestConsultation(), AtStep():
            return consult.request(cmd, state)
        case AnswerConsultation(), AtStep() | Returned():
            return consult.answer(cmd, state)
        case WithdrawConsultation(), AtStep() | Returned():
            return consult.withdraw(cmd, state)
        case NoteLapsedConsultation(), AtStep() | Returned():
            return consult.lapse(cmd, state)
    return out_of_place(cmd, state)


def _posting(cmd: PostingCommand, state: Opened) -> Sequence[NominationEvent]:
    """Post at a step; objections come and are settled also while the case is sent back."""
    match cmd, state:
        case PostCase(), AtStep():
            return publish.post(cmd, state)
        case ReceiveObjection(), AtStep() | Returned():
            return publish.receive(cmd, state)
        case SettleObjection(), AtStep() | Returned():
            return publish.settle(cmd, state)
        case EndPosting(), AtStep() | Returned():
            return publish.end(cmd, state)
    return out_of_place(cmd, state)


def _complaint(cmd: ComplaintCommand, state: Opened, beside: Beside) -> Sequence[NominationEvent]:
    """Take complaints about any case that runs; one that waits is settled after its end too."""
    runs = isinstance(state, Draft | AtStep | InTransit | Returned)
    if isinstance(cmd, SettleComplaint) and (
        runs or cmd.reference in state.dossier.hearing.pending
    ):
        return complain.settle(cmd, state)
    if isinstance(cmd, ReceiveComplaint) and isinstance(
        state, Draft | AtStep | InTransit | Returned
    ):
        return complain.receive(cmd, state, beside)
    return out_of_place(cmd, state)


def _confirmation(cmd: ConfirmationCommand, state: Opened) -> Sequence[NominationEvent]:
    """Keep confirmations where the file can be kept."""
    if not isinstance(state, Draft | AtStep | Returned):
        return out_of_place(cmd, state)
    if isinstance(cmd, RequestConfirmation):
        return confirm.request(cmd, state)
    if isinstance(cmd, RecordConfirmation):
        return confirm.record(cmd, state)
    return confirm.expire(cmd, state)
