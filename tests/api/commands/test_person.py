"""`vinhdanh person`: the way of a request at the command line, to the erasure by two."""

import json
from contextlib import closing
from datetime import UTC, datetime
from sqlite3 import connect

import pytest

from infra.ledger.ledger import StoreLedger
from services.receipts import command_id, receipt_stream

UNIT = "10532"


@pytest.fixture
def case(desk):
    """Return a case that is over, of a person with a name."""
    officer = desk.token("nominating-officer", UNIT)
    said = ("--unit", UNIT, "--award", "gk-phuong", "--achievement", "Paperless")
    found = desk.run(
        "nominate", *said, "--kind", "person", "--token", officer, typed="Nguyễn Thị Bưởi"
    )
    assert found.exit_code == 0, found.output
    return shown(desk, found.stdout.split()[0])


def shown(desk, case):
    """Return a case as an auditor sees it."""
    return desk.told("show", case, "--token", desk.token("auditor", "VN"))


def person(desk, *said, who="data", typed=None):
    """Give a command of `person`; return what it prints."""
    token = desk.run("token", "--actor", who, "--role", "data-officer", "--unit", UNIT).stdout
    found = desk.run("person", *said, "--token", token.strip(), typed=typed)
    assert found.exit_code == 0, found.output
    return found.stdout.strip()


def test_a_request_goes_its_way_and_an_open_case_keeps_the_person(desk, case):
    who, today = case["nominee"], datetime.now(UTC).date().isoformat()
    one = person(desk, "receive", who, "--kind", "correction", "--received-on", today)
    person(desk, "answer", who, one)
    person(desk, "carry-out", who, one, "--named", typed="Nguyễn Thị Bười\n")
    told = json.loads(person(desk, "show", who))
    assert ("Nguyễn Thị Bười", ["done"]) == (told["name"], [it["state"] for it in told["requests"]])
    assert [case["nomination"]] == [
        it["nomination"] for it in json.loads(person(desk, "export", who))["files"]
    ]

    gone = person(desk, "receive", who, "--kind", "erasure", "--received-on", today)
    token = desk.run("token", "--actor", "data", "--role", "data-officer", "--unit", UNIT).stdout
    refused = desk.run("person", "answer", who, gone, "--token", token.strip())
    assert (1, True) == (refused.exit_code, "person-in-a-case" in refused.output)
    person(desk, "answer", who, gone, "--refuse", "law-forbids")
    assert "law-forbids" in person(desk, "requests")
    assert "0 would be erased" in person(desk, "retention")


def test_a_restriction_is_lifted_again(desk, case):
    who, today = case["nominee"], datetime.now(UTC).date().isoformat()
    one = person(desk, "receive", who, "--kind", "restriction", "--received-on", today)
    person(desk, "answer", who, one)
    person(desk, "carry-out", who, one)
    assert shown(desk, case["nomination"])["nominee_name"] is None
    person(desk, "lift", who)
    assert shown(desk, case["nomination"])["nominee_name"] == "Nguyễn Thị Bưởi"


KEPT = {"identity_number": "030180012345", "sex": "female", "phone": "0912345678", "vouched": True}
TOLD = "identity-number: 030 180 012 345\nsex: female\n\nphone: 0912.345.678\n"


def test_particulars_come_with_the_name_and_are_put_right_alone(desk):
    officer, name = desk.token("nominating-officer", UNIT), "Nguyễn Thị Bưởi\n\n"
    said = ("--unit", UNIT, "--award", "gk-phuong", "--achievement", "Paperless", "--key", "k")
    whole = ("nominate", *said, "--kind", "person", "--particulars", "--token", officer)
    first, again = (desk.run(*whole, typed=name + TOLD) for _ in range(2))
    assert (0, first.stdout) == (again.exit_code, again.stdout), first.output
    other = desk.run(*whole, typed=name + TOLD + "email: a@b.vn")
    assert (1, True) == (other.exit_code, "key-reused" in other.output)
    who = shown(desk, first.stdout.split()[0])["nominee"]
    told = json.loads(person(desk, "show", who))["particulars"]
    assert KEPT == {key: one for key, one in told.items() if one}
    one = person(desk, "receive", who, "--kind", "correction", "--received-on", "2026-01-05")
    person(desk, "answer", who, one)
    person(desk, "carry-out", who, one, "--particulars", typed="email: buoi@example.vn\n")
    told = json.loads(person(desk, "export", who))
    assert ("Nguyễn Thị Bưởi", "buoi@example.vn") == (told["name"], told["particulars"]["email"])
    assert (None, True) == (told["particulars"]["phone"], told["particulars"]["vouched"])


def test_a_repeat_does_not_hear_of_its_own_effect(desk, monkeypatch):
    """Its first look for the receipt is answered as of a moment before its twin was done."""
    officer = desk.token("nominating-officer", UNIT)
    said = ("--unit", UNIT, "--award", "gk-phuong", "--achievement", "Paperless", "--key", "k")
    whole = ("nominate", *said, "--kind", "person", "--particulars", "--token", officer)
    first = desk.run(*whole, typed="Bưởi\nsex: nữ\n")
    late(monkeypatch, receipt_stream(command_id(f"nominating-officer.{UNIT}", "k")))
    again = desk.run(*whole, typed="Bưởi\nsex: nữ\n")
    assert (0, first.stdout) == (again.exit_code, again.stdout), again.output


def late(monkeypatch, stream):
    """Let the first question about a stream be answered as if nothing were written yet."""
    first, one, many = [stream], StoreLedger.read, StoreLedger.read_many

    def is_first(streams):
        return bool(first) and stream in streams and first.pop() == stream

    def read(self, it):
        return () if is_first([it]) else one(self, it)

    def read_many(self, them):
        return dict.fromkeys(them, ()) if is_first(them) else many(self, them)

    monkeypatch.setattr(StoreLedger, "read", read)
    monkeypatch.setattr(StoreLedger, "read_many", read_many)


def test_a_note_may_be_left_out_before_particulars_and_a_sex_is_said_in_vietnamese(desk):
    officer = desk.token("nominating-officer", UNIT)
    said = ("--unit", UNIT, "--award", "gk-phuong", "--achievement", "Paperless")
    whole = ("nominate", *said, "--kind", "person", "--particulars", "--token", officer)
    found = desk.run(*whole, typed="Nguyễn Thị Bưởi\nsex: Nữ\n")
    assert 0 == found.exit_code, found.output
    case = shown(desk, found.stdout.split()[0])
    told = json.loads(person(desk, "show", case["nominee"]))
    assert ("", "female") == (told["note"], told["particulars"]["sex"])


def test_who_is_refused_an_opening_leaves_no_salt_behind(desk):
    auditor = desk.token("auditor", UNIT)
    said = ("--unit", UNIT, "--award", "gk-phuong", "--achievement", "Paperless")
    whole = ("nominate", *said, "--kind", "person", "--particulars", "--token", auditor)
    found = desk.run(*whole, typed="Bưởi\nsex: nữ\n")
    assert (1, True) == (found.exit_code, "role-missing" in found.output)
    with closing(connect(desk.home / "people.sqlite")) as kept:
        assert [] == kept.execute("SELECT * FROM commitment_salts").fetchall()


@pytest.mark.parametrize("line", ["0301", "tax-code: 1", "sex: female\nsex: male", ":"])
def test_a_line_that_tells_no_particulars_is_refused_without_repeating_it(desk, line):
    said = ("--unit", UNIT, "--award", "gk-phuong", "--achievement", "Paperless")
    found = desk.run(
        "nominate", *said, "--kind", "person", "--particulars", typed=f"Bưởi\n\n{line}"
    )
    assert (2, False) == (found.exit_code, "0301" in found.output)


LOOKS = "identity-number: 0301x\nphone: 0912x\n"


def codes(desk, *said, typed):
    """Return what a command is refused for, a code a line."""
    found = desk.run(*said, typed=typed)
    assert 1 == found.exit_code, found.output
    return [line.split()[1].rstrip(":") for line in found.stderr.splitlines()]


def test_all_that_is_wrong_with_an_order_and_its_particulars_is_told_at_once(desk, case):
    auditor, looks = desk.token("auditor", UNIT), ["identity-number-form", "phone-form"]
    said = ("--unit", UNIT, "--award", "gk-phuong", "--achievement", "Paperless")
    whole = ("nominate", *said, "--kind", "person", "--particulars", "--token", auditor)
    assert ["role-missing", *looks] == codes(desk, *whole, typed=f"Bưởi\n{LOOKS}")
    name = ("name", case["nomination"], "--particulars", "--token", auditor)
    assert looks == codes(desk, *name, typed=f"Bưởi\n{LOOKS}")[-2:]
    who, data = case["nominee"], desk.token("data-officer", UNIT)
    one = person(desk, "receive", who, "--kind", "correction", "--received-on", "2026-01-05")
    done = ("person", "carry-out", who, one, "--particulars", "--token", data)
    assert ["request-not-accepted", *looks] == codes(desk, *done, typed=LOOKS)
