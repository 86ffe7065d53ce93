"""The crew of a rebuild: processes that fold a share of the streams each, this one among them."""

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from itertools import pairwise
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from pathlib import Path

from sqlalchemy import URL

from infra.companion import follow_to_the_grave
from infra.ledger.ledger import POSTGRES, SQLITE, open_ledger
from infra.views.database import FILE, open_views
from projections.catalogue import VIEWS
from projections.feed import LAST_BYTE, Share
from projections.rebuild import fold_share
from projections.staging import Stage

HANDS = min(4, len(os.sched_getaffinity(0)))
WORTH = 10_000  # facts for which one more process earns what it takes to wake it
FORK = get_context("fork")

Task = tuple[str, int, Share]
"""The mark of the new tables, how far to fold, and whose streams."""


class HelperFailed(RuntimeError):
    """A process of the crew ended before its share was folded."""


class TooLate(RuntimeError):
    """A file of the ledger or the views is open here already; that does not survive a fork."""


def dealt(hands: int) -> list[Share]:
    """Return a share for each of *hands*, as equal as can be."""
    ends = [(LAST_BYTE + 1) * hand // hands for hand in range(hands + 1)]
    return [Share(first, after - 1) for first, after in pairwise(ends)]


@dataclass(frozen=True, slots=True)
class Helper:
    """One process that waits for its task, or for None."""

    process: ForkProcess
    told: "Connection[Task | None, None]"

    def tell(self, task: Task | None) -> None:
        """Give it its task; None sends it home. One that has gone already is found out later."""
        try:
            self.told.send(task)
        except BrokenPipeError:
            return

    def done(self) -> None:
        """Wait until it ends; HelperFailed where it did not end well."""
        self.process.join()
        if self.process.exitcode:
            raise HelperFailed(f"a process of the rebuild ended with {self.process.exitcode}")

    def leave(self) -> None:
        """See that it is gone, whatever it does; a softer signal is lost on one just forked."""
        self.process.kill()
        self.process.join()
        self.told.close()


@dataclass(frozen=True, slots=True)
class Crew:
    """Processes over the same ledger and the same views, each for one share of one rebuild."""

    helpers: Sequence[Helper]
    worth: int

    @contextmanager
    def __call__(self, mark: str, until: int) -> Iterator[Share]:
        """
        Let the others fold their shares into the new tables *mark*; lend the one that is left.

        Who is not worth waking for so few facts goes home.

        Raises:
            HelperFailed: on leaving; the tables are not whole.
        """
        own, *others = dealt(min(1 + len(self.helpers), 1 + until // self.worth))
        busy = self.helpers[: len(others)]
        for helper, share in zip(busy, others, strict=True):
            helper.tell((mark, until, share))
        for helper in self.helpers[len(others) :]:
            helper.tell(None)
        yield own
        for helper in busy:
            helper.done()


@contextmanager
def mustered(
    ledger: str | Path, home: Path, database: URL | str, hands: int = HANDS, worth: int = WORTH
) -> Iterator[Crew]:
    """
    Fork the processes that help with a rebuild, and lend them; they are gone afterwards.

    A fork has all modules loaded, which takes a new process as long as 30 thousand facts. It
    must come before ledger and views are opened and before threads are started here: neither
    connections nor locks survive one. The processes open what they need once they have a task.

    Raises:
        TooLate: a SQLite file of theirs is open in this process.
    """
    _see_that_none_is_open(Path(str(ledger).removeprefix(SQLITE)), home / FILE)
    if str(ledger).startswith(POSTGRES):
        import_module("infra.ledger.postgres")  # once, instead of in each process
    with ExitStack() as ended:
        helpers: list[Helper] = []
        for _ in range(hands - 1):
            listening, told = FORK.Pipe(duplex=False)
            given = listening, ledger, home, database, os.getpid()
            process = FORK.Process(target=_help_out, args=given, name="rebuild")
            process.start()
            listening.close()
            helpers.append(Helper(process, told))
            ended.callback(helpers[-1].leave)
        yield Crew(helpers, worth)


def _see_that_none_is_open(*files: Path) -> None:
    """Look where the system tells what this process has open, which Linux does."""
    ours = {one.resolve() for one in files}
    for held in Path("/proc/self/fd").glob("*"):
        with suppress(OSError):  # what the look itself had open is closed by now
            if (name := held.readlink()) in ours:
                raise TooLate(name)


def _help_out(
    told: "Connection[None, Task | None]",
    ledger: str | Path,
    home: Path,
    database: URL | str,
    parent: int,
) -> None:
    """Wait for a task, and fold that share; this is all that a process of the crew does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever made us ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # of others, such as a system that shuts down
    follow_to_the_grave(parent)
    if (task := told.recv()) is None:
        return
    mark, until, share = task
    engine = open_views(home, database)
    with closing(open_ledger(ledger)) as opened:
        fold_share(Stage.found(VIEWS, engine, mark), opened, share, until)
    engine.dispose()
