"""The facts that bring a case to a place of the table, and who stood behind each."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from uuid import UUID, uuid5

from domain.decision.events import DecisionIssued, Grant
from domain.facts import Event
from domain.hearing.events import (
    CasePosted,
    ComplaintReceived,
    ConditionJudged,
    ConfirmationGiven,
    ConsultationAnswered,
    ConsultationRequested,
    ObjectionReceived,
)
from domain.ladder import Act, Condition, Ladder, Step
from domain.movement import EvaluatorWeight
from domain.nomination.authority import CaseReassigned, CaseUnassigned, Desk, StepHanded
from domain.nomination.events import (
    CaseAppraised,
    CouncilVoted,
    NominationFiled,
    NominationForwarded,
    NominationGranted,
    NominationOpened,
    NominationReceived,
    NominationRefused,
    NominationWithdrawn,
    Nominee,
    ReturnedForSupplement,
    StepEndorsed,
    StepPassed,
)
from domain.nomination.holding import CaseHeld
from domain.register.decide import honour_of
from domain.register.docket import docket_stream
from domain.register.events import CaseEnrolled, HonourRegistered, NomineeHeld
from domain.submission.events import SubmissionDispatched
from tests.authority import persons as p
from tests.authority import places as at
from tests.authority.places import DOES, FIRST, STEPS, UNIT_OF, Place
from tests.authority.rows import AGENCY, ENDED, NEIGHBOUR
from tests.builders import APRIL, CAMPAIGN, NOON, REMARK, SPACE, assessed, report

CODES = {
    "ward": "10531",
    "district": "288",
    "province": "30",
    "central": "VN",
    AGENCY: "TAX",
    NEIGHBOUR: "10513",
    ENDED: "10507",
}
WARD, HEIR = CODES["ward"], CODES[NEIGHBOUR]
FIRST_OF_JULY = date(2025, 7, 1)
REFORM = "2025-07-01"
SCORING = tuple(
    EvaluatorWeight(role, Decimal(1), "house", confirmed=False)
    for role in ("council-chair", "council-member", "council-secretary", "appraiser")
)
SUBJECTS = ("person", "enterprise")
JUDGED = Condition("exemplary", "gương mẫu", "exemplary", "house", confirmed=False)
Told = tuple[Event, str]


def nominee_of(place: Place) -> Nominee:
    """Return for whom the award of a case is proposed."""
    kind = "enterprise" if place.life == at.BUSY else "person"
    return Nominee(uuid5(case_of(place), p.NOMINEE), kind, WARD)


def actor(who: str, place: Place) -> str:
    """Return how tokens write somebody; the nominee goes by the reference in the case."""
    return str(nominee_of(place).ref) if who == p.NOMINEE else who


def ladder(ward: str) -> Ladder:
    """Return the route of the table by hand, its first steps those of a ward."""
    steps = tuple(
        Step(one, UNIT_OF[one], Act(DOES[one]), at.JUDGES[DOES[one]], _code(one, ward), percent=80)
        for one in STEPS
    )
    return Ladder("bk-ttg", "nd98-2023", "d" * 64, steps, SUBJECTS, conditions=(JUDGED,))


def _code(step: str, ward: str) -> str:
    return ward if UNIT_OF[step] == at.PROPOSES else CODES[UNIT_OF[step]]


def case_of(place: Place) -> UUID:
    """Return the id of the case that stands there."""
    return uuid5(SPACE, f"authority: {place}")


def paper_of(place: Place, step: str) -> UUID:
    """Return the id of the submission that brought it to a step."""
    return uuid5(case_of(place), step)


def story(place: Place) -> Iterator[Told]:
    """Tell what happened to the case, with who did it."""
    ward = CODES[ENDED] if place.life == at.MOVED else WARD
    campaign, nominee = replace(CAMPAIGN, scoring=SCORING), nominee_of(place)
    yield (
        NominationOpened(nominee, p.OPENER, ward, APRIL, "Paperless", ladder(ward), campaign),
        p.OPENER,
    )
    yield report, p.OPENER
    yield from ((assessed(one, 95), p.OPENER) for one in campaign.criteria)
    if at.BY_PROPOSERS in place.marks:
        yield CaseHeld("press", "1/BC", "?"), p.OPENER
    if place.filed:
        yield from _filed(place)
    elif place.life == at.MOVED:
        yield _moved(None), "the-service"
    yield from _heard(place)
    yield from _ended(place)
    yield from [(_left(place), "the-service")] if place.life == at.LEFT else []


def _filed(place: Place) -> Iterator[Told]:
    yield NominationFiled(FIRST, None), p.FILER
    if place.life == at.MOVED:
        yield _moved(FIRST), "the-service"
    yield ConditionJudged(FIRST, JUDGED.key, True, p.WORD, "so"), p.WORD
    yield ConsultationRequested(FIRST, "FIN", "money", 5, APRIL, "no-remark"), "the-asker"
    yield ConsultationAnswered(FIRST, "FIN", "agrees", None, "so"), p.AGENCY
    if place.life == at.BUSY:
        yield CaseHeld("press", "1/BC", "?"), "the-first-judge"
    for below, above in pairwise(STEPS):
        if below not in place.passed:
            break
        yield from _passed(place, below, above)


def _passed(place: Place, below: str, above: str) -> Iterator[Told]:
    who = p.judge_of(below)
    if DOES[below] == "submit":
        paper = paper_of(place, above)
        yield NominationForwarded(below, above, paper), who
        if not (place.kind == "on its way" and above == place.step):
            yield NominationReceived(above, paper, None), "the-receiver"
        return
    if below == p.SECOND:
        yield ConditionJudged(below, JUDGED.key, True, p.WORD_THERE, "so"), p.WORD_THERE
    yield _agreed(below, who), who
    yield StepPassed(below, above, None), who


def _agreed(step: str, who: str) -> Event:
    if DOES[step] == "appraise":
        return CaseAppraised(step, who, True, "deserved")
    if DOES[step] == "vote":
        return CouncilVoted(step, 5, 5, 4, True, None)
    return StepEndorsed(step, who, "deserved")


def _heard(place: Place) -> Iterator[Told]:
    """Tell what others were asked and said where the case stands."""
    step, until = place.step or FIRST, NOON.date() if place.kind == "waiting" else APRIL
    if place.life == at.BUSY:
        yield ConfirmationGiven("tax-confirmation", "TAX", "1/XN", *(APRIL,) * 3, True, APRIL), "?"
    if at.ASKED in place.marks:
        code = CODES[ENDED if place.life == at.GONE else AGENCY]
        yield ConsultationRequested(step, code, "taxes", 5, APRIL, "no-remark"), "the-asker"
    if at.POSTED in place.marks:
        yield CasePosted(step, UNIT_OF[step], "hall", APRIL, 5, until, "a rule"), "the-poster"
        yield ObjectionReceived("3/PA", "violation", case_of(place)), p.REGISTRAR
    if at.LETTER in place.marks:
        yield ComplaintReceived("complaint", "9/KN", case_of(place)), p.REGISTRAR
        yield CaseHeld("complaint", "9/KN", "complaint"), p.REGISTRAR


def _ended(place: Place) -> Iterator[Told]:
    step = place.step or FIRST
    match place.kind:
        case "returned":
            yield ReturnedForSupplement(step, (REMARK,), "?"), "who-sent-it-back"
        case "refused":
            yield NominationRefused(step, "below-standard", "?"), "who-refused"
        case "granted":
            case = case_of(place)
            yield NominationGranted(step, decision_of(place), honour_of(case)), p.judge_of(step)
        case "withdrawn" | "withdrawn as a draft":
            yield NominationWithdrawn("?"), p.OPENER


def decision_of(place: Place) -> UUID:
    """Return the id of the decision that granted it."""
    return uuid5(case_of(place), "decision")


def _moved(step: str | None) -> CaseReassigned:
    """Return that a reform gave the ended ward's part to the ward that stands."""
    work, level = ("act", at.PROPOSES) if step else ("draft", None)
    was, now = (Desk(work, code, step, level) for code in (CODES[ENDED], WARD))
    mine = [one for one in STEPS if UNIT_OF[one] == at.PROPOSES]
    handed = tuple(
        StepHanded(one, at.PROPOSES, CODES[ENDED], at.PROPOSES, WARD, "unit-merged") for one in mine
    )
    between = CODES[ENDED], WARD, was, now
    return CaseReassigned(REFORM, FIRST_OF_JULY, "unit-merged", "?", *between, handed, (), None)


def _left(place: Place) -> CaseUnassigned:
    """Return that a reform left to a person who carries the case on."""
    desk = Desk("act", CODES[place.holder], place.step, place.holder)
    rule, who = "unit-divided", CODES[at.ABOVE]
    both = WARD, HEIR
    return CaseUnassigned(REFORM, FIRST_OF_JULY, rule, "?", WARD, desk, both, who)


def beside(place: Place) -> Iterator[tuple[UUID, Event]]:
    """Tell what stands on other streams: docket, the submission on its way, decision, honour."""
    case = case_of(place)
    docket = docket_stream(nominee_of(place).ref)
    yield docket, CaseEnrolled(case)
    if place.marks & {at.BY_PROPOSERS, at.BY_JUDGE}:
        yield docket, NomineeHeld("press", "1/BC", "?", case)
    if place.kind == "on its way" and place.step:
        units = CODES[UNIT_OF[STEPS[STEPS.index(place.step) - 1]]], CODES[place.holder]
        sent = SubmissionDispatched(f"{case.int % 999}/TTr", APRIL, *units, (case,))
        yield paper_of(place, place.step), sent
    if place.kind == "granted":
        decision, honour, unit = decision_of(place), honour_of(case), CODES[place.holder]
        grants = (Grant(case, honour, "bk-ttg"),)
        named = f"{case.int % 999}/QĐ", APRIL, unit, "x", "TM", "Law", None
        yield decision, DecisionIssued(*named, grants)
        by = case, decision, nominee_of(place), "bk-ttg", unit, APRIL
        yield honour, HonourRegistered(*by, None, False, None, year=2025, level="central")
