"""`vinhdanh edxml poll` and `received`: an exchange between two offices without a network."""

import json
import signal
from pathlib import Path

import pytest

from infra.edxml.folder import FolderGateway
from services.edxml.gateway import CannotGet
from tests.api.commanding import Desk, wait_until
from tests.data.edxml_offices import drop, names, numbered, status
from tests.data.edxml_packages import NEW, STATUS

OURS = """[[organs]]
unit = "288"
organ_id = "000.00.02.X02"
name = "Cơ quan Mẫu B"
ours = true
source = "tests"
confirmed = true
"""

STRAY = "parked: organ-unknown, sender-unknown"


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Return a terminal of an office that knows its code."""
    desk.home.mkdir()
    (desk.home / "edxml-organs.toml").write_text(OURS)
    return desk


@pytest.fixture
def folder(office, tmp_path) -> Path:
    """Return an exchange folder, made at the first look."""
    found: Path = tmp_path / "exchange"
    assert "nothing waits\n" == office.run("edxml", "poll", str(found), "--once").stdout
    return found


def test_what_arrived_is_listed_a_line_each(office, folder):
    drop(folder, "1.edxml", NEW)
    drop(folder, "2.edxml", STATUS)
    drop(folder, "3.edxml", NEW[:300])
    said = office.run("edxml", "poll", str(folder), "--once")
    lines = [line.split("\t") for line in said.stdout.splitlines()]
    key, subject = "000.00.01.X01,2026/03/02,112/TTr-MAU", "Đề nghị khen thưởng: 2 hồ sơ"

    assert [
        ["verdict", "kind", "document", "from", "says", "file", "became"],
        ["taken", "document", key, "000.00.01.X01", subject, "1.edxml", "nothing"],
        ["taken", "status", key, "000.00.02.X02", "05 in process", "2.edxml", STRAY],
        ["refused", "unread", "", "", "malformed-xml: line 7: no element found", "3.edxml", ""],
    ] == lines
    assert (0, ["1.edxml", "2.edxml"]) == (said.exit_code, names(folder, "done"))


def test_what_ever_came_is_kept_and_listed(office, folder):
    drop(folder, "1.edxml", NEW)
    listed = office.told("edxml", "poll", str(folder), "--once")["items"]
    kept = office.told("edxml", "received")["items"]

    assert [{**one, "again": False} for one in kept] == listed
    assert ("taken", True, "112/TTr-MAU") == (
        kept[0]["verdict"],
        kept[0]["answered"],
        kept[0]["said"]["number"],
    )
    assert 64 == len(kept[0]["said"]["files"][0]["sha256"])
    assert "1.edxml\tnothing\n" in office.run("edxml", "received").stdout


def test_nothing_came_yet(desk):
    assert "nothing came yet\n" == desk.run("edxml", "received").stdout


def test_two_offices_exchange_a_document_and_its_status(office, folder, tmp_path):
    theirs = Desk(tmp_path / "theirs")
    theirs.home.mkdir()
    (theirs.home / "edxml-organs.toml").write_text(OURS.replace("02.X02", "01.X01"))
    drop(folder, "1.edxml", numbered(7))
    office.run("edxml", "poll", str(folder), "--once")
    (reply,) = (folder / "outbox").iterdir()
    theirs.run("edxml", "poll", str(tmp_path / "there"), "--once")
    drop(tmp_path / "there", "r.edxml", reply.read_bytes())
    (came,) = theirs.told("edxml", "poll", str(tmp_path / "there"), "--once")["items"]

    assert ("01", "000.00.01.X01,2026/03/02,7/TTr-MAU") == (
        came["said"]["status"],
        came["said"]["about"]["document_id"],
    )
    assert not came["answered"]
    assert "01" == status(reply.read_bytes()).code.value


@pytest.mark.parametrize(
    ("organs", "code"),
    [(None, "bad-organs"), (OURS.replace("ours = true", ""), "no-organ-of-ours")],
)
def test_nobody_polls_in_nobody_s_name(desk, tmp_path, organs, code):
    desk.home.mkdir()
    if organs:
        (desk.home / "edxml-organs.toml").write_text(organs)
    said = desk.run("edxml", "poll", str(tmp_path / "exchange"), "--once")

    assert (1, True, False) == (
        said.exit_code,
        code in said.stderr,
        (tmp_path / "exchange").exists(),
    )


@pytest.mark.parametrize(
    ("how", "left"), [(signal.SIGINT, 0), (signal.SIGTERM, 0), (signal.SIGKILL, -9)]
)
def test_a_poller_goes_on_until_it_is_told_to_stop(office, folder, how, left):
    with office.started("edxml", "poll", str(folder), "--every", "0.05", "--json") as poller:
        for number in range(2):
            drop(folder, f"{number}.edxml", numbered(number))
            wait_until((folder / "done" / f"{number}.edxml").exists)
        poller.send_signal(how)
        said, complained = poller.communicate(timeout=60)

    assert (left, "") == (poller.returncode, complained)
    if not left:
        assert ["0.edxml", "1.edxml"] == [
            json.loads(line)["items"][0]["name"] for line in said.splitlines()
        ]


def test_what_cannot_be_fetched_is_named(office, folder, monkeypatch):
    def locked_away(*_: object):
        raise CannotGet("Permission denied")

    drop(folder, "1.edxml", NEW)
    monkeypatch.setattr(FolderGateway, "get", locked_away)
    said = office.run("edxml", "poll", str(folder), "--once")

    assert said.exit_code == 0
    assert "vinhdanh: left waiting: 1.edxml: Permission denied\n" == said.stderr


AWAY = "postgresql://nobody@127.0.0.1:1/none"


def test_a_poller_outlives_a_store_that_is_away_and_acts_when_it_is_back(office, folder):
    with office.started(
        "edxml", "poll", str(folder), "--every", "0.05", DATABASE_URL=AWAY
    ) as poller:
        drop(folder, "1.edxml", STATUS)
        assert poller.stderr is not None
        complaints = [poller.stderr.readline() for _ in range(2)]
        poller.send_signal(signal.SIGTERM)
        poller.communicate(timeout=60)
    (came,) = office.told("edxml", "received")["items"]

    assert (0, None) == (poller.returncode, came["became"])
    assert all(line.startswith("vinhdanh: not acted on yet: ") for line in complaints)
    (acted,) = office.told("edxml", "poll", str(folder), "--once")["items"]
    assert ("parked", False) == (acted["became"]["way"], acted["again"])


def test_one_look_says_that_a_store_is_away(office, folder):
    drop(folder, "1.edxml", STATUS)
    said = office.run("edxml", "poll", str(folder), "--once", DATABASE_URL=AWAY)

    assert (1, True) == (said.exit_code, "127.0.0.1" in said.stderr)
