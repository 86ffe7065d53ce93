"""Where a run takes place: its folder on the disk, its stores, how long it may measure."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import postgres

SQLITE, POSTGRES = "SQLite", "PostgreSQL"


@dataclass(frozen=True)
class Workshop:
    """
    A folder and a private PostgreSQL for the time of a run.

    A quick run has few rounds of little work: it shows that the bench works, not how fast we are.
    """

    folder: Path
    quick: bool
    _closing: ExitStack = field(repr=False)
    _numbers: Iterator[int] = field(default_factory=count, repr=False)

    @cached_property
    def server(self) -> postgres.Server:
        """The PostgreSQL of this run, started when it is first asked for."""
        return self._closing.enter_context(postgres.server())

    @property
    def stores(self) -> tuple[str, ...]:
        """The stores to measure."""
        return (SQLITE,) if self.quick else (SQLITE, POSTGRES)

    def much(self, whole: int, *, quick: int) -> int:
        """Return how much to do."""
        return quick if self.quick else whole

    @contextmanager
    def store(self, kind: str) -> Iterator[str]:
        """Lend the address of an empty store."""
        if kind == POSTGRES:
            with self.server.database() as url:
                yield url
        else:
            with self.home() as folder:
                yield str(folder / "ledger.db")

    @contextmanager
    def home(self) -> Iterator[Path]:
        """Lend an empty folder."""
        with TemporaryDirectory(prefix=f"{next(self._numbers)}-", dir=self.folder) as folder:
            yield Path(folder)


@contextmanager
def opened(*, quick: bool) -> Iterator[Workshop]:
    """Lend a workshop; everything in it is gone afterwards."""
    with ExitStack() as closing, TemporaryDirectory(prefix="vd-bench-") as folder:
        yield Workshop(Path(folder), quick, closing)
