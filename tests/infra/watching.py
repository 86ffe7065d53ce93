"""A house with a person whose case is over, and the watch over what is kept of them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

from domain.nomination.events import EvidenceAdded, NominationWithdrawn
from domain.personal.rules import PersonalRules
from infra.people.personal_watch import PersonalWatch
from services.retention import Keeping
from services.stores import Name
from tests.api import houses
from tests.builders import CASE, NOMINEE, NOON, opened

BUOI = Name("Nguyễn Thị Bưởi")


@dataclass
class Clock:
    """A clock that is moved by years."""

    years: int = 0

    def now(self) -> datetime:
        """Return the instant."""
        return NOON + timedelta(days=366 * self.years)


@contextmanager
def house_of_buoi(tmp_path: Path) -> Iterator[houses.House]:
    """Lend a house with a person whose case is over, and a paper in it that is a day old."""
    with houses.house(tmp_path) as lent:
        kept = lent.evidence.put(BytesIO(b"%PDF-1.7 of Buoi"), "application/pdf")
        os.utime(lent.evidence._path(kept.sha256), (0, 0))
        told = (kept.sha256, kept.size, kept.media_type, "report", "original", "R")
        lent.given(CASE, opened, EvidenceAdded(*told), NominationWithdrawn("moved"))
        lent.people.add(NOMINEE.ref, "person", BUOI)
        yield lent


def watching(
    house: houses.House, clock: Clock | None = None, rules: PersonalRules | None = None
) -> PersonalWatch:
    """Return a watch over a house that has just started."""
    keeping = Keeping(rules or house.catalogue.personal(), house.calendars, clock or Clock())
    beside = (house.people, house.evidence, house.parked)
    return PersonalWatch(*(house.ledger, house.engine, lambda: beside, lambda: keeping), patience=0)
