"""`vinhdanh nominate`: a draft by the rules of the day, or every reason why not."""

import json

import pytest
from sqlalchemy import create_engine

from infra.people.names import PeopleStore
from services.nominating import subject_ref
from services.receipts import command_id
from tests.api.commanding import Desk

NAME = "Hộ ông Lò Vân Sơn"
OFFICER = ("nominating-officer", "10532")
SAID = {
    "award": "gk-phuong",
    "unit": "10532",
    "kind": "household",
    "achievement": "Chia sẻ kinh nghiệm số với 40 hộ",
    "on": "2026-10-20",
}


def asked(**changes: str | None) -> list[str]:
    said = {**SAID, **changes}
    return [part for key, value in said.items() if value for part in (f"--{key}", value)]


def nominate(desk: Desk, name: str = NAME, **changes: str | None):
    return desk.run("nominate", *asked(**changes), TOKEN=desk.token(*OFFICER), typed=name)


def test_a_house_that_is_told_nothing_takes_no_regime_of_before(desk):
    strict = {"OPENING_DAYS_BACK": "3650", "OPENING_RECEIPT": "required"}
    said = asked(on="2026-09-30"), {"TOKEN": desk.token(*OFFICER), "typed": NAME}
    assert "receipt-missing" in desk.run("nominate", *said[0], **said[1], **strict).stderr
    short = strict | {"OPENING_DAYS_BACK": "0"}
    late = desk.run("nominate", *said[0], "--receipt", "12/ĐN", **said[1], **short)
    assert "dated-too-far-back" in late.stderr
    shown = desk.run("nominate", *said[0], "--receipt", "12/ĐN", **said[1], **strict)
    assert 0 == shown.exit_code


def test_a_draft_is_opened_and_can_be_shown(desk):
    token = desk.token(*OFFICER)
    receipt = desk.told("nominate", *asked(), TOKEN=token, typed=NAME)
    shown = desk.told("show", receipt["id"], TOKEN=token)

    assert ("draft", "law06-2026", "2026-10-20") == (
        shown["state"],
        shown["regime"],
        shown["opened_on"],
    )
    assert (NAME, "10532", "household") == (
        shown["nominee_name"],
        shown["nominee_unit"],
        shown["nominee_kind"],
    )
    assert {"id", "version", "position"} == receipt.keys()


def test_its_id_alone_is_printed_for_people(desk):
    token = desk.token(*OFFICER)
    printed = desk.run("nominate", *asked(), TOKEN=token, typed=NAME).stdout

    assert "draft" == desk.told("show", printed.strip(), TOKEN=token)["state"]


def test_the_movement_is_pinned_with_its_criteria(desk):
    plan = {"movement": "hai-duong-2025", "occasion": "annual", "class": "other"}
    token = desk.token(*OFFICER)
    receipt = desk.told("nominate", *asked(**plan), TOKEN=token, typed=NAME)

    (criterion,) = desk.told("show", receipt["id"], TOKEN=token)["criteria"]
    assert "contribution" == criterion["key"]


def test_the_same_key_opens_the_same_draft_once(desk):
    token = desk.token(*OFFICER)
    first, second = (
        desk.told("nominate", *asked(), "--key", "letter-7", TOKEN=token, typed=NAME)
        for _ in range(2)
    )

    assert first == second


def test_every_broken_rule_is_a_line_on_the_standard_error(desk):
    found = nominate(desk, unit="10531", kind="collective", award="ldtt", on="2025-05-05")

    assert (1, "") == (found.exit_code, found.stdout)
    codes = [line.split(": ")[1] for line in found.stderr.splitlines()]
    assert ["unit-foreign", "subject-not-honoured"] == codes


def test_a_refused_draft_leaves_no_name(desk):
    token = desk.token(*OFFICER)
    desk.run("nominate", *asked(award="ldtt"), "--key", "k", TOKEN=token, typed=NAME)
    command = command_id("nominating-officer.10532", "k")

    assert {} == names(desk, subject_ref(command))


def names(desk: Desk, ref):
    engine = create_engine(f"sqlite:///{desk.home}/people.sqlite")
    try:
        return PeopleStore(engine).name_of([ref])
    finally:
        engine.dispose()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"unit": "ward ten"}, "unit"),
        ({"achievement": "x"}, "achievement"),
        ({"name": "a\x1bb"}, "nominee.name"),
        ({"on": "20/10/2026"}, "effective_on"),
    ],
)
def test_an_option_of_a_wrong_form_is_named(desk, wrong, field):
    found = nominate(desk, **wrong)

    assert (1, "") == (found.exit_code, found.stdout)
    assert f"field={field}" in found.stderr


def test_without_a_token_nobody_nominates(desk):
    found = desk.run("nominate", *asked(), typed=NAME)

    assert (1, "") == (found.exit_code, found.stdout)
    assert "--token, or VINHDANH_TOKEN" in found.stderr


def test_a_token_of_another_house_is_refused(desk, tmp_path):
    strange = Desk(tmp_path / "elsewhere").token(*OFFICER)
    found = desk.run("nominate", *asked(), "--token", strange, typed=NAME)

    assert 1 == found.exit_code
    refused = "khóa ký không được biết / The token was refused: the key of its signature is not"
    assert f"token-refused: Mã truy cập bị từ chối: {refused}" in found.stderr


@pytest.mark.parametrize("wrong", [{"kind": "robot"}, {"award": None}])
def test_bad_usage_is_status_2(desk, wrong):
    assert 2 == nominate(desk, **wrong).exit_code


def test_a_process_of_its_own_has_the_same_statuses_and_prints_the_document_alone(desk):
    token = desk.token(*OFFICER)
    good = desk.process("nominate", *asked(), "--json", TOKEN=token, typed=NAME)
    refused = desk.process("nominate", *asked(award="no-such"), "--json", TOKEN=token, typed=NAME)
    bad = desk.process("nominate", "--json")

    assert [0, 1, 2] == [one.returncode for one in (good, refused, bad)]
    assert ({"id", "version", "position"}, "") == (json.loads(good.stdout).keys(), good.stderr)
    assert ("", "") == (refused.stdout, bad.stdout)
    assert refused.stderr.startswith("vinhdanh: award-not-given: ")
    assert "Traceback" not in refused.stderr + bad.stderr


def test_a_text_with_a_number_of_a_person_opens_nothing(desk):
    refused = nominate(desk, achievement="Dạy nghề cho 40 hộ, gọi 0912 345 678")

    assert 1 == refused.exit_code
    assert "identity-number-in-text: " in refused.stderr
    assert "345" not in refused.output


def test_a_text_that_names_the_nominee_opens_nothing(desk):
    said = {"kind": "person", "achievement": "Lò Vân Sơn dạy nghề"}
    refused = nominate(desk, name="Lò Vân Sơn", **said)

    assert 1 == refused.exit_code
    assert "nominee-named-in-text: " in refused.stderr
    assert "Lò Vân Sơn" not in refused.output
