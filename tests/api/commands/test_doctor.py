"""`vinhdanh doctor`: all in order, or which thing is not; each planted fault is found."""

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime

import pytest

from domain.access import VIETNAM
from tests.api.commanding import Desk, load_demo

THIS_YEAR = datetime.now(VIETNAM).year
CALENDAR = {f"calendar {THIS_YEAR}", f"calendar {THIS_YEAR + 1}"}
UNSURE = {"calendar", "conditions"}
USUAL = {
    *CALENDAR,
    *("own rules agreed", "second person"),
    *("settings", "home", "keys"),
    *("rulebooks", "conditions", "senders"),
    "disk",
    "ledger",
    "positions",
    *("dockets", "openings", "late cases", "checkpoint keys", "witnesses"),
    "facts",
    "tables",
    "evidence",
    "names",
}
VIEWS = {
    "case_file",
    "inbox",
    "history",
    "honours",
    "movement_board",
    "documents",
    *("past_cases", "paths"),
    *("parked_messages", "announcements"),
    *("councils", "consultations"),
    "council_sessions",
    "ballot_boxes",
    *("delegations", "reminders", "reviews", "review_parties"),
    *("person_files", "person_requests"),
    "passing_days",
    "concerned",
}


def bad(demo: Desk, *args: str, **env: str) -> dict[str, str]:
    """Return what the doctor finds bad; the exit status must agree."""
    found = demo.run("doctor", *args, "--json", **env)
    told = json.loads(found.stdout)
    wrong = {one["check"]: one["seen"] for one in told["checks"] if not one["ok"]}

    assert (told["ok"], found.exit_code) == ((False, 1) if wrong else (True, 0))
    return wrong


def sql(demo: Desk, file: str, statement: str) -> None:
    with closing(sqlite3.connect(demo.home / file)) as opened, opened:
        assert opened.execute(statement).rowcount > 0


def paper(demo: Desk):
    return next(path for path in (demo.home / "evidence").rglob("*") if path.is_file())


def test_a_sound_house_is_in_order(demo):
    found = demo.run("doctor", "--deep", "--json")
    checks = {one["check"] for one in json.loads(found.stdout)["checks"]}

    assert 0 == found.exit_code
    expected = USUAL | {f"view {name}" for name in VIEWS} | {f"rebuild {name}" for name in VIEWS}
    assert expected == checks


def test_each_finding_is_a_line(demo):
    lines = demo.run("doctor").stdout.splitlines()

    assert len(USUAL) + len(VIEWS) == len(lines)
    assert all(one[:5] == "ok   " for one in lines if one.split()[1].strip(":") not in UNSURE)
    assert sum("hcld3 of nd152-2025 asks nothing of sudden, " in one for one in lines) == 1
    assert "ok   positions: dense from 1 to 951" in lines


def test_a_house_that_was_never_started_is_told_and_not_made(desk):
    wrong = bad(desk)

    assert {"home"} == wrong.keys()
    assert not desk.home.exists()


def test_wrong_settings_are_found(demo):
    assert bad(demo, PORT="99999999")["settings"].startswith("VINHDANH_PORT: ")


def test_a_key_that_others_can_read_is_found(demo):
    (demo.home / "keys" / "issuer.json").chmod(0o640)

    assert "issuer.json is 0640" in bad(demo)["keys"]


def test_a_key_set_that_is_none_is_found(demo, tmp_path):
    (tmp_path / "keys.json").write_text("[]")

    assert "keys" in bad(demo, JWKS=str(tmp_path / "keys.json"), ISSUER="somebody")


def test_a_gap_in_the_log_is_found(demo):
    sql(demo, "vinhdanh.db", "DELETE FROM stored_events WHERE rowid = 400")

    assert "the first at position 401" in bad(demo)["positions"]


def test_a_fact_that_cannot_be_read_is_found(demo):
    sql(demo, "vinhdanh.db", "UPDATE stored_events SET state = x'00' WHERE rowid = 400")

    assert "1 cannot be read, the first at position 400" == bad(demo)["facts"]


def test_a_ledger_that_is_no_database_is_found(demo):
    (demo.home / "vinhdanh.db").write_bytes(b"not a database at all" * 100)

    assert "not a database" in bad(demo)["house"]


LOST = "DELETE FROM stored_events WHERE rowid = 951"


def test_a_lost_fact_stays_found_until_a_rebuild_is_asked_for(demo):
    assert {} == bad(demo)
    sql(demo, "vinhdanh.db", LOST)

    for args in [(), ("--deep",), ()]:
        wrong = bad(demo, *args)
        assert "restore the log, or run `vinhdanh rebuild`" in wrong["views"]
        assert "lies at position 951, the log ends at 950" == wrong["view inbox"]
    assert 1 == demo.run("rebuild", "--check").exit_code
    said = demo.run("rebuild").stdout.splitlines()
    assert "they knew 1 facts beyond the end of the log, and forgot them" == said[1]
    assert "views" not in bad(demo)


def test_a_command_that_opens_the_house_leaves_the_trace_of_a_lost_fact(demo):
    assert {} == bad(demo)
    sql(demo, "vinhdanh.db", LOST)
    demo.run("inbox", TOKEN=demo.token("auditor", "VN"))
    assert "views" in bad(demo)


def test_one_view_beyond_the_log_is_found(demo):
    sql(demo, "views.sqlite", "UPDATE views SET position = 9999 WHERE name = 'inbox'")

    assert {"views", "view inbox"} == bad(demo).keys()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("ALTER TABLE inbox_v3 ADD COLUMN hue TEXT", "inbox_v3: column hue is not of the view"),
        ("ALTER TABLE inbox_v3 DROP COLUMN from_unit", "inbox_v3: column from_unit is missing"),
        ("DROP INDEX inbox_v3_by_desk", "inbox_v3: index inbox_v3_by_desk is missing"),
        ("CREATE INDEX extra ON views (position)", "views: index extra is not of the view"),
    ],
)
def test_a_table_that_is_not_its_view_s_is_found_by_name(demo, change, told):
    with closing(sqlite3.connect(demo.home / "views.sqlite")) as opened, opened:
        opened.execute(change)

    assert told in bad(demo)["tables"]


@pytest.mark.parametrize("fate", ["damaged", "missing"])
def test_evidence_that_is_not_what_it_was_is_found(demo, fate):
    path = paper(demo)
    path.chmod(0o600)
    path.write_bytes(b"%PDF-forged") if fate == "damaged" else path.unlink()

    assert {"evidence": f"1 of 103: {path.name[:12]} {fate}"} == bad(demo)


def names(demo: Desk) -> str:
    """Return what the doctor says of the names."""
    checks = json.loads(demo.run("doctor", "--json").stdout)["checks"]
    return next(str(one["seen"]) for one in checks if one["check"] == "names")


def test_names_are_said_to_be_erased_where_some_are(demo):
    assert "32 of 32 nominees" == names(demo)

    sql(
        demo,
        "people.sqlite",
        "DELETE FROM subject_keys WHERE ref = (SELECT min(ref) FROM subjects)",
    )
    assert "31 of 32 nominees; others are gone or held back" == names(demo)


def test_a_name_that_does_not_open_is_found(demo):
    sql(demo, "people.sqlite", "UPDATE subject_keys SET key = zeroblob(32)")

    assert bad(demo)["names"].startswith("damaged: ")


def test_a_view_that_went_astray_is_found_by_a_deep_look(demo):
    sql(demo, "views.sqlite", "UPDATE inbox_v3 SET role = 'clerk'")

    assert {} == bad(demo)
    assert {"rebuild inbox": "not as a rebuild at position 951"} == bad(demo, "--deep")


def test_a_full_disk_is_found(demo, monkeypatch):
    usage = shutil.disk_usage(demo.home)
    monkeypatch.setattr("infra.examination.ROOM", usage.total)

    assert {"disk"} == bad(demo).keys()


def test_a_bad_finding_is_a_line_and_the_exit_status(demo):
    (demo.home / "keys" / "issuer.json").chmod(0o644)
    found = demo.run("doctor")

    assert (1, "") == (found.exit_code, found.stderr)
    assert "\nBAD  keys: others may use them: " in found.stdout


@pytest.mark.postgres
def test_a_sound_house_on_postgresql_is_in_order(tmp_path, postgres_url):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VINHDANH_DATABASE_URL", postgres_url)
        desk = Desk(load_demo(tmp_path / "var"))

        assert {} == bad(desk, "--deep")
        assert {"history": True} == {
            name: same
            for name, same in desk.told("rebuild", "--check").items()
            if name == "history"
        }


@pytest.mark.parametrize("url", ["postgresql://nobody@127.0.0.1:1/none", "sqlite:////proc/x/y.db"])
def test_a_store_that_cannot_be_reached_is_told_without_a_traceback(desk, url):
    token = desk.token("auditor", "VN")
    found = desk.run("inbox", DATABASE_URL=url, TOKEN=token)

    assert (1, "") == (found.exit_code, found.stdout)
    assert found.stderr.startswith("vinhdanh: ")
    assert 1 == found.stderr.count("\n")
