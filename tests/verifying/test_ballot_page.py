"""The ballot page in a real browser, before a house that runs: taken, cast, checked, counted."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from werkzeug.serving import make_server

from tests.api.badges import VOTES, token
from tests.api.conftest import app, house, say, written
from tests.api.council_room import AGAINST, FOR, MEMBERS, Room, began, council, room
from tests.builders import CASE, DISTRICT
from tests.stand_in_server import running
from tests.verifying.ballot_vectors import kept
from tests.verifying.browser import THIS_MACHINE, Page, found
from tests.verifying.browser import opened as browser
from tests.verifying.test_ballots import CLIENT
from tests.verifying.test_ballots_under_node import HARNESS, WHOLE

__all__ = ["app", "council", "house", "room", "say", "written"]
TOLD = "[...document.querySelectorAll('#told li')].map(one => [one.className, one.textContent])"
WAITED = """new Promise((done, fail) => {
    const look = () => Number(document.body.dataset.done) > %d ? done(1) : setTimeout(look, 20);
    setTimeout(() => fail(new Error('nothing happened')), 60000);
    look();
})"""
HEARD: list[dict[str, str]] = []
KEPT = """(() => {
    const made = URL.createObjectURL;
    URL.createObjectURL = (blob) => { window.keptBallot = blob; return made.call(URL, blob); };
})()"""


@contextmanager
def served(app) -> Iterator[str]:
    """Serve an application on a port of its own; lend its address."""

    def noting(environ, start):
        """Note what the network is told, and answer."""
        HEARD.append(environ)
        return app(environ, start)

    HEARD.clear()
    server = make_server("127.0.0.1", 0, noting)
    with running(server):
        yield f"http://127.0.0.1:{server.port}"


@pytest.fixture(scope="module")
def page(tmp_path_factory) -> Iterator[Page]:
    """Lend a page of a browser that reaches this machine and nobody else."""
    program = found()
    assert program
    folder = tmp_path_factory.mktemp("ballots") / "profile"
    with browser(program, folder, THIS_MACHINE) as lent:
        yield lent


@pytest.fixture
def opened(page, app):
    """The page as a member opens it."""
    ready = "document.readyState === 'complete' ? done(1) : onload = done"
    with served(app) as address:
        page.order("Page.navigate", url=f"{address}/ballot")
        page.run(f"new Promise(done => {ready})")
        page.run(f"document.body.dataset.done = '0'; {KEPT}; 0")
        page.events.clear()
        yield page


def done(page, code: str):
    """Run some code that starts an act, wait until it ended; return what the page tells."""
    before = int(page.run("document.body.dataset.done"))
    page.run(f"{code}; 0")
    page.run(WAITED % before)
    return page.run(TOLD)


def shown(page, room: Room, name: str):
    """Fill in the session and a member's token, and have the session shown."""
    said = json.dumps([str(room.key), token(name, "council-member", DISTRICT)])
    return done(page, f"[at('session').value, at('token').value] = {said}; at('show').click()")


def taken(page, room: Room, name: str, choice: str, folder: Path) -> Path:
    """Take a ballot as a member does, and save its file."""
    assert [] == shown(page, room, name)
    page.run(f"document.querySelector('#items select').value = {json.dumps(choice)}; 0")
    ((mark, _),) = done(page, "document.querySelector('#items button').click()")
    assert "good" == mark
    file = folder / f"{name}.json"
    file.write_text(page.run("keptBallot.text()"))
    return file


def given(page, field: str, button: str, file: Path):
    """Choose a file and press a button; return what the page tells."""
    page.choose(field, [file])
    return done(page, f"at('{button}').click()")


@pytest.fixture
def files(opened, room, tmp_path):
    """Three members took ballots in the browser, and the roll is closed."""
    began(room)
    choices = zip(MEMBERS, (FOR, FOR, AGAINST), strict=True)
    kept_files = [taken(opened, room, who, said.value, tmp_path) for who, said in choices]
    assert 200 == room.act(VOTES, "roll-closing").status_code
    return kept_files


def test_ballots_are_taken_cast_checked_and_counted_in_the_browser(opened, files, room):
    for file in reversed(files):
        ((mark, _),) = given(opened, "#cast-file", "cast", file)
        assert "good" == mark
    assert 200 == room.act(VOTES, "closing").status_code
    own, count = given(opened, "#check-file", "check", files[2])
    assert ("good", True) == (own[0], own[1].startswith("Phiếu đã được kiểm"))
    sums = "đồng ý 2, không đồng ý 1, phiếu trắng 0"
    assert ["good", f"{CASE}: 3/3 phiếu, {sums}"] == count


def test_a_ballot_that_is_not_in_the_box_is_missed(opened, files, room):
    for file in files:
        given(opened, "#cast-file", "cast", file)
    room.act(VOTES, "closing")
    other = json.loads(files[1].read_text())
    files[1].write_text(json.dumps({**other, "nonce": other["nonce"][::-1]}))
    missed, _ = given(opened, "#check-file", "check", files[1])
    assert ("bad", True) == (missed[0], missed[1].startswith("KHÔNG có phiếu"))


def test_casting_sends_no_name(opened, files, room):
    given(opened, "#cast-file", "cast", files[0])
    (sent,) = (one for one in HEARD if one["PATH_INFO"].endswith("/ballots"))
    assert ("POST", f"/api/v1{room.at}/ballots") == (sent["REQUEST_METHOD"], sent["PATH_INFO"])
    assert not {"HTTP_AUTHORIZATION", "HTTP_COOKIE", "HTTP_REFERER"} & set(sent)


def test_the_page_asks_nobody_else_and_keeps_its_policy(opened, files):
    given(opened, "#cast-file", "cast", files[0])
    asked = [one["params"]["request"]["url"] for one in opened.events if "request" in one["params"]]
    assert {"127.0.0.1"} == {one.split("/")[2].split(":")[0] for one in asked if one[:4] == "http"}
    assert not [one for one in opened.events if one["method"] == "Log.entryAdded"]


def test_the_file_is_the_one_of_the_client_in_python(files, room):
    told = json.loads(files[0].read_text())
    key = int(room.shown()["agenda"][0]["key"], 16)
    assert {"session", "nomination", "choice", "nonce", "proof"} == set(told)
    assert CLIENT.is_proven(told["session"], told["nomination"], told, key)


def test_the_golden_ballots_are_made_in_the_browser_too(opened):
    opened.run(f"{HARNESS}; 0")
    assert WHOLE == opened.run(f"ballotsTold({json.dumps(kept())})")


def test_what_goes_wrong_is_told_in_words(opened, room):
    ((_, early),) = shown(opened, room, "member-1")
    assert "Chưa có phiếu kín nào" in early
    ((mark, _),) = done(opened, "at('session').value = crypto.randomUUID(); at('show').click()")
    assert "bad" == mark
    ((mark, none),) = done(opened, f"at('session').value = '{room.key}'; at('check').click()")
    assert ("bad", True) == (mark, none.startswith("chưa kiểm phiếu"))


def test_no_script_stands_in_the_page_and_its_policy_stops_one(opened):
    tried = "Object.assign(document.createElement('script'), {text: 'ran = 1'})"
    opened.run(f"document.body.append({tried}); 0")
    assert "undefined" == opened.run("typeof ran")
    elsewhere = "fetch('https://127.0.0.1:9/').then(() => 'went', () => 'stopped')"
    assert "stopped" == opened.run(elsewhere)
    labelled = "[...document.querySelectorAll('input')].every(one => one.labels.length === 1)"
    assert opened.run(labelled) is True
