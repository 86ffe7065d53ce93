"""Looks now and then for whom to erase, and whether what was erased is gone from every store."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import cast
from uuid import UUID

import structlog
from sqlalchemy import Engine

from domain.refusal import Refused
from infra.ledger import StoreLedger
from infra.watch_loop import WatchLoop
from projections.paging import Rows
from projections.person_files import citing, decided, long_over
from services.forgetting import Stores, bring
from services.handle import Order, handle
from services.ports import Conflict
from services.retention import Keeping, over
from services.stores import Evidence, People

SOON, EVERY = 15.0, 3_600.0
log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class PersonalWatch(WatchLoop):
    """
    A thread that looks every so many seconds, the first time soon.

    It keeps who is brought to what the facts say, so that each is looked at once in its life; a
    house that starts, as on a backup of the names that was put back, looks at all anew.
    """

    def __init__(
        self,
        ledger: StoreLedger,
        engine: Engine,
        beside: Callable[[], tuple[People, Evidence]],
        keeping: Callable[[], Keeping],
        every: float = EVERY,
    ) -> None:
        super().__init__("personal", every, first=SOON)
        self._ledger, self._engine, self._keeping = ledger, engine, keeping
        self._beside = beside
        self._brought: set[tuple[object, ...]] = set()

    @cached_property
    def _stores(self) -> Stores:
        return Stores(*self._beside(), self._citing)

    def look(self) -> int:
        """Erase whose time is over, and bring the stores to the facts; return how many went."""
        erased = self._expire()
        fresh = [one for one in self._rows(decided()) if tuple(one) not in self._brought]
        for row in fresh:
            if bring(row[0], self._ledger, self._stores):
                self._brought.add(tuple(row))
        if any(row[2] for row in fresh):
            self._stores.people.scour()
        return erased

    def due(self) -> Mapping[UUID, list[UUID]]:
        """Return the people whose cases all ended long ago, with the cases."""
        before = self._keeping().before()
        found: dict[UUID, list[UUID]] = {}
        for row in self._rows(long_over(before)) if before else ():
            found.setdefault(row[0], []).append(row[1])
        return found

    def _expire(self) -> int:
        """Erase whose records need not be kept any more; return how many."""
        orders = over(self.due(), self._keeping(), self._ledger)
        return sum(self._done(person, order) for person, order in orders.items())

    def _done(self, person: UUID, order: Order) -> bool:
        """Erase one; where somebody was quicker, the next look sees it."""
        try:
            receipt = handle(order, self._ledger)
        except (Refused, Conflict):
            return False
        bring(person, self._ledger, self._stores)
        return not receipt.repeated

    def _citing(self, digest: str) -> list[UUID]:
        return [row[0] for row in self._rows(citing(digest))]

    def _rows(self, asked: Rows) -> list[tuple[UUID, UUID, object]]:
        with self._engine.connect() as tx:
            return cast("list[tuple[UUID, UUID, object]]", tx.execute(asked).all())

    def _turn(self) -> None:
        if erased := self.look():
            log.info("personal.erased", people=erased)
