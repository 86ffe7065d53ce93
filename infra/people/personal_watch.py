"""Looks now and then for whom to erase, and whether what was erased is gone from every store."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from time import monotonic
from typing import cast
from uuid import UUID

import structlog
from sqlalchemy import Engine

from domain.refusal import Refused
from infra.ledger.ledger import StoreLedger
from infra.watch_loop import WatchLoop
from projections import case_file, person_files, reviews
from projections.bookkeeping import positions_of
from projections.paging import Rows
from projections.person_files import citing, decided, long_over, reviewed, reviews_of
from services.forgetting import Stores, bring
from services.handle import handle
from services.ports import Conflict
from services.retention import Keeping
from services.stores import Evidence, ParkedContents, People

SOON, EVERY = 15.0, 3_600.0
PATIENCE, GLANCE = 30.0, 0.05
KNOWING = (case_file.view, person_files.view, reviews.view)
"""The views that are asked: whom cases are about, who is erased, what was reviewed."""
log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class PersonalWatch(WatchLoop):
    """
    A thread that looks every so many seconds, the first time soon.

    How far it came is kept in the stores, so that each decision is looked at once: in a store that
    is put back from a backup, with its mark of then, all since is looked at anew.
    """

    def __init__(
        self,
        ledger: StoreLedger,
        engine: Engine,
        beside: Callable[[], tuple[People, Evidence, ParkedContents]],
        keeping: Callable[[], Keeping],
        every: float = EVERY,
        patience: float = PATIENCE,
    ) -> None:
        super().__init__("personal", every, first=SOON)
        self._ledger, self._engine, self._keeping = ledger, engine, keeping
        self._beside, self._patience = beside, patience
        self._kept_until: dict[UUID, date] = {}
        self._readings_since: date | None = None

    @cached_property
    def _stores(self) -> Stores:
        def papers(digest: str) -> list[UUID]:
            return [row[0] for row in self._rows(citing(digest))]

        def reviewing(person: UUID) -> list[UUID]:
            return [row[0] for row in self._rows(reviews_of(person))]

        return Stores(*self._beside(), papers, reviewing, self._reach)

    def look(self) -> int:
        """Erase whose time is over, and bring the stores to the facts; return how many went."""
        people, evidence = self._stores.people, self._stores.evidence
        erased = self._expire()
        end, after = self._known(), min(people.brought_to(), evidence.brought_to())
        found = {*erased, *people.left(), *people.waiting(), *self._since(after)}
        left = [one for one in sorted(found) if not self._brought(one)]
        people.note_brought(end, left)
        evidence.note_brought(end)
        self._forget_reads()
        people.scour()
        if left:
            log.warning("personal.left", people=len(left))
        return len(erased)

    def _forget_reads(self) -> None:
        """Take away who read what longer ago than it is kept, once a year and at the start."""
        since = self._keeping().readings_since()
        if since and since != self._readings_since:
            gone = self._stores.people.forget_reads(since)
            self._readings_since = since
            log.info("personal.readings-forgotten", readings=gone, before=since.isoformat())

    def due(self) -> Mapping[UUID, list[UUID]]:
        """Return the people whose cases all ended long ago, with the cases."""
        before = self._keeping().before()
        found: dict[UUID, list[UUID]] = {}
        for row in self._rows(long_over(before)) if before else ():
            found.setdefault(row[0], []).append(row[1])
        return found

    def _since(self, position: int) -> list[UUID]:
        """Return about whom something was decided, or a review closed, after a position."""
        asked = (*self._rows(decided(position)), *self._rows(reviewed(position)))
        return [row[0] for row in asked]

    def _brought(self, person: UUID) -> bool:
        """Bring the stores to the facts of one person; one that fails keeps nobody else."""
        try:
            return bring(person, self._ledger, self._stores)
        except Exception:
            log.exception("personal.not-brought", person=str(person))
            return False

    def _expire(self) -> list[UUID]:
        """Erase whose records need not be kept any more; return whom."""
        keeping = self._keeping()
        due = self.due() if self._reach(self._ledger.last_position()) else {}
        fresh = {one: cases for one, cases in due.items() if self._may_be_over(one, keeping)}
        return [one for one, cases in fresh.items() if self._expired(one, cases, keeping)]

    def _may_be_over(self, person: UUID, keeping: Keeping) -> bool:
        """Say whether nothing was found that keeps the records of a person today as well."""
        return self._kept_until.get(person, date.min) < keeping.today()

    def _expired(self, person: UUID, cases: Sequence[UUID], keeping: Keeping) -> bool:
        """Erase one; where somebody was quicker, the next look sees it."""
        try:
            told = keeping.over(person, cases, self._stores.reviews(person), self._ledger)
            if isinstance(told, date):
                self._kept_until[person] = told
                return False
            return not handle(told, self._ledger).repeated
        except (Refused, Conflict):
            return False
        except Exception:
            log.exception("personal.not-erased", person=str(person))
            return False

    def _known(self) -> int:
        """Return the position of the log up to which the views know."""
        with self._engine.connect() as tx:
            return min(positions_of(KNOWING, tx).values())

    def _reach(self, position: int) -> bool:
        """Wait until the views know all up to a position; say whether they did in time."""
        last = monotonic() + self._patience
        while self._known() < position:
            if monotonic() >= last or self._stopping.wait(GLANCE):
                return False
        return True

    def _rows(self, asked: Rows) -> list[tuple[UUID, UUID]]:
        with self._engine.connect() as tx:
            return cast("list[tuple[UUID, UUID]]", tx.execute(asked).all())

    def _turn(self) -> None:
        if erased := self.look():
            log.info("personal.erased", people=erased)
