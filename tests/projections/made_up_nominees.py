"""What is kept of the nominees of a made-up log: dockets, records, a newer regime."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random
from uuid import UUID, uuid5

from domain.change import Change
from domain.nomination.favour import Difference, RegimeChosen
from domain.nomination.holding import CaseHeld, HoldLifted
from domain.register.docket import docket_stream
from domain.register.events import (
    CaseEnrolled,
    NomineeHeld,
    NomineeReleased,
    RecordCarriedOn,
    TitleConfirmed,
    TitleDeclared,
    TitleRejected,
)
from domain.register.record import record_stream
from tests.builders import LADDER, WARD, sha

Acts = Iterator[list[Change]]
DAY = date(2025, 4, 15)
NEWER = RegimeChosen(
    "nd98-2023", "nd152-2025", replace(LADDER, regime="nd152-2025"), "ward-review", DAY,
    "less is asked", "Where the new rule is more favourable", False,
    (Difference("bonus-coefficient", "0.3", "0.6"),),
)  # fmt: skip


def enrolled(case: UUID, nominee: UUID) -> Change:
    """Return that a case joins the docket of its nominee."""
    return Change(docket_stream(nominee), CaseEnrolled(case))


def held(case: UUID, nominee: UUID) -> Acts:
    """Hold a nominee and let them go."""
    docket = docket_stream(nominee)
    noted = NomineeHeld("complaint", "12/KN", "about the figures", case)
    yield [Change(case, CaseHeld("complaint", "12/KN", "about the figures")), Change(docket, noted)]
    free = NomineeReleased("12/KN", None)
    yield [Change(case, HoldLifted("12/KN", "unfounded", None)), Change(docket, free)]


def under_a_newer_regime(rng: Random, case: UUID) -> Acts:
    """Put some cases that are reviewed in the ward under a newer regime."""
    if rng.random() < 0.1:
        yield [Change(case, NEWER)]


def titles(rng: Random, group: UUID) -> Acts:
    """Tell of titles of earlier years, some rejected, and of a record that goes on."""
    nominee = uuid5(group, "titled")
    stream = record_stream(nominee)
    for year in (2022, 2023):
        yield [
            Change(
                stream,
                TitleDeclared(
                    nominee, "cstdcs", year, "45/QĐ", date(year, 12, 20), "UBND TP Hải Dương",
                    sha("decision"), WARD, "clerk",
                ),
            )
        ]  # fmt: skip
        if rng.random() < 0.5:
            yield [Change(stream, TitleConfirmed("cstdcs", year, "secretary"))]
        else:
            yield [Change(stream, TitleRejected("cstdcs", year, "of another person"))]
    carried = RecordCarriedOn(uuid5(group, "before"), "2025-07-01", "unit-merged", "the same team")
    yield [Change(stream, carried)]
