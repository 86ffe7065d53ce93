"""Settings of the console: what they mean, and which are refused, all together."""

import pytest

from infra.console import origin
from infra.settings import BadSettings
from infra.sign_in.door import sign_in_address

SECRET_SIGNS = 43
CITY = {
    "JWKS": "discover",
    "ISSUER": "https://id.example.vn",
    "CLIENT_ID": "console",
    "CONSOLE_URL": "https://vinhdanh.example/",
}


def wrong(given, **said):
    with pytest.raises(BadSettings) as found:
        given(**said)
    return {name.removeprefix("VINHDANH_") for name in found.value.problems}


def test_a_house_that_was_told_nothing_has_no_sign_in(given):
    settings = given()

    assert (None, 30, 8) == (
        sign_in_address(settings),
        settings.sign_in.idle_minutes,
        settings.sign_in.whole_hours,
    )


def test_with_an_issuer_of_the_city_people_sign_in_under_the_public_address(given):
    settings = given(**CITY)

    assert "https://vinhdanh.example/console/" == sign_in_address(settings)
    assert "https://vinhdanh.example" == origin(settings)


def test_where_the_issuer_for_development_lets_in_is_known_anew_at_each_start(given):
    first, second = (sign_in_address(given(DEVELOPMENT_ISSUER="on")) for _ in range(2))
    entrance, _, secret = first.partition("=")

    assert "http://127.0.0.1:8000/dev-issuer/enter?secret" == entrance
    assert len(secret) == SECRET_SIGNS
    assert first != second


def test_settings_that_are_shown_tell_no_secret(given):
    settings = given(DEVELOPMENT_ISSUER="on")

    assert settings.sign_in.start_secret not in repr(settings)


@pytest.mark.parametrize(("host", "there"), [("127.0.0.1", "127.0.0.1"), ("::1", "[::1]")])
def test_without_a_name_the_console_is_where_the_service_listens(given, host, there):
    assert f"http://{there}:8000" == origin(given(HOST=host))


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ({"JWKS": ""}, {"CLIENT_ID", "JWKS"}),
        ({"CLIENT_ID": "vinhdanh"}, {"CLIENT_ID"}),
        ({"CLIENT_ID": ""}, {"CLIENT_ID"}),
        ({"CONSOLE_URL": "http://vinhdanh.example"}, {"CONSOLE_URL"}),
        ({"CONSOLE_URL": "https://vinhdanh.example/desk"}, {"CONSOLE_URL"}),
        ({"CONSOLE_URL": "https://me@vinhdanh.example"}, {"CONSOLE_URL"}),
        ({"CLIENT_SECRET_FILE": "/nowhere"}, {"CLIENT_SECRET_FILE"}),
        ({"SCOPE": "profile"}, {"SCOPE"}),
        ({"SESSION_MINUTES": "0", "SESSION_HOURS": "25"}, {"SESSION_MINUTES", "SESSION_HOURS"}),
        ({"DEVELOPMENT_ISSUER": "yes"}, {"DEVELOPMENT_ISSUER"}),
        ({"TRUSTED_PROXIES": "-1"}, {"TRUSTED_PROXIES"}),
        ({"TRUSTED_PROXIES": "nginx"}, {"TRUSTED_PROXIES"}),
    ],
)
def test_what_is_wrong_is_named(given, said, names):
    assert names <= wrong(given, **{**CITY, **said})


def test_what_belongs_together_is_missed(given):
    alone = {name: CITY[name] for name in ("JWKS", "ISSUER", "CLIENT_ID")}

    assert {"CONSOLE_URL"} == wrong(given, **alone)


def test_a_secret_of_nobody_is_of_no_use(given, tmp_path):
    file = tmp_path / "secret"
    file.touch()

    assert {"CLIENT_SECRET_FILE"} == wrong(given, CLIENT_SECRET_FILE=file)
