"""Old communes of the country, each with an open case at every stage, as their facts."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from functools import cache
from itertools import islice, pairwise
from uuid import UUID, uuid5

from domain.facts import Event
from domain.ladder import Ladder
from domain.nomination.events import (
    Missing,
    NominationFiled,
    NominationForwarded,
    NominationOpened,
    NominationReceived,
    Nominee,
    ReturnedForSupplement,
    StepPassed,
)
from domain.recorded import Envelope
from domain.submission.events import ItemAccepted, SubmissionDispatched
from domain.units import Unit
from infra.rulebook_files import RulebookFiles
from infra.units_file import UNITS, load_units, read_units
from services.ports import Append, Ledger

SPACE = UUID("5a5d4d3e-0000-4000-8000-00000000c0de")
MAY, NOON = date(2025, 5, 5), datetime(2025, 5, 5, 5, tzinfo=UTC)
LAST, FIRST = date(2025, 6, 30), date(2025, 7, 1)
THANH_BINH = "10531"
STAGES = ("draft", "ward", "returned", "on its way", "district", "province")
WRITTEN = Envelope("clerk", ("clerk",), "TM", None, MAY, NOON, NOON, SPACE, "communes")
CHUNK = 50


def old_communes() -> list[Unit]:
    """Return every commune of the last day before the reform."""
    units = read_units(UNITS.read_text(encoding="utf-8"))
    return [one for one in units if one.level == "ward" and one.in_force(LAST)]


def a_sample() -> list[Unit]:
    """Return every hundredth old commune, all divided in four or more, all untraced, Thanh Bình."""
    whole = old_communes()
    odd = [one for one in whole if len(one.successors) > 3 or not one.successors]
    ours = [one for one in whole if one.code == THANH_BINH]
    return list({one.code: one for one in (*whole[::100], *odd, *ours)}.values())


@cache
def rulebooks() -> RulebookFiles:
    """Return the rulebooks of the house."""
    return RulebookFiles(load_units().at_level)


def case_of(ward: str, stage: str) -> UUID:
    """Return the id of a commune's case at a stage."""
    return uuid5(SPACE, f"{ward} {stage}")


def life(ward: str, stage: str, ladder: Ladder) -> dict[UUID, list[Event]]:
    """Return the facts of a case, and of the paper that carried it up."""
    case, paper = case_of(ward, stage), uuid5(SPACE, f"{ward} {stage} paper")
    keys = [one.key for one in ladder.steps]
    nominee = Nominee(uuid5(case, "nominee"), "person", ward)
    facts: list[Event] = [NominationOpened(nominee, "officer", ward, MAY, "Số hoá", ladder, None)]
    up: list[Event] = [
        StepPassed(keys[0], keys[1], None),
        NominationForwarded(keys[1], keys[2], paper),
    ]
    seen: list[Event] = [
        NominationReceived(keys[2], paper, None),
        StepPassed(keys[2], keys[3], LAST),
    ]
    above = [StepPassed(one, to, None) for one, to in pairwise(keys[3:7])]
    back = ReturnedForSupplement(keys[0], (Missing("remark", "r1", "?"),), "unclear")
    filed = NominationFiled(keys[0], LAST)
    came: dict[str, list[Event]] = {
        "draft": [],
        "ward": [filed],
        "returned": [filed, back],
        "on its way": [filed, *up],
        "district": [filed, *up, *seen],
        "province": [filed, *up, *seen, *above],
    }
    facts += came[stage]
    if len(facts) < 4:
        return {case: facts}
    sent = SubmissionDispatched("7/TTr", MAY, ward, ladder.steps[2].unit, (case,))
    return {case: facts, paper: [sent, *([] if stage == "on its way" else [ItemAccepted(case)])]}


def fill(ledger: Ledger, communes: Sequence[Unit], award: str = "bk-tinh") -> int:
    """Write the cases of *communes*; return how many there are."""
    rows = iter(communes)
    while some := list(islice(rows, CHUNK)):
        lives = (one for ward in some for one in _lives(ward.code, award))
        ledger.append([Append(stream, 0, tuple(facts)) for stream, facts in lives], WRITTEN)
    return len(communes) * len(STAGES)


def _lives(ward: str, award: str) -> Iterator[tuple[UUID, list[Event]]]:
    ladder = rulebooks().ladder(award, ward, MAY)
    assert ladder is not None
    for stage in STAGES:
        yield from life(ward, stage, ladder).items()
