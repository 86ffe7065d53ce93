"""The crew of a rebuild: processes that fold a share of the streams each, this one among them."""

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from sqlalchemy import URL

from infra.ledger import open_ledger
from infra.view_database import open_views
from projections.catalogue import VIEWS
from projections.feed import LAST_BYTE, Share
from projections.rebuild import fold_share
from projections.staging import Stage

HANDS = min(4, len(os.sched_getaffinity(0)))
WORTH = 100_000  # facts for which one more process earns the second of work it takes to start
HEAD_START = 25_000  # facts that are folded here while the others start


class HelperFailed(RuntimeError):
    """A process of the crew ended before its share was folded."""


def dealt(hands: int, facts: int) -> list[Share]:
    """Return a share for each of *hands*: that of the first, who need not start, is the largest."""
    whole, shared = LAST_BYTE + 1, max(facts - HEAD_START, facts // 2, 1)
    each = whole * shared // (hands * max(facts, 1))
    first = whole - each * (hands - 1)
    return [Share(0, first - 1), *(Share(at, at + each - 1) for at in range(first, whole, each))]


@dataclass(frozen=True, slots=True)
class Crew:
    """
    Processes over the same ledger and the same views.

    They are spawned, for a fork would share our connections and locks; so they are safe beside
    threads. One that is left alone by a crash ends with its share, which nobody swaps in.
    """

    ledger: str | Path
    home: Path
    database: URL | str
    hands: int = HANDS
    worth: int = WORTH

    @contextmanager
    def __call__(self, mark: str, until: int) -> Iterator[Share]:
        """
        Let the others fold their shares into the new tables *mark*; lend the one that is left.

        Raises:
            HelperFailed: on leaving; the tables are not whole.
        """
        shares = dealt(min(self.hands, 1 + until // self.worth), until)
        spawn = get_context("spawn").Process
        crew = [spawn(target=self.help_out, args=(mark, until, one)) for one in shares[1:]]
        with ExitStack() as ended:
            for helper in crew:
                helper.start()
                ended.callback(helper.join)
                ended.callback(helper.terminate)
            yield shares[0]
            for helper in crew:
                helper.join()
                if helper.exitcode:
                    raise HelperFailed(f"a process of the rebuild ended with {helper.exitcode}")

    def help_out(self, mark: str, until: int, share: Share) -> None:
        """Fold one share; this is all that a process of the crew does."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started us ends us
        engine = open_views(self.home, self.database)
        with closing(open_ledger(self.ledger)) as ledger:
            fold_share(Stage.found(VIEWS, engine, mark), ledger, share, until)
        engine.dispose()
