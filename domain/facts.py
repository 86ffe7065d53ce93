"""Every kind of fact the ledger may hold."""

from dataclasses import dataclass
from uuid import UUID

from domain.council.events import CouncilEvent
from domain.decision.events import DecisionEvent
from domain.delegation.events import DelegationEvent
from domain.directory.events import DirectoryEvent
from domain.nomination.events import NominationEvent
from domain.parking.events import ParkingEvent
from domain.past.events import PastEvent
from domain.personal.events import PersonEvent
from domain.reform.events import ReformEvent
from domain.register.events import ClaimEvent, NomineeEvent, RegisterEvent
from domain.review.events import ReviewEvent
from domain.submission.events import SubmissionEvent


@dataclass(frozen=True, slots=True)
class CommandReceived:
    """The receipt of a command: where its effect stands, and a digest of what was asked."""

    fingerprint: str
    stream: UUID
    version: int


IntakeEvent = DirectoryEvent | ParkingEvent
"""What the bus brings beside acts on cases: announcements, and messages put aside."""

BesideBoth = (
    SubmissionEvent
    | DecisionEvent
    | RegisterEvent
    | ClaimEvent
    | NomineeEvent
    | IntakeEvent
    | ReformEvent
    | CouncilEvent
    | DelegationEvent
    | PersonEvent
    | CommandReceived
)
"""What is neither a case nor a review of one."""

BesidePaths = BesideBoth | ReviewEvent
"""What is no case, here or in a log. Papers and reforms move cases by the cases' own facts."""

BesideCases = PastEvent | BesidePaths
"""What is no case of ours."""

BesideReviews = NominationEvent | PastEvent | BesideBoth
"""What is no review."""

Event = NominationEvent | BesideCases
