"""One order and the state of one nomination give facts, or a refusal with every broken rule."""

from collections.abc import Sequence
from uuid import UUID

from domain.decider import Fold
from domain.eligibility.look import NOTHING_BESIDE, Beside
from domain.hearing import complain
from domain.hearing import decide as hearing
from domain.hearing.commands import HearingCommand
from domain.nomination import (
    content,
    deadlines,
    favourable,
    holds,
    notices,
    reassigning,
    returns,
    steps,
)
from domain.nomination.choosing import ChooseRegime
from domain.nomination.clock_orders import IssueNotice, NoteMissedDeadline
from domain.nomination.commands import (
    AddEvidence,
    AppraiseCase,
    AssessCriterion,
    CaseCommand,
    CorrectNomination,
    EndorseStep,
    FileNomination,
    LiftHold,
    NameNominee,
    NominationCommand,
    OpenNomination,
    PutOnHold,
    RecordVote,
    RefuseNomination,
    ReturnForSupplement,
    ScoreNomination,
    SupplementNomination,
    WithdrawEvidence,
    WithdrawNomination,
)
from domain.nomination.dating import note
from domain.nomination.events import NominationEvent, NominationOpened
from domain.nomination.evolve import evolve
from domain.nomination.opening import broken, open_nomination
from domain.nomination.place import out_of_place
from domain.nomination.state import (
    Absent,
    AtStep,
    Draft,
    InTransit,
    Opened,
    Returned,
    State,
)
from domain.nomination.witness import witness
from domain.reform.commands import AuthorityCommand
from domain.refusal import Kind, Refusal, Refused

NOMINATION: Fold[State, NominationEvent] = Fold(Absent(), evolve, NominationOpened, note, witness)


def decide(
    cmd: NominationCommand, state: State, beside: Beside = NOTHING_BESIDE
) -> Sequence[NominationEvent]:
    """
    Return the facts that *cmd* brings about; none when it repeats what is done.

    *beside* is what other streams say that the case touches.

    Raises:
        Refused: with every broken rule, not just the first.
    """
    if isinstance(cmd, OpenNomination):
        if isinstance(state, Absent):
            return open_nomination(cmd, beside.brought)
        already = Refusal("already-open", Kind.CONFLICT, "the nomination exists")
        raise Refused(already, *broken(cmd, beside.brought))
    if isinstance(state, Absent):
        raise Refused(nomination_unknown(cmd.nomination))
    if isinstance(cmd, AuthorityCommand):
        return reassigning.decide(cmd, state)
    if isinstance(cmd, HearingCommand):
        return hearing.decide(cmd, state, beside)
    return _opened(cmd, state, beside)


def nomination_unknown(nomination: UUID) -> Refusal:
    """Say that there is no such nomination."""
    facts = {"nomination": str(nomination)}
    return Refusal("nomination-unknown", Kind.UNKNOWN, "no such nomination", facts)


def _opened(cmd: CaseCommand, state: Opened, beside: Beside) -> Sequence[NominationEvent]:
    """Decide orders on a case that exists; one on its way moves by what its submission is told."""
    match cmd, state:
        case CorrectNomination() | NameNominee() | ChooseRegime(), _:
            return _put_right(cmd, state, beside)
        case WithdrawNomination(), Draft() | AtStep() | Returned():
            return returns.withdraw(cmd, state)
        case FileNomination(), Draft():
            return steps.file(cmd, state, beside)
        case SupplementNomination(), Returned():
            return returns.supplement(cmd, state, beside)
        case (
            AssessCriterion() | AddEvidence() | WithdrawEvidence(),
            Draft() | AtStep() | Returned(),
        ):
            return _keep(cmd, state, beside)
        case PutOnHold() | LiftHold(), _:
            return _hold(cmd, state, beside)
        case _, AtStep():
            return _at_step(cmd, state, beside)
    return out_of_place(cmd, state)


def _put_right(
    cmd: CorrectNomination | NameNominee | ChooseRegime, state: Opened, beside: Beside
) -> Sequence[NominationEvent]:
    """Decide orders whose own rules say what they think of where the case stands."""
    if isinstance(cmd, CorrectNomination):
        return content.correct(cmd, state, beside)
    if isinstance(cmd, ChooseRegime):
        return favourable.choose(cmd, state, beside)
    return content.name(cmd, state)


def _keep(
    cmd: AssessCriterion | AddEvidence | WithdrawEvidence, state: content.Editable, beside: Beside
) -> Sequence[NominationEvent]:
    """Decide orders on what the file holds."""
    match cmd:
        case AssessCriterion():
            return content.assess(cmd, state, beside)
        case AddEvidence():
            return content.add_evidence(cmd, state, beside)
    return content.withdraw_evidence(cmd, state, beside)


def _hold(cmd: PutOnHold | LiftHold, state: Opened, beside: Beside) -> Sequence[NominationEvent]:
    """Hold a case that runs or let it go; let the nominee go whom one that ended still holds."""
    runs = isinstance(state, Draft | AtStep | InTransit | Returned)
    if isinstance(cmd, PutOnHold) and isinstance(state, Draft | AtStep | InTransit | Returned):
        return holds.put_on_hold(cmd, state, beside)
    if isinstance(cmd, PutOnHold) or not (runs or cmd.reference in beside.docket.holds):
        return out_of_place(cmd, state)
    pending = complain.the_complaint_is_settled_first(cmd, state.dossier)
    return holds.lift(cmd, state, beside, pending)


def _at_step(cmd: CaseCommand, state: AtStep, beside: Beside) -> Sequence[NominationEvent]:
    """Decide orders that a case takes only while it waits at a step."""
    match cmd:
        case ScoreNomination():
            return content.score(cmd, state, beside)
        case EndorseStep():
            return steps.endorse(cmd, state, beside)
        case AppraiseCase():
            return steps.appraise(cmd, state, beside)
        case RecordVote():
            return steps.record_vote(cmd, state, beside)
        case ReturnForSupplement():
            return returns.return_for_supplement(cmd, state, beside)
        case RefuseNomination():
            return returns.refuse(cmd, state, beside)
        case NoteMissedDeadline() | IssueNotice():
            return _of_the_term(cmd, state)
    return out_of_place(cmd, state)


def _of_the_term(cmd: NoteMissedDeadline | IssueNotice, state: AtStep) -> Sequence[NominationEvent]:
    """Decide orders of the service about the term that runs."""
    if isinstance(cmd, NoteMissedDeadline):
        return deadlines.note_missed(cmd, state)
    return notices.issue(cmd, state)
