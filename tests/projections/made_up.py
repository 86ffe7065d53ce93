"""A made-up log of any length: groups of cases that climb side by side, the same for one seed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import islice
from random import Random
from uuid import UUID, uuid5

from domain.booking.events import PaperBooked
from domain.change import Change
from domain.exchange.events import StatusTold
from domain.facts import CommandReceived
from domain.nomination import events as n
from domain.nomination.clock import CaseEscalated, ReminderIssued, TermResumed, TermStopped
from domain.nomination.holding import CaseHeld, HoldLifted
from domain.nomination.naming import NomineeNamed
from domain.recorded import Envelope
from domain.register.claims import claimed, released
from domain.submission.events import (
    ItemAccepted,
    ItemRefused,
    ItemReturned,
    ItemWithdrawn,
    SubmissionDispatched,
)
from services.ports import Append, Ledger
from services.receipts import receipt_stream
from tests.builders import (
    CAMPAIGN,
    DISTRICT,
    NOMINEE,
    ONLINE,
    SPACE,
    WARD,
    assessed,
    opened,
    sha,
)
from tests.notebook import Notebook
from tests.projections.made_up_council import among
from tests.projections.made_up_grants import DAY, Acts, Command, decision
from tests.projections.made_up_hearing import heard_on
from tests.projections.made_up_intake import announcement, parked, past_case
from tests.projections.made_up_nominees import enrolled, held, titles, under_a_newer_regime
from tests.projections.made_up_reform import handed_over, reorganised

NOON = datetime(2025, 4, 15, 5, tzinfo=UTC)
REMARK = n.Missing("remark", "r1", "unclear")


def of_case(case: UUID, *events: n.NominationEvent) -> Command:
    """Return what one command does to one case."""
    return [Change(case, event) for event in events]


def beginning(rng: Random, case: UUID) -> Acts:
    """Open a case, fill its file and file it; some are put right, or withdrawn, on the way."""
    nominee = replace(NOMINEE, ref=uuid5(case, "nominee"))
    campaign = CAMPAIGN if rng.random() < 0.9 else None
    first = of_case(case, replace(opened, nominee=nominee, campaign=campaign))
    yield [*first, enrolled(case, nominee.ref)]
    for paper in ("achievement-report", "council-minutes"):
        digest = sha(f"{case} {paper}")
        added = n.EvidenceAdded(digest, 9, "application/pdf", paper, "original", "Báo cáo")
        yield of_case(case, added)
        if rng.random() < 0.1:
            yield of_case(case, n.EvidenceWithdrawn(digest, "wrong year"))
            yield of_case(case, added)
    if campaign:
        yield of_case(case, replace(assessed(ONLINE, rng.randint(60, 100)), evidence=(digest,)))
    if rng.random() < 0.1:
        yield of_case(case, correction(case))
        yield of_case(case, NomineeNamed(nominee.ref))
    due = DAY + timedelta(rng.randint(5, 30))
    key = f"achievement/{case}"
    yield [*of_case(case, n.NominationFiled("ward-review", due)), claimed(key, case)]


def correction(case: UUID) -> n.NominationCorrected:
    """Put a wording right, or whether the nominee leads."""
    if case.int % 2:
        return n.NominationCorrected("achievement", "A", "Số hoá", "typo")
    return n.NominationCorrected("nominee_position", "not-recorded", "leader", "forgotten")


def noticed(case: UUID, step: str) -> Acts:
    """Remind the desk of a case, and tell those above."""
    about = step, DAY, "late", 3, "leader", WARD
    yield of_case(case, ReminderIssued(*about), CaseEscalated(*about))


def review(rng: Random, case: UUID) -> Acts:
    """Score and endorse a case in the ward, some after a return."""
    if rng.random() < 0.2:
        if rng.random() < 0.5:
            yield from noticed(case, "ward-review")
        missing = (n.Missing("paper", "minutes"), REMARK)
        yield of_case(case, n.ReturnedForSupplement("ward-review", missing, "incomplete"))
        yield of_case(case, n.NominationSupplemented("ward-review", (REMARK,), "here", DAY))
    points = Decimal(rng.randint(100, 200)) / 2
    for evaluator in ("secretary", "chair"):
        yield of_case(case, n.EvaluatorScored("ward-review", evaluator, points, Decimal(2)))
    if rng.random() < 0.1:
        yield of_case(case, n.DeadlineMissed("ward-review", DAY))
        yield from held(case, uuid5(case, "nominee"))
        yield from noticed(case, "ward-review")
        stood = CaseHeld("inspection", "13/TT", "about the figures", case_alone=True)
        yield of_case(case, stood, TermStopped("ward-review", 4))
        going = TermResumed("ward-review", DAY)
        yield of_case(case, HoldLifted("13/TT", "unfounded", None), going)
    if rng.random() < 0.3:
        yield of_case(case, *heard_on(rng, case))
        yield from noticed(case, "ward-review")
    yield from under_a_newer_regime(rng, case)
    yield from handed_over(rng, case)
    agreed = n.StepEndorsed("ward-review", "secretary", "deserved")
    yield of_case(case, agreed, n.StepPassed("ward-review", "ward-submit", None))


def at_offices(rng: Random, paper: UUID) -> Acts:
    """Let the receiver of a submission enter it into its book, or refuse it."""
    if rng.random() < 0.2:
        yield [Change(paper, PaperBooked("submission", DISTRICT, "incoming", "7", DAY))]
    if rng.random() < 0.2:
        no = StatusTold("submission", DISTRICT, "02", "rejected", True, True, "seal", DAY, "")
        yield [Change(paper, no)]


def submission(rng: Random, cases: list[UUID]) -> Acts:
    """Carry cases to the district; those it takes in stay in *cases*."""
    paper = uuid5(cases[0], "submission")
    number = f"{rng.randint(1, 9999)}/TTr-UBND"
    sent = SubmissionDispatched(number, DAY, WARD, DISTRICT, tuple(cases))
    up = n.NominationForwarded("ward-submit", "district-appraisal", paper)
    claim = claimed(f"submission/{WARD}/2025/{paper}", paper)
    yield from noticed(cases[0], "ward-submit")
    yield [Change(paper, sent), claim, *(Change(case, up) for case in cases)]
    yield from at_offices(rng, paper)
    for case in list(cases):
        chance = rng.random()
        if chance < 0.1:
            cases.remove(case)
            no = n.NominationRefused("district-appraisal", "bad-dossier", "empty")
            free = released(f"achievement/{case}", case)
            yield [Change(paper, ItemRefused(case, "bad-dossier", "empty")), Change(case, no), free]
        elif chance > 0.95:
            cases.remove(case)
            gone = n.NominationWithdrawn("moved away")
            yield [Change(paper, ItemWithdrawn(case, "moved away")), Change(case, gone)]
        elif chance < 0.2:
            back = n.ReturnedForSupplement("district-appraisal", (REMARK,), "unclear")
            yield [Change(paper, ItemReturned(case, (REMARK,), "unclear")), Change(case, back)]
            yield of_case(
                case, n.NominationSupplemented("district-appraisal", (REMARK,), "clear", None)
            )
        else:
            taken = n.NominationReceived("district-appraisal", paper, DAY + timedelta(20))
            yield [Change(paper, ItemAccepted(case)), Change(case, taken)]


def climb(rng: Random, case: UUID, cases: list[UUID]) -> Acts:
    """Appraise a case and vote on it; a lost vote, or its own officer, takes it out of *cases*."""
    seen = n.CaseAppraised("district-appraisal", "appraiser", favourable=True, findings="seen")
    yield of_case(case, seen, n.StepPassed("district-appraisal", "district-vote", DAY))
    if rng.random() < 0.3:
        yield from noticed(case, "district-vote")
    lost = rng.random() < 0.1
    vote = n.CouncilVoted("district-vote", 11, 3 if lost else 11, 10, not lost, None)
    if lost:
        cases.remove(case)
        yield of_case(case, vote, n.NominationRefused("district-vote", "vote-lost", "3 of 10"))
    elif rng.random() < 0.05:
        cases.remove(case)
        yield from noticed(case, "district-vote")
        yield of_case(case, n.NominationWithdrawn("moved away"))
    else:
        yield of_case(case, vote, n.StepPassed("district-vote", "district-decision", None))
        if rng.random() < 0.2:
            yield from noticed(case, "district-decision")


def nominations(rng: Random, group: UUID) -> Acts:
    """Follow a group of cases from the ward to the register."""
    cases = [uuid5(group, f"case {number}") for number in range(rng.randint(1, 5))]
    for case in cases:
        yield from beginning(rng, case)
        yield from review(rng, case)
    yield from submission(rng, cases)
    for case in list(cases):
        yield from climb(rng, case, cases)
    if cases:
        yield from decision(rng, cases)


def commands(seed: int) -> Iterator[Command]:
    """Return commands without end: twenty groups are under way at any time."""
    rng = Random(seed)
    under_way: list[Acts] = []
    started = 0
    while True:
        while len(under_way) < 20:
            started += 1
            others = [past_case, past_case, announcement, parked, reorganised, titles]
            sort = nominations if rng.random() < 0.8 else rng.choice(others)
            under_way.append(sort(rng, uuid5(SPACE, f"{seed} group {started}")))
        group = rng.choice(under_way)
        if act := next(group, None):
            yield act
        else:
            under_way.remove(group)


def made_up(seed: int, commanded: int) -> Notebook:
    """Return a log of so many commands, and a few of councils, each with its receipt."""
    book = Notebook()
    for number, changes in enumerate(among(islice(commands(seed), commanded), seed)):
        write(book, number, changes)
    return book


def write(book: Ledger, number: int, changes: Command) -> None:
    """Append one command as the service does: all streams at once, the receipt last."""
    command = uuid5(SPACE, f"command {number}")
    at = NOON + timedelta(seconds=number)
    streams: dict[UUID, list] = {}
    for stream, event in changes:
        streams.setdefault(stream, []).append(event)
    streams[receipt_stream(command)] = [CommandReceived("0" * 64, changes[0].stream, 1)]
    appends = [Append(one, len(book.read(one)), tuple(facts)) for one, facts in streams.items()]
    on = DAY + timedelta(number % 300)
    book.append(
        appends,
        Envelope("officer", ("leader", "clerk"), "TM", None, on, at, at, command, f"c-{number}"),
    )
