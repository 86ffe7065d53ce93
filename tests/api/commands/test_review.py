"""`vinhdanh review`: listed and shown at the terminal to a party, and to nobody else."""

from uuid import UUID

import pytest

from domain.facts import Event
from domain.nomination.events import NominationGranted
from infra.wiring import front_door
from services.ports import Append
from tests.api.commanding import Desk
from tests.builders import CASE, DECISION, DISTRICT, PROVINCE
from tests.domain.test_decision import HONOUR, at_decision, entry, paper
from tests.infra.writing import envelope
from tests.reviewing import HEARD, REVIEW, concluded, opened


@pytest.fixture
def terminal(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a terminal in front of a house with a review that waits to be followed."""
    monkeypatch.setenv("VINHDANH_HOME", str(desk.home))
    with front_door().open() as system:
        granted = NominationGranted("district-decision", DECISION, HONOUR)
        told: list[tuple[UUID, tuple[Event, ...]]] = [
            (CASE, (*at_decision, granted)),
            (DECISION, (paper,)),
            (HONOUR, (entry,)),
            (REVIEW, (opened, *HEARD, concluded())),
        ]
        appends = [Append(stream, 0, facts) for stream, facts in told]
        system.ledger.append(appends, envelope())
    return desk


def test_a_party_lists_and_reads_a_review(terminal):
    mine = terminal.token("leader", DISTRICT)
    (row,) = terminal.told("review", "list", "--token", mine)["items"]
    assert (str(REVIEW), "concluded", "to-annul") == tuple(
        row[one] for one in ("review", "state", "outcome")
    )
    shown = terminal.told("review", "show", str(REVIEW), "--token", mine)
    assert ["question", "finding"] == [one["kind"] for one in shown["points"]]
    printed = terminal.run("review", "show", str(REVIEW), "--token", mine).stdout
    assert "finding" in printed
    assert str(REVIEW) in terminal.run("review", "list", "--token", mine).stdout


def test_to_a_stranger_there_is_no_such_review(terminal):
    other = terminal.token("leader", PROVINCE)
    assert [] == terminal.told("review", "list", "--token", other)["items"]
    found = terminal.run("review", "show", str(REVIEW), "--token", other)
    assert 0 != found.exit_code
    assert "no such review" in found.stderr
