"""Stories in which things stand that the tables by hand have no place for."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from random import Random
from uuid import UUID, uuid5

from domain.council.events import (
    Ballot,
    BallotKey,
    BallotPaper,
    BallotsTaken,
    Choice,
    SessionConvened,
    SessionOpened,
)
from domain.council.proof import box_of
from domain.council.rule import TieRule
from domain.facts import Event
from domain.nomination.events import EvaluatorScored
from domain.parking.events import Reason
from domain.personal.events import PersonRequestCarriedOut
from services.deliveries import Delivery
from services.receiving import receive
from tests import council, reviewing
from tests.api import houses
from tests.api.test_completions import LACKS, SOURCE
from tests.api.test_favourable import under_review
from tests.api.test_successors import agreed_to, reform_applied
from tests.authority import elsewhere
from tests.ballots import drafted
from tests.builders import CASE, OTHER, SPACE, filed, minutes, opened, report
from tests.council import COUNCIL, SESSION, arrived, convened, item, seats
from tests.domain.test_personal import ONE, accepted, received
from tests.filled.stage import Tell
from tests.services.hostile import UNIT_TOLD
from tests.services.intake_house import CITY, OUTCOME, SENDERS, STRANGER, UNIT, delivery
from tests.services.test_city_outcomes import DECIDING, LETTER

FIRST = TieRule("direct-work-first", "trực tiếp", "direct work", "house", confirmed=False)
CALLED = replace(convened(3), ties=(FIRST,))
OPENLY = convened(3, item(council.OPEN))
TIED = replace(OPENLY, agenda=tuple(item(council.OPEN, case=one) for one in (CASE, OTHER)))
SCORED = EvaluatorScored("district-vote", "member-2", Decimal(90), Decimal(1))


def of_facts(name: str) -> Tell:
    """Return what tells a story of the tables by hand."""
    return lambda house: elsewhere.happened(elsewhere.STORIES[name][2], house.ledger)


SITTING, CASTING = uuid5(SPACE, "a sitting session"), uuid5(SPACE, "a casting session")
"""Sessions with keys and boxes of their own, which no act on another session ends."""


def seated(
    house: houses.House, call: SessionConvened | None, *session: Event, at: UUID = SESSION
) -> None:
    """Let a council stand, perhaps called, with more facts of its session; two cases wait."""
    told = elsewhere.by("secretary", CASE, *arrived, SCORED)
    told += elsewhere.by("secretary", OTHER, *arrived, SCORED)
    told += elsewhere.by("leader", COUNCIL, council.appointed(*seats(3)))
    told += elsewhere.by("keeper", at, *([call] if call else []), *session)
    elsewhere.happened(told, house.ledger)


def opened_by(house: houses.House, session: UUID) -> SessionOpened:
    """Return the fact that two of three members sit, their key that of the house."""
    key = BallotKey(CASE, house.ballots.make(box_of(session, CASE)))
    return replace(council.begun(1, 2), keys=(key,))


def sitting(house: houses.House) -> None:
    """Let two of three members sit, and ballots be handed out."""
    seated(house, CALLED, opened_by(house, SITTING), at=SITTING)


def taken(house: houses.House) -> tuple[BallotPaper, Ballot]:
    """Return the paper that a member takes, and the ballot they make of it."""
    (key,) = opened_by(house, CASTING).keys
    mine = drafted(CASTING, CASE, Choice.IN_FAVOUR, int(key.modulus, 16), Random(1))
    signed = house.ballots.sign(box_of(CASTING, CASE), f"{mine.blinded:x}")
    assert signed is not None
    return mine.paper(int(signed, 16)), mine.ballot(int(signed, 16))


def casting(house: houses.House) -> None:
    """Let the roll be closed, one ballot being out."""
    out = BallotsTaken(council.member(1), (taken(house)[0],))
    seated(house, CALLED, opened_by(house, CASTING), out, council.ROLLED, at=CASTING)


ROLL = uuid5(SPACE, "a roll to close")


def handing_out(house: houses.House) -> None:
    """Let members sit whose roll is closed time and again: nobody needs its key any more."""
    seated(house, CALLED, opened_by(house, ROLL), at=ROLL)


def restricted(house: houses.House, *more: Event) -> None:
    """Let a person have asked that their name be held back, and that have been accepted."""
    told = [*elsewhere.TOLD, *elsewhere.by("data", elsewhere.FILE, received("restriction"))]
    told += elsewhere.by("data", elsewhere.FILE, accepted, *more)
    elsewhere.happened(told, house.ledger)


HELD_BACK = PersonRequestCarriedOut(ONE, "restriction")
HEARD = [
    *elsewhere.REVIEWED,
    *elsewhere.by("auditor", reviewing.REVIEW, reviewing.asked, reviewing.found),
    *elsewhere.by("ward-clerk", reviewing.REVIEW, reviewing.told),
    *elsewhere.by("district-leader", reviewing.REVIEW, reviewing.admitted),
]


def shown(house: houses.House) -> None:
    """Let hands have been counted."""
    seated(house, OPENLY, council.begun(1, 2, secret=()), council.SHOWN, council.ROLLED)


def chosen(house: houses.House) -> None:
    """Let two keepers have agreed on who carries a case on after the reform."""
    reform_applied(house)
    agreed_to(house)


def put_aside(name: str) -> Tell:
    """Return what tells that a message was put aside: nobody knows its sender yet."""
    lacks = LACKS if ASIDE[name] is DECIDED else ()
    return lambda house: put_aside_in(house, ASIDE[name], lacks)


def put_aside_in(house: houses.House, one: Delivery, lacks: tuple[Reason, ...]) -> None:
    """Let a message be put aside; a case that waits for its decision stands beside it."""
    house.given(CASE, opened, report, minutes, filed, DECIDING)
    receive(one, house, lacks)


UNSAID = {name: text for name, text in LETTER.items() if name != "legal_basis"}
DECIDED = delivery(OUTCOME, {"paper": UNSAID}, "decision", source=SOURCE)
ASIDE: Mapping[str, Delivery] = {
    "a message put aside": delivery(UNIT, b"{", "broken"),
    "a message to drop": delivery(UNIT, b"{", "dropped"),
    "a message of a stranger": delivery(UNIT, UNIT_TOLD, "strange", source=STRANGER),
    "a decision put aside": DECIDED,
}
MORE: Mapping[str, Tell] = {
    "a council": lambda house: seated(house, None),
    "a called session": lambda house: seated(house, CALLED),
    "a sitting session": sitting,
    "an open vote": lambda house: seated(house, OPENLY, council.begun(1, 2, secret=())),
    "a casting session": casting,
    "a roll to close": handing_out,
    "hands shown": shown,
    "a review in which all was answered": lambda house: elsewhere.happened(HEARD, house.ledger),
    "a restriction accepted": restricted,
    "a name held back": lambda house: restricted(house, HELD_BACK),
    "a tie": lambda house: seated(house, TIED, council.begun(1, 2, 3, secret=())),
    "after a reform": reform_applied,
    "a choice agreed to": chosen,
    "in October 2026": under_review,
    **{name: put_aside(name) for name in ASIDE},
}
TELL: Mapping[str, Tell] = {**{name: of_facts(name) for name in elsewhere.STORIES}, **MORE}
SENDING = {**SENDERS, SOURCE: SENDERS[CITY], STRANGER: replace(SENDERS[CITY], source=STRANGER)}
"""Whom the house knows once all of it has happened: the stranger, too."""
