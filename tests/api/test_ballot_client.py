"""A member's own client against a running service: takes, casts under no name, checks, recounts."""

import json
import os
import stat
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path

import pytest

from infra.ledger.ledger import open_ledger
from infra.settings import read
from infra.wiring import front_door
from services.ports import Append
from services.stores import Claims
from tests.api.council_room import MEMBERS, PAPER
from tests.api.serving import running
from tests.builders import CASE, DISTRICT
from tests.council import arrived
from tests.infra.writing import envelope

CLIENT = Path(__file__).parents[2] / "docs" / "examples" / "ballot.py"
DAY = "2025-06-20"
THEN = {"effective_on": DAY}
"""While the district stood; the service has the clock of today."""
CHOICES = ("in-favour", "in-favour", "against")


class Town:
    """A service on a port, and tokens for those who speak to it."""

    def __init__(self, port: int) -> None:
        self.port, self.door, self.session = port, front_door(), ""
        self.tokens: dict[str, str] = {}

    def token(self, name, role):
        who = Claims(name, frozenset({role}), frozenset({DISTRICT}), "TM")
        return self.tokens.setdefault(name, self.door.token(who, timedelta(hours=1)))

    def say(self, token, path, body=None, **headers):
        """Ask for JSON, or send an act."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=60)
        said = {"Authorization": f"Bearer {token}", **headers}
        text = None if body is None else json.dumps(body)
        kind = {"Content-Type": "application/json"} if body is not None else {}
        with closing(line):
            line.request("GET" if body is None else "POST", path, text, said | kind)
            reply = line.getresponse()
            return json.loads(reply.read()), reply

    def act(self, what, **body):
        """Let the secretary act in the session, at the version it has."""
        token, at = self.token("secretary", "council-secretary"), self.session
        found, reply = self.say(token, at)
        _, done = self.say(token, f"{at}/{what}", body, **{"If-Match": reply.headers["ETag"]})
        assert done.status == 200, (what, found)
        place = f"{at}?at_least={done.headers['Log-Position']}"
        return self.say(token, place)[0]

    def client(self, name, *order):
        """Run the client as a member would; `name` is whose token it has, none for nobody's."""
        env = {"PATH": os.environ["PATH"], "PYTHONUTF8": "1"}
        env |= {"VINHDANH_TOKEN": self.token(name, "council-member")} if name else {}
        command = [sys.executable, "-I", str(CLIENT), *map(str, order)]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    def url(self):
        return f"http://127.0.0.1:{self.port}{self.session}"


@pytest.fixture
def town(tmp_path, monkeypatch):
    """A service with a council, in whose session a roll is open."""
    monkeypatch.setenv("VINHDANH_HOME", str(tmp_path))
    with closing(open_ledger(read().address)) as ledger:
        ledger.append([Append(CASE, 0, arrived)], envelope())
    with running(tmp_path) as (_, port):
        there = Town(port)
        leader, key = there.token("leader", "leader"), {"Idempotency-Key": "one"}
        body, reply = there.say(leader, "/api/v1/councils", PAPER, **key)
        secretary = there.token("secretary", "council-secretary")
        called = {"held_on": DAY, "nominations": [str(CASE)], **THEN}
        at = f"/api/v1/councils/{body['id']}/sessions"
        _, reply = there.say(secretary, at, called, **key)
        there.session = reply.headers["Location"]
        there.say(secretary, f"{there.session}?at_least={reply.headers['Log-Position']}")
        there.act("opening", present=[{"member": one} for one in MEMBERS], **THEN)
        yield there


def said(run):
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def voted(town, folder):
    """Let every member take a ballot and cast it under no name; return their files."""
    files = [folder / f"{name}.json" for name in MEMBERS]
    for name, choice, file in zip(MEMBERS, CHOICES, files, strict=True):
        said(town.client(name, "take", town.url(), CASE, choice, "--keep", file))
    town.act("roll-closing")
    for file in reversed(files):
        said(town.client(None, "cast", file))
    return files


def traced(file, home):
    """Say whether what the service wrote of its requests knows the number of a ballot."""
    return json.loads(file.read_text())["nonce"] in (home / "log").read_text()


def test_members_vote_by_their_client_and_find_their_ballots(town, tmp_path):
    files = voted(town, tmp_path)
    said(town.client(None, "cast", files[0]))
    early = town.client(MEMBERS[0], "check", files[0])
    assert (1, True) == (early.returncode, "not counted" in early.stderr)
    town.act("closing")
    assert not [one for one in files if traced(one, tmp_path)]
    for name, file in zip(MEMBERS, files, strict=True):
        told = said(town.client(name, "check", file))
        assert json.loads(file.read_text())["nonce"] in told
        assert "3/3 phiếu, đồng ý 2, không đồng ý 1, phiếu trắng 0" in told
    assert "2/3, cần (needed) 3: không đạt" in said(town.client("auditor", "recount", town.url()))


def test_what_a_member_keeps_is_theirs_alone_and_does_not_hold_the_factor(town, tmp_path):
    file = tmp_path / "mine.json"
    order = ("take", town.url(), CASE, "in-favour", "--keep", file)
    said(town.client(MEMBERS[0], *order))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert {"session", "nomination", "choice", "nonce", "proof"} == set(
        json.loads(file.read_text())
    )
    assert "another ballot, or taken" in town.client(MEMBERS[0], *order).stderr
    other = tmp_path / "other.json"
    second = town.client(MEMBERS[0], *order[:-1], other)
    assert (1, True) == (second.returncode, "ballot-taken" in second.stderr)


def test_a_member_whose_answer_was_lost_goes_on_with_the_same_numbers(town, tmp_path):
    file = tmp_path / "mine.json"
    order = ("take", town.url(), CASE, "in-favour", "--keep", file)
    asked = {"session": town.url(), "nomination": str(CASE), "choice": "in-favour"}
    draft = json.dumps({**asked, "nonce": "5" * 64, "factor": "3"})
    file.write_text(draft)
    said(town.client(MEMBERS[0], *order))
    mine = json.loads(file.read_text())
    file.write_text(draft)
    said(town.client(MEMBERS[0], *order))
    assert mine == json.loads(file.read_text())
    assert "VINHDANH_TOKEN" in town.client(None, *order[:-1], tmp_path / "new.json").stderr


def test_a_forged_result_is_seen(town, tmp_path):
    """Plant other ballots and another sum in what the client is told."""
    files = voted(town, tmp_path)
    town.act("closing")
    shown, _ = town.say(town.token("auditor", "auditor"), town.session)
    boxes, _ = town.say(town.token("auditor", "auditor"), f"{town.session}/ballots")
    assert [] == wrong(town, shown, boxes)
    shown["agenda"][0]["result"]["in_favour"] = 3
    assert 1 == len(wrong(town, shown, boxes))
    shown["agenda"][0]["result"]["in_favour"] = 2
    (box,) = boxes["items"]
    box["ballots"][0]["choice"] = "blank"
    assert any("nobody signed" in line for line in wrong(town, shown, boxes))
    box["ballots"] *= 2
    assert any("6 ballots, 3 were taken" in line for line in wrong(town, shown, boxes))
    assert 3 == len(files)


def wrong(town, shown, boxes):
    """Return what the client finds wrong in a session and its boxes."""
    asked = (
        "import json, runpy, sys; c = runpy.run_path(sys.argv[1]); s, b = json.load(sys.stdin); "
    )
    asked += "print(json.dumps([w for x in b['items'] for w in c['recounted'](sys.argv[2], s, x)]))"
    command = [sys.executable, "-c", asked, CLIENT, town.url()]
    run = subprocess.run(
        command, input=json.dumps([shown, boxes]), capture_output=True, text=True, check=True
    )
    return json.loads(run.stdout.splitlines()[-1])
