"""At the terminal, too, who may not read letters learns that the case is held, and no more."""

import pytest

from domain.hearing.events import ComplaintReceived
from domain.nomination.holding import CaseHeld
from infra.wiring import front_door
from services.letters import COMPLAINT, letter_ref
from services.ports import Append
from tests.api.commanding import Desk
from tests.builders import CASE, WAITING, WARD
from tests.infra.writing import envelope

NUMBER = "12/TC"
REF = letter_ref(CASE, COMPLAINT, NUMBER)
DENOUNCED = (ComplaintReceived("denunciation", NUMBER, REF), CaseHeld("denunciation", NUMBER, ""))


@pytest.fixture
def terminal(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a terminal in front of a house whose case was denounced."""
    monkeypatch.setenv("VINHDANH_HOME", str(desk.home))
    with front_door().open() as system:
        system.ledger.append([Append(CASE, 0, (*WAITING, *DENOUNCED))], envelope())
    return desk


@pytest.mark.parametrize("command", ["show", "history"])
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_proposer_is_not_told_which_letter_holds_the_case(terminal, command, form):
    proposer = terminal.token("nominating-officer", WARD)
    said = terminal.run(command, str(CASE), *form, TOKEN=proposer)

    assert (0, True) == (said.exit_code, "letter" in said.stdout)
    assert [] == [one for one in (NUMBER, "denunciation", str(REF)) if one in said.stdout]


def test_an_auditor_reads_in_the_history_which_letter_it_was(terminal):
    auditor = terminal.token("auditor", "VN")
    assert NUMBER in terminal.run("history", str(CASE), TOKEN=auditor).stdout
