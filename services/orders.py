"""Which histories each order reads, and which decider it goes to."""

from collections.abc import Sequence
from uuid import UUID

from domain.booking import decide as booking
from domain.booking.commands import BookPaper
from domain.booking.letter import Letter
from domain.change import Change
from domain.council.commands import CouncilCommand
from domain.decision import annul, issue
from domain.decision.commands import CorrectDecision, DecisionCommand, IssueDecision
from domain.decision.state import DECISION, Issued
from domain.delegation.commands import DelegationOrder
from domain.directory import decide as directory
from domain.directory.commands import AnnounceUnit, DirectoryCommand
from domain.directory.state import POST, UNIT
from domain.eligibility.look import NOTHING_BESIDE, Beside
from domain.exchange import decide as exchange
from domain.exchange.commands import TellStatus
from domain.house_acts.commands import HouseActCommand
from domain.nomination import decide as nomination
from domain.nomination.commands import NominationCommand, OpenNomination, WithdrawNomination
from domain.nomination.decide import NOMINATION
from domain.nomination.state import InTransit, State
from domain.parking import decide as parking
from domain.parking.commands import ParkingCommand
from domain.parking.state import PARKED
from domain.personal.commands import PersonCommand
from domain.personal.state import person_stream
from domain.reform.commands import AuthorityCommand, ReorganiseUnits
from domain.register import complaints, handing_back, succession, titles
from domain.register import decide as register
from domain.register.claims import CLAIM, claim_stream
from domain.register.commands import (
    HandHonourBack,
    ReceiveHonourComplaint,
    RecoverHonour,
    RegisterCommand,
    SettleHonourComplaint,
)
from domain.register.record import RECORD, record_stream
from domain.register.state import HONOUR
from domain.register.succession import CarryRecordOn
from domain.register.title_commands import TitleCommand
from domain.review.commands import ReviewCommand
from domain.submission import answer, dispatch
from domain.submission.commands import AnswerSubmission, SubmissionCommand
from domain.submission.state import SUBMISSION, Sent
from domain.submission.withdrawal import withdraw_on_the_way
from services import councils, delegations, house_acts, personal, reviews
from services.acting import acting
from services.beside import beside, beside_each, followed, lineage_of
from services.dockets import linked_to
from services.histories import Histories
from services.incoming_papers import brought_with, enrolled
from services.moved_powers import with_moved_powers

OfficeCommand = BookPaper | TellStatus
NomineeCommand = TitleCommand | CarryRecordOn
OwnCommand = ReorganiseUnits | CouncilCommand | DelegationOrder | PersonCommand | ReviewCommand
HouseCommand = DirectoryCommand | ParkingCommand | HouseActCommand | OwnCommand
PaperCommand = (
    SubmissionCommand | DecisionCommand | RegisterCommand | OfficeCommand | NomineeCommand
)
Command = NominationCommand | PaperCommand | HouseCommand


def stream_of(command: Command) -> UUID:
    """Return the stream an order is about; its version is what the caller may expect."""
    if isinstance(command, NominationCommand):  # what is asked for most is looked for first
        return command.nomination
    return _paper_of(command) if isinstance(command, PaperCommand) else _house_of(command)


def _house_of(command: HouseCommand) -> UUID:
    """Return the stream of what the house itself keeps: announcements, reforms, delegations."""
    if isinstance(command, DirectoryCommand):
        return directory.stream_of(command)
    if isinstance(command, ParkingCommand):
        return command.message
    if isinstance(command, CouncilCommand):
        return councils.stream_of(command)
    if isinstance(command, DelegationOrder):
        return command.delegation
    if isinstance(command, ReviewCommand):
        return command.review
    if isinstance(command, PersonCommand):
        return person_stream(command.person)
    return command.act if isinstance(command, HouseActCommand) else command.reform.stream


def _paper_of(command: PaperCommand) -> UUID:
    """Return the stream of a paper, or of an honour of the register."""
    if isinstance(command, SubmissionCommand):
        return command.submission
    if isinstance(command, DecisionCommand):
        return command.decision
    if isinstance(command, NomineeCommand):
        return record_stream(command.nominee)
    return command.paper if isinstance(command, OfficeCommand) else command.honour


def decide(command: Command, past: Histories) -> Sequence[Change]:
    """
    Return what *command* changes, over all the streams it touches, in the hand it is given by.

    Raises:
        Refused: with every broken rule.
    """
    command = acting(command, past)
    return followed(_decided(command, past), command.hand, past)


def _decided(command: Command, past: Histories) -> Sequence[Change]:
    """Return what the decider of *command* says."""
    if isinstance(command, NominationCommand):
        return _nomination(command, past)
    return _paper(command, past) if isinstance(command, PaperCommand) else _house(command, past)


def _house(command: HouseCommand, past: Histories) -> Sequence[Change]:
    """Decide on what the house itself keeps: announcements, reforms, delegations."""
    if isinstance(command, DirectoryCommand):
        fold = UNIT if isinstance(command, AnnounceUnit) else POST
        return directory.announce(command, past.of(fold, directory.stream_of(command)))
    if isinstance(command, ParkingCommand):
        return parking.decide(command, past.of(PARKED, command.message))
    if isinstance(command, CouncilCommand):
        return councils.decide(command, past)
    if isinstance(command, DelegationOrder):
        return delegations.decide(command, past)
    if isinstance(command, ReviewCommand):
        return reviews.decide(command, past)
    if isinstance(command, PersonCommand):
        return personal.decide(command, past)
    return house_acts.decide(command, past)


def _paper(command: PaperCommand, past: Histories) -> Sequence[Change]:
    """Decide on a paper, or on an honour of the register."""
    if isinstance(command, SubmissionCommand):
        return _submission(command, past)
    if isinstance(command, DecisionCommand):
        return _decision(command, past)
    if isinstance(command, BookPaper):
        return booking.book(command, _letter(command.paper, past))
    if isinstance(command, TellStatus):
        return exchange.tell(command, _letter(command.paper, past))
    if isinstance(command, NomineeCommand):
        return _nominee(command, past)
    return _register(command, past)


def _nominee(command: NomineeCommand, past: Histories) -> Sequence[Change]:
    """Decide on the record of a nominee."""
    record = past.of(RECORD, record_stream(command.nominee))
    if isinstance(command, TitleCommand):
        return titles.decide(command, record, linked_to(command.nominee, command.hand, past))
    key = succession.heir_key(command.forerunner.ref)
    before = lineage_of(command.forerunner.ref, past)
    return succession.carry_on(command, past.of(CLAIM, claim_stream(key)), before)


def _letter(paper: UUID, past: Histories) -> Letter | None:
    """Return what offices need of a submission or decision, None when there is neither."""
    sent = past.of(SUBMISSION, paper)
    if isinstance(sent, Sent):
        return sent.letter
    issued = past.of(DECISION, paper)
    return issued.letter if isinstance(issued, Issued) else None


def _nomination(command: NominationCommand, past: Histories) -> Sequence[Change]:
    """Decide on a nomination; a case taken back on its way leaves its submission too."""
    state = past.of(NOMINATION, command.nomination)
    if isinstance(command, WithdrawNomination) and isinstance(state, InTransit):
        return withdraw_on_the_way(command, state, past.of(SUBMISSION, state.submission))
    if isinstance(command, AuthorityCommand):
        house_acts.by_an_applied_reform(command, past)
    told = nomination.decide(command, state, _beside(command, state, past))
    found = with_moved_powers(command, state, told, past)
    more = (
        enrolled(command)
        if isinstance(command, OpenNomination)
        else house_acts.assigned(command, past)
    )
    return [*(Change(command.nomination, one) for one in found), *more]


def _beside(command: NominationCommand, state: State, past: Histories) -> Beside:
    """Return what other streams say beside an order on a case."""
    if isinstance(command, OpenNomination):
        return brought_with(command, past)
    if isinstance(command, AuthorityCommand):
        return NOTHING_BESIDE
    return beside(command, state, past)


def _submission(command: SubmissionCommand, past: Histories) -> Sequence[Change]:
    """Decide on a submission and the cases it carries."""
    state = past.of(SUBMISSION, command.submission)
    if isinstance(command, AnswerSubmission):
        named = [one.nomination for one in command.answers]
        return answer.answer(command, state, past.each(NOMINATION, named))
    holder = past.of(CLAIM, claim_stream(dispatch.number_of(command)))
    cases = past.each(NOMINATION, command.nominations)
    return dispatch.dispatch(
        command, state, cases, beside_each(cases, command.hand.forces, past), holder
    )


def _decision(command: DecisionCommand, past: Histories) -> Sequence[Change]:
    """Decide on a decision, the cases it grants and the honours it founds or annuls."""
    state = past.of(DECISION, command.decision)
    if isinstance(command, CorrectDecision):
        return annul.correct(command, state, reviews.cited_by(command, past))
    if isinstance(command, IssueDecision):
        holder = past.of(CLAIM, claim_stream(issue.number_of(command)))
        cases = past.each(NOMINATION, command.nominations)
        return issue.issue(
            command, state, cases, beside_each(cases, command.hand.forces, past), holder
        )
    holder = past.of(CLAIM, claim_stream(annul.number_of(command)))
    founded = {one: register.honour_of(one) for one in command.nominations}
    honours = past.each(HONOUR, list(founded.values()))
    by_nomination = {one: honours[honour] for one, honour in founded.items()}
    return annul.annul(command, state, by_nomination, holder, reviews.cited_by(command, past))


def _register(command: RegisterCommand, past: Histories) -> Sequence[Change]:
    """Decide on an honour of the register."""
    state = past.of(HONOUR, command.honour)
    match command:
        case RecoverHonour():
            return register.recover(command, state, reviews.cited_by(command, past))
        case HandHonourBack():
            return handing_back.hand_back(command, state)
        case ReceiveHonourComplaint():
            return complaints.receive(command, state)
        case SettleHonourComplaint():
            return complaints.settle(command, state)
    holder = past.of(CLAIM, claim_stream(register.restoring_key(command)))
    return register.restore(command, state, holder)
