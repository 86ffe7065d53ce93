"""Which histories each order reads, and which decider it goes to."""

from collections.abc import Sequence
from uuid import UUID

from domain.change import Change
from domain.decision import annul, issue
from domain.decision.commands import AnnulGrants, CorrectDecision, DecisionCommand, IssueDecision
from domain.decision.state import DECISION
from domain.nomination import decide as nomination
from domain.nomination.commands import NominationCommand, WithdrawNomination
from domain.nomination.decide import NOMINATION
from domain.nomination.state import InTransit
from domain.register import decide as register
from domain.register.claims import CLAIM, claim_stream
from domain.register.commands import RecoverHonour, RegisterCommand, RestoreHonour
from domain.register.state import HONOUR
from domain.submission import answer, dispatch
from domain.submission.commands import AnswerSubmission, DispatchSubmission, SubmissionCommand
from domain.submission.state import SUBMISSION
from domain.submission.withdrawal import withdraw_on_the_way
from services.histories import Histories

Command = NominationCommand | SubmissionCommand | DecisionCommand | RegisterCommand


def stream_of(command: Command) -> UUID:
    """Return the stream an order is about; its version is what the caller may expect."""
    match command:
        case DispatchSubmission() | AnswerSubmission():
            return command.submission
        case IssueDecision() | AnnulGrants() | CorrectDecision():
            return command.decision
        case RecoverHonour() | RestoreHonour():
            return command.honour
    return command.nomination


def decide(command: Command, past: Histories) -> Sequence[Change]:
    """
    Return what *command* changes, over all the streams it touches.

    Raises:
        Refused: with every broken rule.
    """
    match command:
        case DispatchSubmission() | AnswerSubmission():
            return _submission(command, past)
        case IssueDecision() | AnnulGrants() | CorrectDecision():
            return _decision(command, past)
        case RecoverHonour() | RestoreHonour():
            return _register(command, past)
    return _nomination(command, past)


def _nomination(command: NominationCommand, past: Histories) -> Sequence[Change]:
    """Decide on a nomination; a case taken back on its way leaves its submission too."""
    state = past.of(NOMINATION, command.nomination)
    if isinstance(command, WithdrawNomination) and isinstance(state, InTransit):
        return withdraw_on_the_way(command, state, past.of(SUBMISSION, state.submission))
    return [Change(command.nomination, one) for one in nomination.decide(command, state)]


def _submission(command: SubmissionCommand, past: Histories) -> Sequence[Change]:
    """Decide on a submission and the cases it carries."""
    state = past.of(SUBMISSION, command.submission)
    if isinstance(command, AnswerSubmission):
        named = [one.nomination for one in command.answers]
        return answer.answer(command, state, past.each(NOMINATION, named))
    holder = past.of(CLAIM, claim_stream(dispatch.number_of(command)))
    return dispatch.dispatch(command, state, past.each(NOMINATION, command.nominations), holder)


def _decision(command: DecisionCommand, past: Histories) -> Sequence[Change]:
    """Decide on a decision, the cases it grants and the honours it founds or annuls."""
    state = past.of(DECISION, command.decision)
    if isinstance(command, CorrectDecision):
        return annul.correct(command, state)
    if isinstance(command, IssueDecision):
        holder = past.of(CLAIM, claim_stream(issue.number_of(command)))
        return issue.issue(command, state, past.each(NOMINATION, command.nominations), holder)
    holder = past.of(CLAIM, claim_stream(annul.number_of(command)))
    founded = {one: register.honour_of(one) for one in command.nominations}
    honours = past.each(HONOUR, list(founded.values()))
    by_nomination = {one: honours[honour] for one, honour in founded.items()}
    return annul.annul(command, state, by_nomination, holder)


def _register(command: RegisterCommand, past: Histories) -> Sequence[Change]:
    """Decide on an honour of the register."""
    state = past.of(HONOUR, command.honour)
    if isinstance(command, RecoverHonour):
        return register.recover(command, state)
    holder = past.of(CLAIM, claim_stream(register.restoring_key(command)))
    return register.restore(command, state, holder)
