"""A newer regime for an open case over HTTP: foreseen, chosen, told; the real rulebooks."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.nomination.events import NominationFiled
from domain.nomination.favour import RegimeChosen
from tests.api.badges import token
from tests.api.speech import done, items, of, refused
from tests.builders import CASE, opened
from tests.plain_house import RULEBOOKS

SECRETARY = token("secretary", "council-secretary", "10532")
INSPECTOR = token("officer", "inspector", "VN")  # who nominated, and reads everything now
NEWER = "law06-2026"
BODY = {"regime": NEWER, "reason": "Its bonus is higher", "effective_on": "2026-10-05"}


@pytest.fixture
def case(house):
    """Let a case be under review."""
    under_review(house)


def under_review(house):
    """Let a case of Lê Thanh Nghị ward be under review under Decree 152/2025, in October 2026."""
    house.clock.instant = datetime(2026, 10, 6, 5, tzinfo=UTC)
    on = datetime(2026, 9, 1, tzinfo=UTC).date()
    ladder = RULEBOOKS.ladder("gk-phuong", "10532", on)
    assert ladder
    told = replace(opened, unit="10532", opened_on=on, ladder=ladder)
    house.given(CASE, told, NominationFiled(ladder.first.key, None))


def test_it_says_what_would_differ_and_writes_nothing(house, say, case):
    before = house.ledger.last_position()
    shown = say(SECRETARY).get(of(CASE, "favourable"), regime=NEWER).get_json()
    assert (True, "nd152-2025", False) == (
        shown["allowed"],
        shown["was"],
        shown["favour"]["confirmed"],
    )
    assert "S43" in shown["favour"]["source"]
    assert shown["steps"][0]["unit"] == "10532"
    assert before == house.ledger.last_position()


def test_the_case_goes_on_under_it_and_its_answer_and_history_say_what_differed(house, say, case):
    reply = say(SECRETARY).post(of(CASE, "regime"), BODY, version=2)
    assert (200, '"3"') == done(reply), reply.text
    fact = house.ledger.read(CASE)[-1]
    assert isinstance(fact, RegimeChosen)
    assert len(fact.differences) == len(reply.get_json()["differences"])
    shown = say(SECRETARY).get(of(CASE), at_least=house.ledger.last_position()).get_json()
    assert NEWER == shown["regime"]
    line = say(SECRETARY).get(of(CASE, "history")).get_json()["items"][-1]
    told = line["detail"]
    assert ("regime-chosen", "nd152-2025", NEWER) == (
        line["kind"],
        told["from_regime"],
        told["regime"],
    )
    desk = token("whoever", shown["step_role"], shown["step_unit"])
    assert [NEWER] == [one["regime"] for one in items(say(desk).get("/inbox"))]


def test_it_is_refused_with_every_broken_rule(say, case):
    back = say(INSPECTOR).post(of(CASE, "regime"), {**BODY, "regime": "nd98-2023"}, version=2)
    codes = ["role-missing", "unit-foreign", "own-nomination", "dated-before-opening"]
    assert refused(back)[0] == 403
    assert {*codes[:3], "transition-forbids", "regime-not-in-force"} <= {*refused(back)[1]}
    unknown = say(SECRETARY).post(of(CASE, "regime"), {**BODY, "regime": "nd1"}, version=2)
    assert (422, ["regime-unknown"]) == refused(unknown)


def test_the_same_choice_sent_again_is_answered_the_same(say, case):
    first = say(SECRETARY).post(of(CASE, "regime"), BODY, version=2, key="k1")
    again = say(SECRETARY).post(of(CASE, "regime"), BODY, version=2, key="k1")
    assert first.get_json() == again.get_json()
