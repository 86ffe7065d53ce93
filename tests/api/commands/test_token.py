"""`vinhdanh token`: a token that opens the house, and nothing else on the standard output."""

from datetime import UTC, date, datetime, timedelta
from stat import S_IMODE

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.commands.token import ROLES
from infra.key_file import KeyFile
from infra.rulebooks.files import RulebookFiles
from infra.rulebooks.units_file import load_units
from infra.sign_in.bearer import TokenChecker
from infra.sign_in.development_key import development_key
from services.claim_text import claim_flaw
from services.office import Office
from services.stores import BadToken, Claims
from tests.api.badges import ISSUER, KEYS
from tests.api.commanding import Desk

ASKED = ("token", "--actor", "an", "--role", "leader", "--unit", "10532", "--capacity", "TM")


def said(desk: Desk, token: str, later: timedelta = timedelta()) -> Claims:
    keys = KeyFile(desk.home / "keys" / "jwks.json").current
    return TokenChecker(keys, "vinhdanh-development", "vinhdanh").check(
        token, datetime.now(UTC) + later
    )


def test_the_token_says_who_speaks(desk):
    found = desk.run(*ASKED, "--unit", "31", "--role", "clerk")

    claims = Claims("an", frozenset({"leader", "clerk"}), frozenset({"10532", "31"}), "TM")
    assert claims == said(desk, found.stdout.removesuffix("\n"))
    assert found.stderr == ""
    assert 0o700 == S_IMODE(desk.home.stat().st_mode)


def test_the_token_names_offices(desk):
    bare = ("token", "--actor", "an")
    found = desk.run(*bare, "--office", "leader@10532", "--office", "clerk@30::2026-12-31")

    offices = (Office("leader", "10532"), Office("clerk", "30", None, date(2026, 12, 31)))
    assert offices == said(desk, found.stdout.strip()).offices


@pytest.mark.parametrize(
    "wrong",
    [
        ("--office", "leader"),
        ("--office", "emperor@10532"),
        ("--office", "leader@10532:2026-02-30:"),
        ("--office", "leader@10532:2026"),
        ("--office", "leader@ 10532"),
        ("--office", "leader@10532", "--role", "clerk"),
        ("--office", "leader@10532", "--unit", "31"),
        (),
    ],
)
def test_what_is_no_office_is_refused(desk, wrong):
    found = desk.run("token", "--actor", "an", *wrong)

    assert (2, "") == (found.exit_code, found.stdout)


def test_the_token_is_one_field_of_a_json_document(desk):
    assert "an" == said(desk, desk.told(*ASKED)["token"]).subject


def test_the_token_ends_when_it_was_told(desk):
    token = desk.run(*ASKED, "--hours", "0.5").stdout.strip()

    assert "an" == said(desk, token, timedelta(minutes=29)).subject
    with pytest.raises(BadToken, match="expired"):
        said(desk, token, timedelta(minutes=31))


def test_every_role_of_the_rulebooks_can_be_asked_for():
    rules = RulebookFiles(load_units().at_level)

    assert {word.key for word in rules.vocabulary().roles} == set(ROLES)


@pytest.mark.parametrize(
    "wrong",
    [
        ("token", "--role", "leader"),
        ("token", "--actor", "an"),
        (*ASKED, "--actor", ""),
        (*ASKED, "--actor", " \t "),
        (*ASKED, "--actor", "\u200b"),
        (*ASKED, "--role", "emperor"),
        (*ASKED, "--capacity", "XX"),
        (*ASKED, "--hours", "0"),
        (*ASKED, "--hours", "many"),
    ],
)
def test_bad_usage_is_status_2_and_makes_nothing(desk, wrong):
    found = desk.run(*wrong)

    assert (2, "") == (found.exit_code, found.stdout)
    assert not desk.home.exists()


UNSPEAKABLE = {
    "an ": "begins or ends with a blank",
    " an": "begins or ends with a blank",
    "a\u200bn": "holds U+200B ZERO WIDTH SPACE",
    "an\u00a0": "holds U+00A0 NO-BREAK SPACE",
    "an\u3000binh": "holds U+3000 IDEOGRAPHIC SPACE",
    "an\u202e": "holds U+202E RIGHT-TO-LEFT OVERRIDE",
    "a\tn": "holds U+0009",
    "an" * 101: "is longer than 200 characters",
    "": "is empty",
}


@pytest.mark.parametrize("option", ["--actor", "--unit"])
@pytest.mark.parametrize(("text", "flaw"), UNSPEAKABLE.items(), ids=map(ascii, UNSPEAKABLE))
def test_what_the_service_refuses_is_no_token_and_said_why(desk, option, text, flaw):
    found = desk.run(*ASKED, option, text)

    assert (2, "") == (found.exit_code, found.stdout)
    assert f"Invalid value for '{option}': {flaw}" in found.stderr
    assert not desk.home.exists()


def test_a_token_longer_than_the_service_takes_is_refused(desk):
    units = [word for code in range(1_000) for word in ("--unit", f"{code:05}")]
    found = desk.run(*ASKED, *units)

    assert (1, "") == (found.exit_code, found.stdout)
    assert "vinhdanh: the token would be longer than the service takes" in found.stderr


@given(text=st.text(min_size=1, max_size=210))
def test_a_text_is_refused_at_the_command_as_it_is_by_the_service(text):
    now = datetime.now(UTC)
    token = ISSUER.issue(Claims(text, frozenset(), frozenset({text})), timedelta(hours=1), now)
    gate = TokenChecker(lambda: KEYS, "tests", "vinhdanh")

    if claim_flaw(text) is None:
        assert text == gate.check(token, now).subject
    else:
        with pytest.raises(BadToken, match="claim-type"):
            gate.check(token, now)


def test_a_house_with_another_issuer_gives_no_tokens(desk, tmp_path):
    development_key(tmp_path / "theirs")
    jwks = str(tmp_path / "theirs" / "jwks.json")
    found = desk.run(*ASKED, JWKS=jwks, ISSUER="https://door.example")

    assert (1, "") == (found.exit_code, found.stdout)
    assert "vinhdanh: tokens come from https://door.example" in found.stderr


def test_wrong_settings_are_all_named_without_a_traceback(desk):
    found = desk.run(*ASKED, PORT="none", LOG_LEVEL="LOUD")

    assert (1, "") == (found.exit_code, found.stdout)
    log_level, port = found.stderr.splitlines()
    assert log_level.startswith("vinhdanh: VINHDANH_LOG_LEVEL: ")
    assert port.startswith("vinhdanh: VINHDANH_PORT: ")


def test_a_damaged_key_is_told(desk):
    (desk.home / "keys").mkdir(parents=True)
    (desk.home / "keys" / "issuer.json").write_text("{}")
    found = desk.run(*ASKED)

    assert (1, "") == (found.exit_code, found.stdout)
    assert "issuer.json: not a key" in found.stderr


def test_hours_that_are_no_number_are_refused(desk):
    found = desk.run(*ASKED, "--hours", "nan")

    assert (2, "") == (found.exit_code, found.stdout)
    assert "say how many hours" in found.stderr
