"""What the bus brings to a made-up log: announcements, and messages that were put aside."""

from collections.abc import Iterator
from datetime import date
from random import Random
from uuid import UUID, uuid5

from domain.change import Change
from domain.directory import decide as directory
from domain.directory.commands import AnnouncePost, AnnounceUnit
from domain.directory.events import PostAnnounced, UnitAnnounced
from domain.parking import events as p
from tests.builders import OFFICER, WARD

Acts = Iterator[list[Change]]
DAY = date(2025, 4, 15)


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
