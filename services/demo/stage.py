"""Where the story plays: the house it is played in, and whose hand does a deed."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.access import VIETNAM
from domain.force import Backdating
from domain.hand import Hand
from domain.nomination.access import NOMINATING
from domain.nomination.decide import NOMINATION
from domain.nomination.state import Absent, AtStep, InTransit, Opened
from services.demo.story import Deed, Story, nomination_of
from services.histories import Histories
from services.house import House

OLD_PAPERS = Backdating(days=36_500, receipt_needed=False)


class StoryLeft(Exception):
    """A case is no longer where the story goes on: somebody else has moved it."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The house and the story; what is done now is recorded now, whatever its paper's date."""

    house: House
    story: Story
    now: datetime

    def is_ahead(self, deed: Deed) -> bool:
        """Say whether a deed is dated after today in Viet Nam."""
        return deed.said["on"] > self.now.astimezone(VIETNAM).date()

    def hand(self, deed: Deed, role: str, unit: str) -> Hand:
        """Return the hand of the invented officer who has *role* in *unit*."""
        day = deed.said["on"]
        return Hand(
            actor=f"{role}.{unit.lower()}",
            roles=frozenset({role}),
            units=frozenset({unit}),
            effective_on=day,
            received_at=self.now,
            recorded_at=self.now,
            capacity=deed.said.get("capacity", self.story["capacities"].get(role)),
            calendar=self.house.calendars.around(day),
            forces=self.house.rulebooks.forces(),
        )

    def entering_late(self, hand: Hand) -> Hand:
        """Return a hand that may enter what the story tells of, however long ago that was."""
        return replace(hand, forces=replace(hand.forces, backdating=OLD_PAPERS))

    def case(self, key: str) -> Opened:
        """
        Return where a case stands.

        Raises:
            StoryLeft: it was never opened.
        """
        state = Histories(self.house.ledger).of(NOMINATION, nomination_of(key))
        if isinstance(state, Absent):
            raise StoryLeft(key)
        return state

    def on_ladder(self, key: str) -> AtStep | InTransit:
        """
        Return where a case waits for its judges.

        Raises:
            StoryLeft: it waits for nobody.
        """
        state = self.case(key)
        if isinstance(state, AtStep | InTransit):
            return state
        raise StoryLeft(key)

    def proposer(self, deed: Deed) -> Hand:
        """Return the hand of the officer who proposed the case."""
        return self.hand(deed, NOMINATING, self.case(deed.about).dossier.unit)

    def judge(self, deed: Deed, case: str) -> Hand:
        """Return the hand of the officer whose turn it is at the step of *case*."""
        step = self.on_ladder(case).step
        return self.hand(deed, step.role, step.unit)

    def keeper(self, deed: Deed) -> Hand:
        """Return the hand of the officer who keeps the file of the case now."""
        state = self.case(deed.about)
        return self.judge(deed, deed.about) if isinstance(state, AtStep) else self.proposer(deed)
