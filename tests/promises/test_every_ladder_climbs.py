"""Every award of every regime can be climbed to its grant by the hands its file names."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID, uuid5

import pytest

from domain.hand import Hand
from domain.hearing.commands import JudgeCondition
from domain.hearing.judge import open_to_judges
from domain.ladder import Act, Ladder, Step
from domain.movement import Movement
from domain.nomination.basis import Basis, Entry
from domain.nomination.commands import (
    AddEvidence,
    AssessCriterion,
    FileNomination,
    OpenNomination,
)
from domain.nomination.decide import NOMINATION
from domain.nomination.events import Nominee
from domain.nomination.state import AtStep, Granted, InTransit
from domain.register.events import HonourAddedToRecord
from domain.register.record import record_stream
from domain.submission.commands import AcceptItem, AnswerSubmission
from infra.rulebooks.files import RulebookFiles
from infra.rulebooks.units_file import load_units
from services.handle import Order, handle
from services.histories import Histories
from services.orders import Command
from tests.builders import SPACE, sha
from tests.histories import fitting
from tests.notebook import Notebook

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

CASE = uuid5(SPACE, "climber")
DAYS = {
    "nd98-2023": date(2025, 5, 5),
    "nd152-2025": date(2025, 8, 5),
    "law06-2026": date(2026, 11, 5),
}
WARDS = {"nd98-2023": "10531", "nd152-2025": "10532", "law06-2026": "10532"}
CLASSES = {
    "person": "individual",
    "collective": "ward-committee",
    "household": "other",
    "enterprise": "enterprise",
}
BOOKS = RulebookFiles(load_units().at_level)
CLIMBS = [
    (regime, rule.award.key, subject)
    for regime, on in DAYS.items()
    for rule in BOOKS.awards(on)
    for subject in rule.award.subjects
]


class Climb:
    """One case on its way, each act by a hand that may do nothing else."""

    def __init__(self, regime: str, award: str, subject: str) -> None:
        self.day, self.ward, self.subject = DAYS[regime], WARDS[regime], subject
        ladder, movement = (
            BOOKS.ladder(award, self.ward, self.day),
            BOOKS.movement("hai-duong-2025"),
        )
        assert ladder
        assert movement
        self.ladder: Ladder = ladder
        self.movement: Movement = movement
        self.ledger = Notebook({record_stream(self.nominee.ref): self.titles()})
        self.officer = self.hand("nominating-officer", self.ward)

    @property
    def nominee(self) -> Nominee:
        """Return who is proposed."""
        return Nominee(uuid5(SPACE, self.subject), self.subject, self.ward)

    def titles(self) -> list[HonourAddedToRecord]:
        """Return the titles in a row that the award asks for."""
        return [
            HonourAddedToRecord(
                uuid5(SPACE, f"{row.title} {back}"), row.title, self.day.year - back, self.ward
            )
            for row in self.ladder.streaks
            for back in range(1, row.times + 1)
        ]

    def hand(self, role: str, unit: str) -> Hand:
        """Return an officer of one role in one unit."""
        noon = datetime(self.day.year, self.day.month, self.day.day, 5, tzinfo=UTC)
        roles, units = frozenset({role}), frozenset({unit})
        actor, forces = f"{role} of {unit}", BOOKS.forces()
        return Hand(actor, roles, units, self.day, noon, noon, "TM", forces=forces)

    def give(self, command: Command) -> None:
        """Carry an order out; a refusal ends the test."""
        handle(Order(command, uuid5(SPACE, str(len(self.ledger.log))), "climb"), self.ledger)

    def bring(self, hand: Hand, papers: tuple[str, ...]) -> None:
        """Put papers into the file."""
        for kind in papers:
            paper = AddEvidence(CASE, hand, sha(kind), 1, "application/pdf", kind, "original", kind)
            self.give(paper)

    def file(self) -> None:
        """Open the draft, bring what the award asks of such a nominee, assess, file."""
        counted = Basis(initiatives=(Entry(self.ward, self.day.year, "12/SK"),))
        opening = OpenNomination(
            CASE, self.officer, self.nominee, self.ward, "A", self.ladder, basis=counted
        )
        chosen = CLASSES[self.subject]
        self.give(replace(opening, movement=self.movement, occasion="annual", nominee_class=chosen))
        self.bring(self.officer, self.ladder.papers_of(self.subject))
        nominated = self.movement.nominee_class(chosen)
        assert nominated
        for one in nominated.criteria:
            self.give(AssessCriterion(CASE, self.officer, one.key, Decimal(100)))
        self.give(FileNomination(CASE, self.officer))

    def climb(self, step: Step) -> None:
        """Act at one step, and let the receiver accept what was sent up."""
        at, hand = self.state(), self.hand(step.role, step.unit)
        assert isinstance(at, AtStep)
        self.bring(hand, step.papers)
        if step.act is Act.DECIDE:
            for key in open_to_judges(at.dossier):
                self.give(JudgeCondition(CASE, hand, step.key, key, met=True, reason="seen"))
        self.give(fitting(CASE, hand, at, uuid5(SPACE, step.key)))
        above = self.state()
        if isinstance(above, InTransit):
            receiver = self.hand(above.step.role, above.step.unit)
            self.give(AnswerSubmission(above.submission, receiver, (AcceptItem(CASE),)))

    def state(self) -> object:
        """Return where the case stands."""
        return Histories(self.ledger).of(NOMINATION, CASE)


@pytest.mark.parametrize(("regime", "award", "subject"), CLIMBS)
def test_every_award_can_be_climbed_to_its_grant(regime, award, subject):
    climb = Climb(regime, award, subject)
    climb.file()
    for step in climb.ladder.steps:
        climb.climb(step)

    granted = climb.state()
    assert isinstance(granted, Granted)
    assert isinstance(granted.decision, UUID)
