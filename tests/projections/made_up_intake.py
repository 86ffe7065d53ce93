"""What others bring to a made-up log: announcements, messages put aside, and past cases."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID, uuid5

from domain.change import Change
from domain.delegation.events import (
    Basis,
    DelegationEnded,
    DelegationGranted,
    DelegationListed,
    Scope,
)
from domain.delegation.state import list_of
from domain.directory import decide as directory
from domain.directory.commands import AnnouncePost, AnnounceUnit
from domain.directory.events import PostAnnounced, UnitAnnounced
from domain.parking import events as p
from domain.past.events import PastCaseOpened, PastStep, PastVerdictRecorded
from tests.builders import OFFICER, WARD

Acts = Iterator[list[Change]]
DAY, NOON = date(2025, 4, 15), datetime(2025, 4, 15, 5, tzinfo=UTC)


def announcement(rng: Random, group: UUID) -> Acts:
    """Announce a unit, or a post of a person, and say it anew."""
    person, until = uuid5(group, "person"), rng.choice([None, DAY])
    for position in ("Chair", "Vice chair"):
        if rng.random() < 0.5:
            unit = UnitAnnounced(str(group.int % 90_000), "ward", position, "30", DAY, until, ())
            yield [Change(directory.stream_of(AnnounceUnit(OFFICER, unit)), unit)]
        post = PostAnnounced(person, WARD, position, ("leader",), DAY, until)
        yield [Change(directory.stream_of(AnnouncePost(OFFICER, post)), post)]


def parked(rng: Random, group: UUID) -> Acts:
    """Put a message aside; some are corrected, most are settled."""
    why, place = (p.Reason("json-malformed", "no JSON", (("at", "1"),)),), p.Place("in", 0, 7)
    yield [Change(group, p.MessageParked("urn:x", "t.v1", "0" * 64, 9, place, why))]
    if rng.random() < 0.5:
        yield [Change(group, p.ParkedMessageCorrected("1" * 64, 8, "a comma"))]
    if rng.random() < 0.5:
        yield [Change(group, p.ParkedMessageReplayed("1" * 64, "refused", why * 2))]
    if rng.random() < 0.5:
        yield [Change(group, p.ParkedMessageReplayed("1" * 64, "done", ()))]
    elif rng.random() < 0.5:
        yield [Change(group, p.ParkedMessageDropped("a joke"))]


def lending(rng: Random, group: UUID) -> Acts:
    """Lend power; some of it is taken back."""
    scope = Scope(WARD, "leader", acts=("decision",) if rng.random() < 0.5 else ())
    basis = Basis(f"{rng.randint(1, 99)}/QĐ", DAY)
    given = DelegationGranted("leader", "deputy", scope, "KT", DAY, None, basis)
    yield [Change(group, given), Change(list_of(WARD), DelegationListed(group))]
    if rng.random() < 0.5:
        yield [Change(group, DelegationEnded(DAY + timedelta(days=9), "back from leave"))]


def past_case(rng: Random, group: UUID) -> Acts:
    """Bring in a case of another system."""
    steps = (PastStep("ward", "ward", "leader"), PastStep("district", "district", "leader"))
    verdicts = [
        PastVerdictRecorded("f" * 64, "Approved", step, "endorsed", "leader", NOON + timedelta(day))
        for day, step in enumerate(rng.choices(["ward", "district"], k=rng.randint(0, 6)))
    ]
    told = PastCaseOpened("old", "f" * 64, str(group), "Old approvals", steps)
    yield [Change(group, told), *(Change(group, one) for one in verdicts)]
