"""Whether the views are what a rebuild would give: both held against each other, byte for byte."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import URL, Connection, Engine

from infra.views.database import open_views
from projections.bookkeeping import named, positions_of
from projections.content import content_of
from projections.feed import WHOLE, Feed, Share, Stretch
from projections.rebuild import rebuild
from projections.view import AnyView
from services.upkeep import Finding, Progress

NOWHERE = URL.create("sqlite")


@dataclass(frozen=True, slots=True)
class Until:
    """The log up to a position, as it was when a view came there."""

    feed: Feed
    position: int

    def stretch(
        self, position: int, limit: int, kinds: frozenset[type], share: Share = WHOLE
    ) -> Stretch:
        """Read up to *limit* facts after *position*, none beyond the end."""
        left = max(0, self.position - position)
        return self.feed.stretch(position, min(limit, left), kinds, share)

    def last_position(self) -> int:
        """Return the end."""
        return self.position


def differences(
    views: Sequence[AnyView], feed: Feed, engine: Engine, progress: Progress
) -> list[Finding]:
    """Hold each view, as it is at one moment, against one folded anew up to its position."""
    found: list[Finding] = []
    with _moment(engine) as live:
        at, last = positions_of(views, live), feed.last_position()
        for position in sorted(set(at.values())):
            some = [view for view in views if at[view] == position]
            if position > last:
                seen = f"at position {position}, the log ends at {last}"
                found += [Finding(named(view)[0], ok=False, seen=seen) for view in some]
                continue
            found += _held_against(some, Until(feed, position), live, progress)
    return found


def _held_against(
    views: Sequence[AnyView], feed: Until, live: Connection, progress: Progress
) -> Iterator[Finding]:
    with TemporaryDirectory() as folder:
        scratch = open_views(Path(folder), NOWHERE)
        rebuild(views, feed, scratch, progress)
        with scratch.connect() as tx:
            for view in views:
                ours, anew = (_digest(content_of(view, one)) for one in (live, tx))
                same = "as a rebuild" if ours == anew else "not as a rebuild"
                seen = f"{same} at position {feed.position}"
                yield Finding(named(view)[0], ours == anew, seen)
        scratch.dispose()


def _digest(content: bytes) -> bytes:
    return sha256(content).digest()


@contextmanager
def _moment(engine: Engine) -> Iterator[Connection]:
    """Lend a connection that sees the database as it is at one moment."""
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with engine.connect() as connection:
        yield connection
