"""Old communes of the country, each with an open case at every stage, as their facts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache, partial
from itertools import islice, pairwise
from uuid import UUID, uuid5

from domain.council.agenda import agenda_key
from domain.council.events import AgendaItem, SessionConvened
from domain.council.state import council_of
from domain.facts import Event
from domain.ladder import Act, Ladder
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
from domain.nomination.holding import CaseHeld
from domain.recorded import Envelope
from domain.register.claims import claim_stream
from domain.register.events import KeyClaimed
from domain.submission.events import ItemAccepted, SubmissionDispatched
from domain.units import Unit
from infra.rulebooks.files import RulebookFiles
from infra.rulebooks.units_file import UNITS, load_units, read_units
from services.ports import Append, Ledger
from tests.open_matters import (
    COUNCILS,
    MATTERS,
    OF_ENTERPRISES,
    OPEN_STAGES,
    rule_of,
    seats,
)

SPACE = UUID("5a5d4d3e-0000-4000-8000-00000000c0de")
MAY, NOON = date(2025, 5, 5), datetime(2025, 5, 5, 5, tzinfo=UTC)
LAST, FIRST = date(2025, 6, 30), date(2025, 7, 1)
THANH_BINH = "10531"
AWARDS = ("bk-tinh", "gk-tp")
"""Awards of which an old commune has an open case at every stage of the way."""
VOTED = "bk-ttg"
"""An award whose way leads through what no other has: agencies, a council, the country."""
WRITTEN = Envelope("clerk", ("clerk",), "TM", None, MAY, NOON, NOON, SPACE, "communes")
CHUNK = 20
DRAFTED = "draft"


def old_communes() -> list[Unit]:
    """Return every commune of the last day before the reform."""
    units = read_units(UNITS.read_text(encoding="utf-8"))
    return [one for one in units if one.level == "ward" and one.in_force(LAST)]


def a_sample() -> list[Unit]:
    """Return every thousandth old commune, all in four or more, all untraced, Thanh Bình."""
    whole = old_communes()
    odd = [one for one in whole if len(one.successors) > 3 or not one.successors]
    ours = [one for one in whole if one.code == THANH_BINH]
    return list({one.code: one for one in (*whole[::1000], *odd, *ours)}.values())


@cache
def rulebooks() -> RulebookFiles:
    """Return the rulebooks of the house."""
    return RulebookFiles(load_units().at_level)


def case_of(ward: str, stage: str) -> UUID:
    """Return the id of a commune's case at a stage."""
    return uuid5(SPACE, f"{ward} {stage}")


def session_of(case: UUID) -> UUID:
    """Return the id of the session that is to vote on a case."""
    return uuid5(case, "session")


def stages_of(award: str) -> Iterator[str]:
    """Yield every stage of an award: each step, on the way from one, back, held, not yet filed."""
    steps = ladder_of(award, THANH_BINH).steps
    yield from (f"{award} {how}" for how in ("draft", "held ward-review"))
    for step in steps:
        yield f"{award} at {step.key}"
        if step.act is Act.SUBMIT:
            yield f"{award} from {step.key}"
        if step.act in {Act.REVIEW, Act.APPRAISE}:
            yield f"{award} back {step.key}"


def ladder_of(award: str, ward: str) -> Ladder:
    """Return the route of an award for a case of a commune, before the reform."""
    found = rulebooks().ladder(award, ward, MAY)
    assert found is not None
    return found


PLACES = ("province-consult", "province-vote", "central-appraise", "central-decide")
STAGES = (
    *(stage for award in AWARDS for stage in stages_of(award)),
    *(f"{VOTED} at {place}" for place in PLACES),
    f"{VOTED} agenda province-vote",
)
"""Award, how it is there, and the step: an open case of every old commune stands at each."""
EVERY_STAGE = (*STAGES, *OPEN_STAGES)
"""The same, and the stages where more is open beside the step."""
DRAFT, WAITS, RETURNED = "bk-tinh draft", "bk-tinh at ward-review", "bk-tinh back ward-review"
SIX = (
    *(DRAFT, WAITS, RETURNED),
    *(f"bk-tinh {one}" for one in ("from ward-submit", "at district-review", "at province-decide")),
)
"""Stages that stand for the others where time is measured."""


class Life:
    """The facts of a case on its way to a stage, and of the papers that carry it."""

    def __init__(self, ward: str, stage: str, ladder: Ladder) -> None:
        """Open the case as a draft."""
        self.case, self.ladder, self._ward, self._stage = case_of(ward, stage), ladder, ward, stage
        kind = "enterprise" if OF_ENTERPRISES in stage else "person"
        nominee = Nominee(uuid5(self.case, "nominee"), kind, ward)
        opened = NominationOpened(nominee, "officer", ward, MAY, "Số hoá", ladder, None)
        self.facts: dict[UUID, list[Event]] = {self.case: [opened]}

    def climb(self, to: str) -> None:
        """File the case and bring it to a step."""
        steps = (*self.ladder.before(to), self.ladder.step(to))
        self._add(NominationFiled(steps[0].key, LAST))
        for at, above in pairwise(steps):
            if at.act is Act.SUBMIT:
                self.send(at.key)
                self.facts[self._paper(at.key)].append(ItemAccepted(self.case))
                self._add(NominationReceived(above.key, self._paper(at.key), None))
            else:
                self._add(StepPassed(at.key, above.key, LAST))

    def come_to(self, how: str, step: str) -> None:
        """Let happen at a step what the words of a stage say, one after the other."""
        then: dict[str, Callable[[str], object]] = {
            "at": lambda _: None,
            "from": self.send,
            "back": self.send_back,
            "held": self.hold,
            "agenda": self.call,
            **{matter: partial(self.leave_open, matter) for matter in MATTERS},
            **{way: partial(self.sit, way) for way in COUNCILS},
        }
        for word in how.split("-"):
            then[word](step)

    def send(self, step: str) -> None:
        """Send the case up by a paper that nobody has answered."""
        above, paper = self.ladder.above(step), self._paper(step)
        units = self.ladder.step(step).unit, above.unit
        self.facts[paper] = [SubmissionDispatched("7/TTr", MAY, *units, (self.case,))]
        self._add(NominationForwarded(step, above.key, paper))

    def send_back(self, step: str) -> None:
        """Return the case for a supplement."""
        missing = (Missing("remark", "r1", "?"),)
        self._add(ReturnedForSupplement(step, missing, "unclear"))

    def hold(self, _step: str) -> None:
        """Hold the case while somebody looks into its nominee."""
        self._add(CaseHeld("inspection", "1/QĐ", "looked into"))

    def call(self, step: str) -> None:
        """Put the case on the agenda of a council that is to vote on it."""
        session, at = session_of(self.case), self.ladder.step(step)
        rule = rulebooks().ballot_rules().of(self.ladder.award, at.level, at.unit)
        assert rule is not None
        item = AgendaItem(self.case, self.ladder.award, step, at.percent or 90, rule, ())
        called = SessionConvened(council_of(at.unit), at.unit, LAST, (), (item,))
        key = agenda_key(self.case)
        self.facts |= {session: [called], claim_stream(key): [KeyClaimed(key, session)]}

    def sit(self, way: str, step: str) -> None:
        """Let the council that votes on the case begin, and come so far."""
        self.call(step)
        session = session_of(self.case)
        (call,) = self.facts[session]
        assert isinstance(call, SessionConvened)
        item = replace(call.agenda[0], rule=rule_of(way))
        self.facts[session] = [replace(call, seats=seats(), agenda=(item,))]
        self.facts[session] += COUNCILS[way](self.case)

    def leave_open(self, matter: str, step: str) -> None:
        """Leave something open beside the step of the case."""
        self._add(*MATTERS[matter](self.ladder.step(step)))

    def _paper(self, step: str) -> UUID:
        return uuid5(SPACE, f"{self._ward} {self._stage} {step} paper")

    def _add(self, *facts: Event) -> None:
        self.facts[self.case] += facts


def life(ward: str, stage: str, ladder: Ladder) -> dict[UUID, list[Event]]:
    """Return the facts of a case at a stage, and of what stands beside it."""
    told = Life(ward, stage, ladder)
    _, how, *step = stage.split()
    if how != DRAFTED:
        told.climb(step[0])
        told.come_to(how, step[0])
    return told.facts


def fill(ledger: Ledger, communes: Sequence[Unit], stages: Sequence[str] = STAGES) -> int:
    """Write the cases of *communes*, one at each of *stages*; return how many there are."""
    rows = iter(communes)
    while some := list(islice(rows, CHUNK)):
        lives = (one for ward in some for one in _lives(ward.code, stages))
        ledger.append([Append(stream, 0, tuple(facts)) for stream, facts in lives], WRITTEN)
    return len(communes) * len(stages)


def _lives(ward: str, stages: Sequence[str]) -> Iterator[tuple[UUID, list[Event]]]:
    ladders = {award: ladder_of(award, ward) for award in (*AWARDS, VOTED)}
    for stage in stages:
        yield from life(ward, stage, ladders[stage.split()[0]]).items()
