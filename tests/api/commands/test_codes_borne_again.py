"""At the terminal a question to a code that went to another unit is told who answers it (127)."""

from datetime import date

import pytest

from domain.hearing.events import ConsultationRequested
from infra.wiring import front_door
from services.ports import Append
from tests.builders import CASE, WAITING
from tests.plain_house import PAST

ROLE, DUE = "consulted-agency", date(2025, 7, 25)
ASKED = ConsultationRequested("ward-review", "13285", "order", 60, DUE, "no-remark")


@pytest.fixture
def asked(desk, monkeypatch):
    """A terminal of a house in which a ward was asked that was divided since."""
    monkeypatch.setenv("VINHDANH_HOME", str(desk.home))
    with front_door().open() as system:
        system.ledger.append([Append(CASE, 0, (*WAITING, ASKED))], PAST)
    return desk


def test_the_terminal_tells_the_question_to_who_answers_it_and_to_nobody_else(asked):
    heir, bearer = (asked.token(ROLE, unit) for unit in ("37", "13285"))
    (told,) = asked.told("inbox", TOKEN=heir)["items"]
    assert ("13285", str(CASE)) == (told["unit"], told["nomination"])
    assert [told] == asked.told("inbox", "--as-of", "2025-08-01", TOKEN=heir)["items"]
    assert 0 == asked.run("show", str(CASE), TOKEN=heir).exit_code
    for then in ((), ("--as-of", "2025-06-30"), ("--as-of", "2025-08-01")):
        assert [] == asked.told("inbox", *then, TOKEN=bearer)["items"]
    assert 0 != asked.run("show", str(CASE), TOKEN=bearer).exit_code
