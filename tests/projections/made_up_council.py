"""Councils of a made-up log: appointed, called, and voting in every way there is."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count
from random import Random
from uuid import UUID, uuid5

from domain.change import Change
from domain.council import events as e
from domain.council.merit import AgendaScored, Mark, PriorityNoted, TieDecided
from domain.council.presence import MemberArrived
from domain.council.proof import box_of
from domain.council.rule import BallotRule, Base, Way
from domain.council.seat import Conflict, Function, ItemConflicts, Seat, SeatsRenewed
from domain.council.state import council_of
from tests.builders import SPACE
from tests.projections.made_up_intake import announcement, lending, parked

Acts = Iterator[list[Change]]
DAY = date(2025, 4, 15)
SECRET = BallotRule(Way.SECRET, Base.ALL, True, False, 2, 3, "house", False)
PRESENT = (e.Attendance("chair", "chair"), e.Attendance("member", "substitute"))
SEATS = (
    Seat("chair", Function.CHAIR, DAY, heads="10531"),
    Seat("member", Function.MEMBER, DAY, date(2030, 4, 15)),
    Seat("substitute", Function.SUBSTITUTE, DAY, stands_in_for="member"),
)


def agenda(group: UUID) -> tuple[e.AgendaItem, ...]:
    """Return a secret and an open vote."""
    conflicts = (Conflict("member", "nominator"),)
    rules = (SECRET, replace(SECRET, way=Way.OPEN))
    return tuple(
        e.AgendaItem(uuid5(group, f"case {n}"), "gk-tp", "district-vote", 90, rule, conflicts)
        for n, rule in enumerate(rules)
    )


def among(others: Acts, seed: int) -> Acts:
    """Let councils be at work beside all the others, and messages be put aside: one act in ten."""
    acts = rarer(seed)
    for number, act in enumerate(others, start=1):
        yield act
        if number % 10 == 0:
            yield next(acts)


def rarer(seed: int) -> Acts:
    """Return without end what a log of cases alone seldom holds."""
    for number in count():
        yield from council(uuid5(SPACE, f"{seed} council {number}"))
        yield from parked(Random(number), uuid5(SPACE, f"{seed} aside {number}"))
        yield from announcement(Random(number), uuid5(SPACE, f"{seed} announced {number}"))
        yield from lending(Random(number), uuid5(SPACE, f"{seed} lending {number}"))


def council(group: UUID) -> Acts:
    """Appoint a council, change it, and let it sit twice, the second time for nothing."""
    unit = str(group.int % 90_000)
    body = council_of(unit)
    yield [Change(body, e.CouncilAppointed(unit, SEATS[:2], "1/QĐ", DAY, "Law 06/2022"))]
    yield [Change(body, e.MembersAppointed(SEATS[2:], "2/QĐ", DAY, "Law 06/2022"))]
    yield from session(uuid5(group, "session"), body, unit)
    yield called(uuid5(group, "another"), body, unit)
    yield [Change(uuid5(group, "another"), e.SessionCalledOff("flood"))]
    yield [Change(body, e.MemberRelieved("member", DAY, "3/QĐ", DAY, "Law 06/2022"))]


def called(key: UUID, body: UUID, unit: str) -> list[Change]:
    """Call a council to a secret vote and an open one."""
    return [Change(key, e.SessionConvened(body, unit, DAY, SEATS, agenda(key)))]


def session(key: UUID, body: UUID, unit: str) -> Acts:
    """Let a council vote on one case secretly, on another openly."""
    secret, shown = agenda(key)
    yield called(key, body, unit)
    yield [Change(key, e.ConflictDeclared(shown.nomination, "substitute", "kin"))]
    yield [Change(key, PriorityNoted(shown.nomination, "direct-work-first", "a welder"))]
    keys = (e.BallotKey(secret.nomination, "c5"),)
    more = (ItemConflicts(secret.nomination, (Conflict("substitute", "nominator"),)),)
    renewed = Change(key, SeatsRenewed(SEATS[:2], more))
    yield [renewed, Change(key, e.SessionOpened(PRESENT, 2, keys))]
    yield [Change(key, MemberArrived("late", "late"))]
    yield [Change(key, e.OpinionWritten(secret.nomination, "member", e.Choice.AGAINST))]
    yield [Change(key, e.HandsShown(shown.nomination, ("chair",), ()))]
    yield [Change(key, e.BallotsTaken("chair", (e.BallotPaper(secret.nomination, "2", "3"),)))]
    yield [Change(key, e.RollClosed())]
    box = box_of(key, secret.nomination)
    ballots = (e.Ballot("0" * 64, e.Choice.IN_FAVOUR, "5"),)
    yield [
        Change(box, e.BallotsCounted(key, secret.nomination, "c5", ballots)),
        Change(key, e.ItemVoted(secret.nomination, "district-vote", 2, 1, 1, 0, 2, False)),
        Change(key, e.ItemDropped(shown.nomination, "case-moved-on")),
        Change(key, AgendaScored((Mark(secret.nomination, Decimal("91.5"), Decimal(1)),))),
        Change(key, e.SessionClosed()),
    ]
    yield [Change(key, TieDecided((secret.nomination, shown.nomination), "the older one"))]
