"""docs/as-of.md: what it says was known on 3 March is what the commands on it print."""

import re
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from infra.ledger.ledger import open_ledger
from infra.settings import read
from services.ports import Append
from tests import council as c
from tests.api.commanding import Desk
from tests.api.test_known_then import LATE
from tests.builders import CASE
from tests.infra.writing import envelope

PAGE = (Path(__file__).parents[2] / "docs" / "as-of.md").read_text(encoding="utf-8")
RUN = re.compile(r"^\$ vinhdanh (.*)\n((?:(?!\$ |```).*\n)*)", re.MULTILINE)
MARCH = (
    (1, Append(CASE, 0, c.arrived)),
    (2, Append(c.SESSION, 0, (c.convened(3),))),
    (5, Append(CASE, len(c.arrived), (LATE,))),
)


@pytest.fixture
def terminal(tmp_path, monkeypatch):
    """A house in which a paper of 2 March is entered on the 5th."""
    monkeypatch.setenv("VINHDANH_HOME", str(tmp_path))
    with closing(open_ledger(read().address)) as ledger:
        for day, said in MARCH:
            moment, paper = datetime(2025, 3, day, 5, tzinfo=UTC), date(2025, 3, min(day, 2))
            ledger.append([said], replace(envelope(), recorded_at=moment, effective_on=paper))
    return Desk(tmp_path)


def test_the_commands_print_what_the_page_says(terminal):
    who = terminal.token("council-secretary", "288")
    found = RUN.findall(PAGE)
    assert len(found) == 3
    for command, said in found:
        printed = terminal.run(*command.split(), TOKEN=who).stdout
        assert said.split() == printed.split()
