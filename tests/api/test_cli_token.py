"""`vinhdanh token`: a token that opens the house, and nothing else on the standard output."""

from datetime import UTC, datetime, timedelta
from stat import S_IMODE

import pytest

from api.cli_token import ROLES
from infra.development_key import development_key
from infra.key_file import KeyFile
from infra.rulebook_files import RulebookFiles
from infra.tokens import TokenChecker
from infra.units_file import load_units
from services.stores import BadToken, Claims
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
