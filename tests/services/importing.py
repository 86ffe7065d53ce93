"""How the tests of imports bring files in, and ledgers that fail as ledgers may."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.facts import Event
from domain.past.events import PastCaseOpened, PastVerdictRecorded
from domain.past.evolve import PAST
from domain.past.mapping import LogMapping
from domain.past.state import PastCase
from domain.recorded import Dated, Envelope
from infra.xes.file import read_xes
from services.import_log import ImportReport, import_log
from services.past_log import LogRefused
from services.ports import Append, Ledger
from services.upkeep import Progress
from tests.data.xes_files import MAPPING
from tests.notebook import Notebook

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def bring(
    path: Path,
    ledger: Ledger,
    *,
    mapping: LogMapping = MAPPING,
    progress: Progress = lambda *_: None,
) -> ImportReport:
    """Import a file as the operator would."""
    return import_log(
        path, mapping, ledger, reader=read_xes, operator="op-1", now=NOW, progress=progress
    )


def bring_refused(path: Path, ledger: Ledger, *, mapping: LogMapping = MAPPING) -> LogRefused:
    """Return why a file is not brought in."""
    with pytest.raises(LogRefused) as caught:
        bring(path, ledger, mapping=mapping)
    return caught.value


def note(_: ImportReport) -> None:
    """Let another import be through; its report is of no interest."""


def undated(facts: Iterable[Dated[Event]]) -> list[Event]:
    """Return facts without their dates."""
    return [fact.event for fact in facts]


def verdicts(facts: Iterable[Event]) -> tuple[PastVerdictRecorded, ...]:
    """Return the verdicts of a case whose history can be replayed."""
    state = PAST.initial
    for fact in facts:
        assert isinstance(fact, PastCaseOpened | PastVerdictRecorded)
        state = PAST.evolve(state, fact)
    assert isinstance(state, PastCase)
    return state.verdicts


@dataclass
class Interrupted(Notebook):
    """Something happens before the writes whose number is in `at`; then the write goes on."""

    at: Collection[int]
    happening: Callable[[Sequence[Append]], None]
    writes: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        super().__init__()

    def append(self, appends: Sequence[Append], envelope: Envelope) -> int:
        """Write, after what happens."""
        self.writes += 1
        if self.writes in self.at:
            self.happening(appends)
        return super().append(appends, envelope)
