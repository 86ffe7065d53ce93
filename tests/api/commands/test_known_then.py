"""`vinhdanh inbox`, `history` and `council` as of then: what was told then, as over HTTP."""

import pytest

from services.demo.story import nomination_of
from tests import builders as b
from tests import council as c
from tests.api.commands.test_council import auditor, desk
from tests.api.commands.test_read import over_http

__all__ = ["desk"]
CASE = str(nomination_of("open-data"))


@pytest.fixture
def house(desk):
    """A terminal in front of a council that voted once; nothing of it was recorded long ago."""
    return desk()


def test_a_session_is_told_with_its_cases_as_of_then(house):
    who, session = auditor(house), str(c.SESSION)
    told = house.told("council", "cases", session, **who)
    (before,) = told["cases"]
    assert (str(b.CASE), "at-step") == (before["case"]["nomination"], before["case"]["state"])
    end = before["case"]["version"]
    line = house.run("council", "cases", session, **who).stdout.splitlines()[-1]
    assert line.startswith(f"{b.CASE}\t{end}\t")
    early = house.run("council", "cases", session, "--known-at", "2020-01-01", **who)
    assert (1, "") == (early.exit_code, early.stdout)


def test_the_inbox_and_the_history_of_then_are_those_of_http(demo, monkeypatch):
    token = demo.token("leader", "10532")
    now = demo.told("inbox", TOKEN=token)["items"]
    asked = ("inbox", f"nominations/{CASE}/history")
    acts = demo.told("history", CASE, TOKEN=token)["items"]
    for end in (acts[3]["position"], 10**9):
        point = ("--up-to", str(end))
        told = [demo.told("inbox", *point, TOKEN=token)]
        told.append(demo.told("history", CASE, *point, TOKEN=token))
        paths = [f"/{one}?up_to={end}" for one in asked]
        assert told == over_http(demo, monkeypatch, token, *paths)
        assert (now == told[0]["items"]) == (end == 10**9)
