"""Sealed packs: the same bytes for the same log, checked without a network, for auditors alone."""

import subprocess
import sys
from base64 import b64encode
from contextlib import closing
from sqlite3 import connect
from uuid import UUID

import pytest

from api.pack.pages import reports
from api.pack.report import Section, kinds
from domain.council.events import SessionClosed
from domain.decision.events import DecisionIssued, Grant
from domain.facts import Event
from domain.register.decide import honour_of
from domain.rulebooks.words import Text
from projections.history import WORDS
from services.demo.story import nomination_of
from tests import council as c
from tests.api.badges import AUDITOR, OFFICER, token
from tests.api.speech import refused
from tests.builders import APRIL, CASE, DECISION, DISTRICT, OTHER, at_submit
from tests.services.test_recount import BOX, COUNTED, HELD, VOTED
from tests.verifying.runners import PROGRAM, VERIFIER, by_the_file

ADDRESS = f"/nominations/{CASE}/audit-pack"
GRANTED = "open-data"


def problems(pack: bytes, keys: str | None = None):
    told = {"pack": True, "notes": {}, "keys": keys, "export": b64encode(pack).decode()}
    return by_the_file(told)


def entries(pack: bytes):
    return VERIFIER.entries_of(pack)[1]


@pytest.fixture
def auditor(house, say):
    """An auditor before two cases."""
    house.given(CASE, *at_submit)
    house.given(OTHER, *at_submit)
    return say(AUDITOR)


def test_a_pack_proves_itself_and_holds_the_whole_case(auditor):
    reply = auditor.get(ADDRESS)

    assert (200, "application/zip") == (reply.status_code, reply.content_type)
    assert [] == problems(reply.data, entries(reply.data)["keys.txt"].decode())
    facts = entries(reply.data)["facts.jsonl"].splitlines()
    assert list(range(1, len(at_submit) + 1)) == [
        VERIFIER.fact(line + b"\n", 0).position for line in facts
    ]


def test_the_same_log_gives_the_same_pack(auditor):
    first, second = (auditor.get(ADDRESS) for _ in range(2))

    assert first.data == second.data
    assert first.headers["ETag"] == second.headers["ETag"]


def test_the_report_says_the_case_in_both_languages(auditor):
    held = entries(auditor.get(ADDRESS).data)

    for tongue, words in (
        ("vi", ("Báo cáo kiểm tra", "đã lập hồ sơ")),
        ("en", ("nomination opened",)),
    ):
        plain, page = (held[f"report.{tongue}.{form}"].decode() for form in ("txt", "html"))
        assert all(word in plain and word in page for word in words)
        assert f'<html lang="{tongue}">' in page
    assert PROGRAM.read_bytes() == held["verify.py"]
    assert PROGRAM.with_name("verify.html").read_bytes() == held["verify.html"]


def test_others_get_no_pack(auditor, say):
    assert (403, ["role-missing"]) == refused(say(OFFICER).get(ADDRESS))
    elsewhere = say(token("auditor", "auditor", "99999")).get(ADDRESS)
    absent = auditor.get(ADDRESS.replace(str(CASE), str(DECISION)))
    assert (404, ["nomination-unknown"]) == refused(elsewhere) == refused(absent)


def test_an_unknown_decision_has_no_pack(auditor):
    found = refused(auditor.get(f"/decisions/{OTHER}/audit-pack"))

    assert (404, ["decision-unknown"]) == found


def test_every_kind_of_the_history_has_a_vietnamese_name():
    assert {kind for _, kind in WORDS.values()} == set(kinds())


def test_what_people_wrote_is_never_markup():
    text = Text("<b>", "<b>")
    page = reports(text, [Section(text, [text])], named=False)

    assert b"<b>" not in page["report.vi.html"]
    assert 3 == page["report.vi.html"].count(b"&lt;b&gt;")


@pytest.fixture
def asked(demo, tmp_path):
    """Return what makes packs at a terminal: of a case that was granted."""

    def ask(file, *more, **env):
        token = demo.token("auditor", "VN")
        case = str(nomination_of(GRANTED))
        said = demo.process("audit-pack", case, str(tmp_path / file), *more, TOKEN=token, **env)
        assert 0 == said.returncode, said.stderr
        return (tmp_path / file).read_bytes()

    return ask


def test_two_machines_make_the_same_pack(asked, monkeypatch):
    made = []
    for zone, seed in (("Asia/Ho_Chi_Minh", "1"), ("America/New_York", "77")):
        monkeypatch.setenv("TZ", zone)
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        made.append(asked(f"{seed}.zip"))

    assert made[0] == made[1]


CUT = ("unshare", "--map-root-user", "--net")
REACH = "import socket; socket.create_connection(('127.0.0.1', 9), 1)"


def test_the_verifier_of_the_pack_checks_it_without_a_network(asked, tmp_path):
    pack = tmp_path / "pack.zip"
    program = tmp_path / "verify.py"
    program.write_bytes(entries(asked(pack.name))["verify.py"])
    bare = [*CUT, sys.executable, "-I", "-S"]

    cut = subprocess.run([*bare, "-c", REACH], capture_output=True, text=True, check=False)
    assert "Network is unreachable" in cut.stderr
    said = subprocess.run(
        [*bare, str(program), str(pack)], capture_output=True, text=True, check=False
    )
    assert (0, "") == (said.returncode, said.stderr), said.stdout
    assert "BAD" not in said.stdout


def test_names_are_told_when_asked_for_and_the_person_is_told_who_asked(demo, tmp_path):
    who, case = demo.token("auditor", "VN"), str(nomination_of(GRANTED))
    name = demo.told("show", case, TOKEN=who)["nominee_name"]
    bare, named = (tmp_path / one for one in ("bare.zip", "named.zip"))
    demo.run("audit-pack", case, str(bare), TOKEN=who)
    demo.run("audit-pack", case, str(named), "--with-names", TOKEN=who)

    assert name.encode() not in bare.read_bytes()
    assert name.encode() in named.read_bytes()
    with closing(connect(demo.home / "people.sqlite")) as kept:
        rows = kept.execute("SELECT reader, roles, way FROM personal_reads").fetchall()
    assert [("auditor.VN", "auditor", "pack")] == rows
    assert not (demo.home / "names-read.jsonl").exists()


GRANTS = tuple(Grant(one, honour_of(one), "gk-xa") for one in (CASE, OTHER))
PAPER = DecisionIssued("7/QĐ", APRIL, DISTRICT, "leader", "Chairman", "Law", 1, GRANTS)


def test_a_decision_brings_its_cases(auditor, house):
    house.given(DECISION, PAPER)

    pack = auditor.get(f"/decisions/{DECISION}/audit-pack").data

    assert [] == problems(pack)
    assert {CASE, OTHER, DECISION} == streams(pack)
    assert f"Số 7/QĐ ngày {APRIL:%d/%m/%Y}".encode() in entries(pack)["report.vi.txt"]


def test_what_a_case_cites_comes_with_it_and_other_cases_do_not(house, say):
    for stream, facts in VOTED_ON.items():
        house.given(stream, *facts)
    house.given(OTHER, *at_submit)

    pack = say(AUDITOR).get(ADDRESS).data

    assert [] == problems(pack)
    assert {CASE, c.SESSION, c.COUNCIL, BOX} == streams(pack)


def streams(pack: bytes):
    lines = entries(pack)["facts.jsonl"].splitlines(keepends=True)
    return {UUID(VERIFIER.fact(line, 0).stream) for line in lines}


VOTED_ON: dict[UUID, tuple[Event, ...]] = {
    c.COUNCIL: (c.appointed(*c.seats(3)),),
    CASE: c.arrived,
    BOX: (COUNTED,),
    c.SESSION: (*HELD, VOTED, SessionClosed()),
}
