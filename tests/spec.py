"""Given facts, when an order comes, then facts or refusals: the grammar of the domain's tests."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from domain.change import Change
from domain.council.session import SESSION
from domain.council.state import COUNCIL
from domain.decider import Fold, replay
from domain.decision.state import DECISION
from domain.directory.state import POST, UNIT
from domain.facts import Event
from domain.house_acts.state import BOOK, HOUSE_ACT
from domain.nomination.decide import NOMINATION
from domain.nomination.events import NominationOpened
from domain.parking.state import PARKED
from domain.recorded import Dated
from domain.refusal import Refusal, Refused
from domain.register.claims import CLAIM
from domain.register.docket import DOCKET, docket_stream
from domain.register.events import CaseEnrolled
from domain.register.record import RECORD
from domain.register.state import HONOUR
from domain.review.state import REVIEW
from domain.submission.state import SUBMISSION
from services.histories import Histories
from services.orders import Command, decide
from tests.builders import CASE, dated, filed, opened, report
from tests.notebook import Notebook
from tests.wording import read

PAPERS: tuple[Fold, ...] = (SUBMISSION, DECISION, HONOUR, CLAIM, RECORD, DOCKET)
FOLDS: tuple[Fold, ...] = (NOMINATION, *PAPERS, UNIT, POST, PARKED, COUNCIL, SESSION, REVIEW)
HOUSE_FOLDS: tuple[Fold, ...] = (HOUSE_ACT, BOOK)


@dataclass(frozen=True)
class Outcome:
    """What an order led to."""

    changes: Sequence[Change] = ()
    refusals: Sequence[Refusal] = ()

    def then(self, *events: Event) -> "Outcome":
        """Expect exactly these facts, whatever their stream."""
        assert list(events) == [change.event for change in self.changes], self.refusals
        return self

    def then_in(self, stream: UUID, *events: Event) -> "Outcome":
        """Expect exactly these facts in one stream."""
        assert list(events) == [one.event for one in self.changes if one.stream == stream], (
            self.refusals
        )
        return self

    def then_nothing(self) -> None:
        """Expect that the order was a repeat."""
        assert not self.changes
        assert not self.refusals

    def then_refused(self, *codes: str) -> "Outcome":
        """Expect exactly these codes, in this order."""
        assert list(codes) == [refusal.code for refusal in self.refusals]
        assert not self.changes
        return self


@dataclass(frozen=True)
class Given:
    """Facts that happened, by stream."""

    facts: dict[UUID, list[Dated[Event]]] = field(default_factory=dict)

    def and_in(self, stream: UUID, *events: Event | Dated[Event]) -> "Given":
        """Add facts of another stream."""
        return Given({**self.facts, stream: dated(*events)})

    def when(self, command: Command) -> Outcome:
        """Give an order."""
        try:
            changes = list(decide(command, Histories(Notebook(on_dockets(self.facts)))))
        except Refused as refused:
            return Outcome(refusals=read(refused.refusals))
        self._replay(changes)
        return Outcome(changes)

    def _replay(self, changes: Sequence[Change]) -> None:
        """Fold what was and what is new: what was accepted can be read again."""
        streams = {stream: list(events) for stream, events in on_dockets(self.facts).items()}
        for change in changes:
            assert isinstance(change.stream, UUID), f"{change} stands in no stream"
            streams.setdefault(change.stream, []).extend(dated(change.event))
        for facts in streams.values():
            for fold in (*FOLDS, *HOUSE_FOLDS):
                if facts and isinstance(facts[0].event, fold.opens):
                    replay(fold, facts)


def on_dockets(facts: dict[UUID, list[Dated[Event]]]) -> dict[UUID, list[Dated[Event]]]:
    """Let every case be on the docket of its nominee, as it is since it was opened (ADR 43)."""
    known = dict(facts)
    for case, told in facts.items():
        if told and isinstance(first := told[0].event, NominationOpened):
            docket = docket_stream(first.nominee.ref)
            if docket not in facts:
                known[docket] = [*known.get(docket, []), *dated(CaseEnrolled(case))]
    return known


def given_in(stream: UUID, *events: Event | Dated[Event]) -> Given:
    """Start from facts of one stream; those without a date happened on the first day."""
    return Given({stream: dated(*events)})


draft = given_in(CASE, opened)
at_review = given_in(CASE, opened, report, filed)
