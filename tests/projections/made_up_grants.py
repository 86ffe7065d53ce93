"""Made-up decisions: what they grant, enter into the register, annul and restore."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random
from uuid import UUID, uuid5

from domain.booking.events import PaperBooked
from domain.change import Change
from domain.decision.events import DecisionCorrected, DecisionIssued, Grant, GrantsAnnulled
from domain.nomination import events as n
from domain.register.claims import claimed
from domain.register.complaint_events import (
    HonourComplaintReceived,
    HonourComplaintSettled,
)
from domain.register.decide import honour_of
from domain.register.events import (
    HonourAddedToRecord,
    HonourAnnulled,
    HonourRecovered,
    HonourRegistered,
    HonourRestored,
    HonourTakenFromRecord,
)
from domain.register.handing_back_events import HonourHandedBack
from domain.register.record import record_stream
from tests.builders import DISTRICT, NOMINEE
from tests.projections.made_up_people import asked_by_a_person
from tests.projections.made_up_reviews import reviewed

Command = list[Change]
Acts = Iterator[Command]
DAY = date(2025, 4, 15)
BASIS = "Law 06/2022/QH15"


def decision(rng: Random, cases: list[UUID]) -> Acts:
    """Grant all that is left by one paper, and now and then annul it and restore it."""
    paper, number = uuid5(cases[0], "decision"), f"{rng.randint(1, 9999)}/QĐ-UBND"
    grants = tuple(Grant(case, honour_of(case), "gk-tp") for case in cases)
    issued = DecisionIssued(number, DAY, DISTRICT, "leader", "Chủ tịch", BASIS, 2_340_000, grants)
    changes = [Change(paper, issued), claimed(f"decision/{DISTRICT}/2025/{paper}", paper)]
    for case in cases:
        honour = honour_of(case)
        nominee = replace(NOMINEE, ref=uuid5(case, "nominee"))
        money, times = (710_000, Decimal("0.3")) if rng.random() < 0.8 else (None, None)
        entry = HonourRegistered(
            case, paper, nominee, "gk-tp", DISTRICT, DAY, times, times is not None, money
        )
        granted = n.NominationGranted("district-decision", paper, honour)
        added = HonourAddedToRecord(honour, "gk-tp", DAY.year, DISTRICT)
        record = Change(record_stream(nominee.ref), added)
        changes += [Change(case, granted), Change(honour, entry), record]
    yield changes
    yield from complaints(rng, honour_of(cases[0]))
    yield from reviewed(paper, cases[0])
    yield from asked_by_a_person(paper, cases[0])
    if rng.random() < 0.2:
        yield [Change(paper, PaperBooked("decision", DISTRICT, "outgoing", number, DAY))]
    if rng.random() < 0.2:
        yield [Change(paper, DecisionCorrected("legal_basis", BASIS, "Luật 06/2022", "typo"))]
    if rng.random() < 0.2:
        yield from annulment(rng, paper, cases[:2])


def complaints(rng: Random, honour: UUID) -> Acts:
    """Complain about an honour now and then; some complaints are looked into."""
    if rng.random() < 0.8:
        return
    yield [Change(honour, HonourComplaintReceived("denunciation", "7/TC", honour))]
    if rng.random() < 0.5:
        yield [Change(honour, HonourComplaintSettled("7/TC", "founded", "fraud", "not their work"))]


def annulment(rng: Random, paper: UUID, cases: list[UUID]) -> Acts:
    """Annul grants, take money back, restore the first and give back."""
    gone = GrantsAnnulled(tuple(cases), "fraud", "false figures", "7/QĐ", DAY)
    honours = [honour_of(case) for case in cases]
    out = HonourAnnulled(paper, "fraud", "7/QĐ", DAY)
    taken = zip(cases, honours, strict=True)
    records = [
        Change(record_stream(uuid5(case, "nominee")), HonourTakenFromRecord(honour))
        for case, honour in taken
    ]
    yield [Change(paper, gone), *(Change(honour, out) for honour in honours), *records]
    for honour in honours:
        yield [Change(honour, HonourRecovered(rng.random() < 0.5, 10_000, "in cash"))]
    if rng.random() < 0.5:
        yield [Change(honours[0], HonourRestored("8/QĐ", DAY, DISTRICT, "court"))]
        yield [Change(honours[0], HonourHandedBack(False, 10_000, "in cash"))]
