"""The facts of all that is no case; views of cases leave them to others, by one name."""

from domain.council.events import CouncilEvent
from domain.decision.events import DecisionEvent
from domain.delegation.events import DelegationEvent
from domain.facts import CommandReceived, IntakeEvent
from domain.past.events import PastEvent
from domain.reform.events import ReformEvent
from domain.register.events import ClaimEvent, NomineeEvent, RegisterEvent
from domain.submission.events import SubmissionEvent

# Papers, councils and reforms move cases by the cases' own facts; what is kept of a nominee and
# what guards repeats follows them.
BESIDE_CASES = (
    SubmissionEvent
    | DecisionEvent
    | RegisterEvent
    | ClaimEvent
    | NomineeEvent
    | PastEvent
    | IntakeEvent
    | ReformEvent
    | CouncilEvent
    | DelegationEvent
    | CommandReceived
)
