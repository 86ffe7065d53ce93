"""The cast of the tests: a ward, its ladder, officers, papers and facts with short names."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID, uuid5

from domain.bonus import Coefficient
from domain.decision.events import Grant
from domain.facts import Event
from domain.hand import Hand
from domain.ladder import Act, Ladder, Step
from domain.movement import Criterion, EvaluatorWeight, Movement, NomineeClass, Occasion
from domain.nomination.commands import OpenNomination
from domain.nomination.events import (
    Campaign,
    CriterionAssessed,
    EvidenceAdded,
    Missing,
    NominationFiled,
    NominationForwarded,
    NominationOpened,
    NominationReceived,
    Nominee,
    StepEndorsed,
    StepPassed,
)
from domain.recorded import Dated
from domain.register.decide import honour_of
from domain.submission.events import SubmissionDispatched

SPACE = UUID("6f1f6f0e-0000-4000-8000-000000000000")
CASE, OTHER = uuid5(SPACE, "case"), uuid5(SPACE, "other case")
PAPER, DECISION = uuid5(SPACE, "submission"), uuid5(SPACE, "decision")
NOMINEE = Nominee(uuid5(SPACE, "nominee"), "person", "10531")
WARD, DISTRICT, PROVINCE = "10531", "288", "30"
APRIL = date(2025, 4, 15)
NOON = datetime(2025, 12, 1, 5, tzinfo=UTC)
HANOI = timezone(timedelta(hours=7))
REMARK = Missing("remark", "r1", "which office?")


def dated(*events: Event | Dated[Event], on: date = APRIL) -> list[Dated[Event]]:
    """Return facts with the date on their papers; one that has a date keeps it."""
    return [one if isinstance(one, Dated) else Dated(one, on) for one in events]


def sha(paper: str) -> str:
    """Return a made-up digest of a paper."""
    return uuid5(SPACE, paper).hex * 2


def hand(actor: str, role: str, unit: str, capacity: str | None = "TM", on: date = APRIL) -> Hand:
    """Return the hand of an officer."""
    return Hand(actor, frozenset({role}), frozenset({unit}), on, NOON, NOON, capacity)


OFFICER = hand("officer", "nominating-officer", WARD)
SECRETARY = hand("secretary", "council-secretary", WARD)
CHAIRMAN = hand("ward-chairman", "leader", WARD, "TM")
APPRAISER = hand("appraiser", "appraiser", DISTRICT)
VOTES = hand("district-secretary", "council-secretary", DISTRICT)
LEADER = hand("district-leader", "leader", DISTRICT, "TM")
CLERK = hand("district-clerk", "clerk", DISTRICT)
OPERATOR = hand("operator", "operator", "VN")

REVIEW = Step("ward-review", "ward", Act.REVIEW, "council-secretary", WARD, working_days=10)
SUBMIT = Step("ward-submit", "ward", Act.SUBMIT, "leader", WARD, papers=("council-minutes",))
APPRAISAL = Step("district-appraisal", "district", Act.APPRAISE, "appraiser", DISTRICT)
VOTE = Step("district-vote", "district", Act.VOTE, "council-secretary", DISTRICT, percent=90)
DECIDE = Step("district-decision", "district", Act.DECIDE, "leader", DISTRICT)
LADDER = Ladder(
    award="gk-tp",
    regime="nd98-2023",
    digest="d" * 64,
    steps=(REVIEW, SUBMIT, APPRAISAL, VOTE, DECIDE),
    subjects=("person", "collective"),
    papers=("achievement-report",),
    coefficients=(Coefficient("person", Decimal("0.3"), "Decree 98/2023", confirmed=True),),
)
ONLINE = Criterion("online", Decimal(80), "%", Decimal(1), "plan III.1", confirmed=True)
QUALITY = Criterion("quality", None, "", Decimal(1), "plan III.1", confirmed=True)
SCORING = (EvaluatorWeight("council-secretary", Decimal(2), "house", confirmed=False),)
MOVEMENT = Movement(
    key="hai-duong-2025",
    digest="m" * 64,
    starts_on=date(2025, 4, 4),
    ends_on=date(2030, 12, 31),
    classes=(
        NomineeClass("individual", ("person",), (ONLINE, QUALITY)),
        NomineeClass("ward-committee", ("collective",), (ONLINE,)),
    ),
    occasions=(Occasion("annual", ("gk-tp",), date(2025, 4, 4), date(2030, 12, 31)),),
    scoring=SCORING,
)
CAMPAIGN = Campaign("hai-duong-2025", "m" * 64, "annual", "individual", (ONLINE, QUALITY), SCORING)

opened = NominationOpened(NOMINEE, "officer", WARD, APRIL, "Paperless ward", LADDER, None)
opened_in_movement = replace(opened, campaign=CAMPAIGN)
report = EvidenceAdded(sha("report"), 9, "application/pdf", "achievement-report", "original", "R")
minutes = EvidenceAdded(sha("minutes"), 9, "application/pdf", "council-minutes", "original", "M")
filed = NominationFiled("ward-review", date(2025, 4, 29))
endorsed = StepEndorsed("ward-review", "secretary", "deserved")
at_submit = (
    opened,
    report,
    minutes,
    filed,
    endorsed,
    StepPassed("ward-review", "ward-submit", None),
)
WAITING = (opened, report, minutes, filed)
up = NominationForwarded("ward-submit", "district-appraisal", PAPER)
received = NominationReceived("district-appraisal", PAPER, date(2025, 5, 20))
sent = SubmissionDispatched("5/TTr", APRIL, WARD, DISTRICT, (CASE, OTHER))
GRANTS = tuple(Grant(one, honour_of(one), "gk-tp") for one in (CASE, OTHER))


def assessed(criterion: Criterion, measured: int) -> CriterionAssessed:
    """Return the fact that a criterion was measured."""
    value = Decimal(measured)
    met = None if criterion.target is None else value >= criterion.target
    return CriterionAssessed(criterion.key, value, criterion.target, criterion.unit, met, (), "")


def opening(**changes: object) -> OpenNomination:
    """Return the order to open the case, with changes."""
    order = OpenNomination(CASE, OFFICER, NOMINEE, WARD, "Paperless ward", LADDER)
    return replace(order, **changes)  # type: ignore[arg-type]
