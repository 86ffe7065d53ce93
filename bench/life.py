"""A whole life of one case, each act decided by the services and stored as they store it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from hashlib import sha256
from uuid import UUID, uuid5

from domain.decision.commands import IssueDecision
from domain.hand import Hand
from domain.ladder import Ladder
from domain.movement import Movement
from domain.nomination import commands as c
from domain.nomination.events import Nominee
from domain.submission.commands import AcceptItem, AnswerSubmission, DispatchSubmission
from infra.ledger.codec import Codec
from infra.ledger.ledger import open_ledger
from infra.rulebooks.files import RulebookFiles
from infra.rulebooks.units_file import load_units
from services.handle import Order, handle
from services.orders import Command

AWARD, MOVEMENT, OCCASION, CLASS = "bk-tinh", "hai-duong-2025", "annual", "individual"
WARD, PROVINCE, DAY = "10532", "31", date(2025, 8, 5)
NOON = datetime(2025, 8, 5, 5, tzinfo=UTC)
SPACE = UUID("5a5d4d3e-0000-4000-8000-00000000bec4")
CASE, NOMINEE = uuid5(SPACE, "case"), uuid5(SPACE, "nominee")
LETTER, DECISION = uuid5(SPACE, "letter"), uuid5(SPACE, "decision")
REVIEW, REASON = "ward-review", "The achievement is real and the papers show it."


@dataclass(frozen=True, slots=True)
class Page:
    """One fact of a life, as it is stored."""

    stream: UUID
    version: int
    name: str
    state: bytes


@cache
def rulebooks() -> RulebookFiles:
    """Return the rulebooks of the house."""
    return RulebookFiles(load_units().at_level)


def hand(role: str, unit: str) -> Hand:
    """Return the officer of one role in one unit."""
    return Hand(f"{role}.{unit}", frozenset({role}), frozenset({unit}), DAY, NOON, NOON, "TM")


OFFICER, SECRETARY = hand("nominating-officer", WARD), hand("council-secretary", WARD)


@cache
def whole() -> tuple[Page, ...]:
    """Return the facts of a case that was granted, in the order of the log."""
    return _lived([*_filing(), *_climbing()])


@cache
def waiting() -> tuple[Page, ...]:
    """Return the facts of a case that waits for the endorsement of its ward."""
    return _lived(list(_filing()))


def waiting_version() -> int:
    """Return the version of such a case."""
    return sum(page.stream == CASE for page in waiting())


def endorsement(case: UUID, step: str = REVIEW, by: Hand = SECRETARY) -> c.EndorseStep:
    """Return the measured order: one officer agrees, and with that the step is passed."""
    return c.EndorseStep(case, by, step, REASON)


def order(command: Command, key: str) -> Order:
    """Return an order as one that came under an idempotency key."""
    fingerprint = sha256(key.encode()).hexdigest()
    return Order(command, uuid5(SPACE, key), uuid5(SPACE, f"of {key}").hex, fingerprint)


def _lived(commands: list[Command]) -> tuple[Page, ...]:
    """Return what the ledger holds after *commands*."""
    codec = Codec()
    with closing(open_ledger("memory:")) as ledger:
        for number, command in enumerate(commands):
            handle(order(command, str(number)), ledger)
        return tuple(
            Page(one.stream, one.version, *codec.encode(one.event, codec.seal(one.envelope)))
            for one in ledger.since(0, ledger.last_position())
        )


def _filing() -> Iterator[Command]:
    """Open the draft, bring its papers, assess every criterion, file it."""
    ladder, movement = _rules()
    nominee = Nominee(NOMINEE, "person", WARD)
    text = "Moved every procedure of the ward online within a year."
    yield c.OpenNomination(CASE, OFFICER, nominee, WARD, text, ladder, movement, OCCASION, CLASS)
    for paper in (*ladder.papers_of("person"), *ladder.steps[0].papers):
        yield _paper(paper)
    nominated = movement.nominee_class(CLASS)
    for criterion in nominated.criteria if nominated else ():
        yield c.AssessCriterion(CASE, OFFICER, criterion.key, Decimal(100))
    yield c.FileNomination(CASE, OFFICER)


def _climbing() -> Iterator[Command]:
    """Climb from the ward's review to the chairman's decision."""
    clerk, appraiser = hand("leader", WARD), hand("appraiser", PROVINCE)
    yield endorsement(CASE)
    yield DispatchSubmission(LETTER, clerk, "12/TTr-UBND", WARD, PROVINCE, (CASE,))
    yield AnswerSubmission(LETTER, appraiser, (AcceptItem(CASE),))
    yield c.AppraiseCase(CASE, appraiser, "province-appraise", favourable=True, findings=REASON)
    yield endorsement(CASE, "province-review", hand("council-secretary", PROVINCE))
    yield IssueDecision(
        DECISION,
        hand("leader", PROVINCE),
        "45/QD-UBND",
        PROVINCE,
        "Chairman",
        "Law 06/2022",
        (CASE,),
        2_340_000,
    )


def _paper(kind: str) -> c.AddEvidence:
    digest = sha256(kind.encode()).hexdigest()
    return c.AddEvidence(CASE, OFFICER, digest, 9_000, "application/pdf", kind, "original", kind)


def _rules() -> tuple[Ladder, Movement]:
    ladder = rulebooks().ladder(AWARD, WARD, DAY)
    movement = rulebooks().movement(MOVEMENT)
    if ladder is None or movement is None:
        raise LookupError(f"the rulebooks no longer give {AWARD} in {WARD} on {DAY}")
    return ladder, movement
