"""`vinhdanh council`: seats, sessions and minutes as over HTTP, and the votes counted again."""

from contextlib import closing
from dataclasses import replace
from uuid import UUID

import pytest

from domain.council.events import SessionClosed
from domain.facts import Event
from infra.ledger.ledger import open_ledger
from infra.settings import read
from services.ports import Append
from tests import builders as b
from tests import council as c
from tests.api.commanding import Desk, is_plain
from tests.infra.writing import envelope
from tests.services.test_recount import BOX, COUNTED, HELD, VOTED


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A terminal in front of a house whose council has voted once; a way to alter the result."""
    monkeypatch.setenv("VINHDANH_HOME", str(tmp_path))

    def with_result(voted=VOTED):
        said: dict[UUID, tuple[Event, ...]] = {
            c.COUNCIL: (c.appointed(*c.seats(3)),),
            b.CASE: c.arrived,
            BOX: (COUNTED,),
            c.SESSION: (*HELD, voted, SessionClosed()),
        }
        with closing(open_ledger(read().address)) as ledger:
            ledger.append([Append(key, 0, facts) for key, facts in said.items()], envelope())
        return Desk(tmp_path)

    return with_result


def auditor(desk):
    return {"TOKEN": desk.token("auditor", "VN")}


def test_a_council_and_its_sessions_are_shown(desk):
    house = desk()
    who, council = auditor(house), str(c.COUNCIL)
    assert "member-1\tchair\t2025-01-02" in house.run("council", "show", council, **who).stdout
    seats = house.told("council", "show", council, **who)["seats"]
    assert ["member-1", "member-2", "member-3"] == [one["person"] for one in seats]
    assert f"\t{c.SESSION}\n" in house.run("council", "sessions", council, **who).stdout
    (listed,) = house.told("council", "sessions", council, **who)["items"]
    assert "closed" == listed["state"]


def test_minutes_are_printed_line_by_line(desk):
    house = desk()
    who, session = auditor(house), str(c.SESSION)
    minutes = house.run("council", "minutes", session, **who).stdout
    assert "BIÊN BẢN KIỂM PHIẾU (Ballot-count minutes)\n" in minutes
    assert "Số phiếu thu vào: 3\nSố phiếu không thu lại: 0\nÝ kiến bằng văn bản: -\n" in minutes
    assert is_plain(minutes)
    assert 1 == len(house.told("council", "minutes", session, **who)["counts"])


def test_votes_are_counted_again(desk):
    house = desk()
    found = house.run("council", "tally", str(c.SESSION), **auditor(house))
    assert (0, f"{b.CASE}\t3\t3\t3\t2\t1\t0\t3\tno") == (
        found.exit_code,
        found.stdout.splitlines()[1],
    )


def test_a_result_that_was_altered_ends_with_an_error(desk):
    house = desk(replace(VOTED, in_favour=3, against=0, carried=True))
    found = house.run("council", "tally", str(c.SESSION), **auditor(house))
    assert (1, True) == (found.exit_code, "told" in found.stderr)
    assert house.run("council", "tally", str(c.SESSION), "--json", **auditor(house)).exit_code == 1


def test_what_is_not_there_and_who_says_nothing_is_refused(desk):
    house = desk()
    unknown = house.run("council", "minutes", str(b.CASE), **auditor(house))
    assert (1, True) == (unknown.exit_code, "session-unknown" in unknown.stderr)
    assert 1 == house.run("council", "tally", str(c.SESSION)).exit_code
