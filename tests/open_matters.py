"""What stands open beside a case when a reform comes: agencies, a posting, letters, a council."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.council.events import (
    Attendance,
    BallotKey,
    BallotPaper,
    BallotsTaken,
    HandsShown,
    SessionOpened,
)
from domain.council.rule import BallotRule, Base, Way
from domain.council.seat import Function, Seat
from domain.facts import Event
from domain.hearing.events import (
    CasePosted,
    ComplaintReceived,
    ConfirmationRequested,
    ConsultationRequested,
    ObjectionReceived,
)
from domain.hearing.required import CONFIRMATIONS
from domain.ladder import Step
from domain.nomination.holding import CaseHeld

AGENCY, REFERENCE = "TAX", "12/KN"
ENDED = {"merged": "10531", "dissolved": "288", "divided": "00019"}
"""Agencies that are units and end with the reform: one carries the first on, none the others."""
APPOINTED, LAST = date(2025, 1, 2), date(2025, 6, 30)
UNTIL, DUE = date(2025, 7, 4), date(2025, 7, 25)
"""The last days of a posting that runs over the reform, and of a question to an agency."""
LETTER = uuid5(NAMESPACE_URL, "vinhdanh:a letter of the tests")
MEMBERS = tuple(f"member-{number}" for number in range(1, 6))
NUMBER = "c0de"
"""Stands for what members and signer compute: no box is opened with it."""


def asked(step: Step) -> list[Event]:
    """Return that an agency was asked at a step, and has not answered."""
    return [ConsultationRequested(step.key, AGENCY, "taxes", 20, DUE, "no-remark")]


def of_ended(agency: str, step: Step) -> list[Event]:
    """Return that a unit which the reform ends was asked at a step, and has not answered."""
    return [ConsultationRequested(step.key, agency, "order", 20, DUE, "no-remark")]


def posted(step: Step) -> list[Event]:
    """Return that a case was posted at a step, and that the posting runs."""
    return [CasePosted(step.key, step.level, "hall", LAST, 4, UNTIL, "house")]


def objected(step: Step) -> list[Event]:
    """Return that somebody objected to a posted case, and waits for an answer."""
    return [*posted(step), ObjectionReceived(REFERENCE, "violation", LETTER)]


def complained(_step: Step) -> list[Event]:
    """Return that a complaint came in, which holds the case until it is settled."""
    received = ComplaintReceived("complaint", REFERENCE, LETTER)
    return [received, CaseHeld("complaint", REFERENCE, "complaint")]


def confirming(_step: Step) -> list[Event]:
    """Return that authorities were asked about an enterprise, and have not confirmed anything."""
    return [ConfirmationRequested(kind, AGENCY) for kind in CONFIRMATIONS]


MATTERS: Mapping[str, Callable[[Step], list[Event]]] = {
    **{told.__name__: told for told in (asked, posted, objected, complained, confirming)},
    **{how: partial(of_ended, agency) for how, agency in ENDED.items()},
}
OF_ENTERPRISES = "confirming"


def sits(_case: UUID) -> list[Event]:
    """Return that a council sits, and has not voted yet."""
    return [SessionOpened(_room(), 4, ())]


def hands(case: UUID) -> list[Event]:
    """Return that the members of a council that sits showed their hands."""
    return [*sits(case), HandsShown(case, MEMBERS[:3], MEMBERS[3:])]


def ballots(case: UUID) -> list[Event]:
    """Return that members of a council that sits took their ballots, and the roll is open."""
    paper = BallotPaper(case, NUMBER, NUMBER)
    taken = [BallotsTaken(one, (paper,)) for one in MEMBERS[:3]]
    return [SessionOpened(_room(), 4, (BallotKey(case, NUMBER),)), *taken]


COUNCILS: Mapping[str, Callable[[UUID], list[Event]]] = {
    told.__name__: told for told in (sits, hands, ballots)
}
SECRET = BallotRule(Way.SECRET, Base.ALL, True, False, 2, 3, "house", False)
OPEN = BallotRule(Way.OPEN, Base.ALL, True, False, 2, 3, "house", False)


def rule_of(way: str) -> BallotRule:
    """Return by which rule a council votes that came so far."""
    return SECRET if way == ballots.__name__ else OPEN


def seats() -> tuple[Seat, ...]:
    """Return five seats, the first the chair's."""
    functions = (Function.CHAIR, *[Function.MEMBER] * (len(MEMBERS) - 1))
    return tuple(Seat(*one, APPOINTED) for one in zip(MEMBERS, functions, strict=True))


def _room() -> tuple[Attendance, ...]:
    return tuple(Attendance(one, one) for one in MEMBERS)


OPEN_STAGES = (
    "bk-ttg asked province-consult",
    "bk-tinh asked district-appraise",
    "bk-tinh asked-back district-review",
    "bk-tinh merged district-appraise",
    "bk-tinh dissolved-back district-review",
    "bk-ttg divided province-consult",
    "bk-tinh posted ward-review",
    "bk-tinh posted district-review",
    "bk-tinh objected province-review",
    "gk-tp objected district-decide",
    "bk-tinh complained ward-review",
    "bk-tinh complained district-appraise",
    "bk-tinh from-complained ward-submit",
    "bk-tinh complained-back district-appraise",
    "bk-tinh confirming ward-review",
    "bk-tinh confirming district-appraise",
    "bk-tinh confirming-back district-review",
    *(f"bk-ttg {way} province-vote" for way in COUNCILS),
)
"""Award, what happened one after the other at the step the case came to, and that step."""
