"""Settings: what is not said has a default, what is wrong is named at once, secrets stay unseen."""

import os
from dataclasses import FrozenInstanceError
from pathlib import Path
from traceback import TracebackException

import pytest

from infra.database_url import parse_database
from infra.settings import BadSettings, Settings, read

SECRET = "postgresql://clerk:geheim@db.example:5433/vinhdanh"


@pytest.fixture(autouse=True)
def bare(monkeypatch, tmp_path):
    """Start every test in an empty folder, with nothing of ours in the environment."""
    for name in [name for name in os.environ if name.startswith("VINHDANH_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def given(monkeypatch):
    """Return a way to read the settings with these variables set."""

    def read_with(**values: str | Path) -> Settings:
        for name, value in values.items():
            monkeypatch.setenv(f"VINHDANH_{name}", str(value))
        return read()

    return read_with


def test_everything_has_a_default(tmp_path):
    home = tmp_path / "var"
    settings = read()
    assert (home, "127.0.0.1", 8000) == (settings.home, settings.host, settings.port)
    assert f"sqlite:///{home}/vinhdanh.db" == settings.address
    assert (home / "keys", home / "evidence") == (settings.keys, settings.evidence)
    assert (None, None, None) == (settings.jwks, settings.calendar, settings.bus_senders)
    assert ("vinhdanh-development", "vinhdanh") == (settings.issuer, settings.audience)
    assert ("INFO", 26_214_400, 8) == (
        settings.log_level,
        settings.evidence_max_bytes,
        settings.threads,
    )


def test_where_to_listen_and_how_much_to_take_is_heard(given):
    settings = given(HOST="0.0.0.0", PORT="8080", THREADS="3", EVIDENCE_MAX_BYTES="1024")
    assert ("0.0.0.0", 8080) == (settings.host, settings.port)
    assert (3, 1024) == (settings.threads, settings.evidence_max_bytes)
    assert "DEBUG" == given(LOG_LEVEL="DEBUG").log_level


def test_places_and_names_are_heard(given, tmp_path):
    (tmp_path / "jwks.json").touch()
    (tmp_path / "swaps.toml").touch()
    (tmp_path / "senders.toml").touch()
    (tmp_path / "rules.toml").touch()
    settings = given(
        HOME=tmp_path / "home",
        JWKS="jwks.json",
        ISSUER="theirs",
        CALENDAR="swaps.toml",
        RULES="rules.toml",
        BUS_SENDERS="senders.toml",
    )
    assert Path("senders.toml") == settings.bus_senders
    assert tmp_path / "home" == settings.home
    assert (Path("jwks.json"), Path("swaps.toml")) == (settings.jwks, settings.calendar)
    assert Path("rules.toml") == settings.rules


def test_whose_tokens_count_is_heard(given):
    settings = given(ISSUER="https://id.example.vn", AUDIENCE="awards")
    assert ("https://id.example.vn", "awards") == (settings.issuer, settings.audience)


def test_no_broker_is_named_until_one_is(given):
    assert read().bus is None
    bus = given(KAFKA_BOOTSTRAP_SERVERS="kafka-1.example.vn:9092,[::1]:9092").bus
    assert ("kafka-1.example.vn:9092", "[::1]:9092") == bus.brokers


def test_the_database_is_heard(given):
    meant = "postgresql+psycopg://clerk:geheim@db.example:5433/vinhdanh"
    assert meant == given(DATABASE_URL=SECRET).address


def test_the_calendar_of_the_home_is_found(given, tmp_path):
    (tmp_path / "calendar.toml").touch()
    assert tmp_path / "calendar.toml" == given(HOME=tmp_path).calendar


def test_every_wrong_value_is_named_in_one_error(given, tmp_path):
    with pytest.raises(BadSettings) as refused:
        given(
            HOME=__file__,
            HOST="two words",
            PORT="70000",
            DATABASE_URL="mysql://clerk:geheim@db/vinhdanh",
            JWKS="nowhere.json",
            AUDIENCE="",
            **dict.fromkeys(("CALENDAR", "RULES"), "nowhere.toml"),
            LOG_LEVEL="loud",
            EVIDENCE_MAX_BYTES="much",
            THREADS="0",
            KAFKA_BOOTSTRAP_SERVERS="kafka",
        )
    wrong = "HOME HOST PORT DATABASE_URL JWKS ISSUER AUDIENCE CALENDAR RULES LOG_LEVEL"
    wrong += " EVIDENCE_MAX_BYTES THREADS KAFKA_BOOTSTRAP_SERVERS"
    named = {f"VINHDANH_{name}" for name in wrong.split()}
    assert named == refused.value.problems.keys()
    assert all(f"{name}: " in str(refused.value) for name in named)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", ""),
        ("PORT", "0"),
        ("PORT", "8000.5"),
        ("THREADS", "-1"),
        ("THREADS", "257"),
        ("EVIDENCE_MAX_BYTES", "0"),
        ("HOST", ""),
        ("LOG_LEVEL", "info"),
        ("JWKS", ""),
        ("DATABASE_URL", ""),
        ("DATABASE_URL", "vinhdanh.db"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "postgresql://db:port/x"),
        ("DATABASE_URL_FILE", "nowhere"),
        ("DATABASE_URL_FILE", "."),
        ("KAFKA_BOOTSTRAP_SERVERS", "kafka-1:9092;kafka-2:9092"),
        ("KAFKA_BOOTSTRAP_SERVERS", "kafka:http"),
    ],
)
def test_a_wrong_value_stops_the_start(given, name, value):
    with pytest.raises(BadSettings, match=f"VINHDANH_{name}: "):
        given(**{name: value})


def test_tokens_of_others_need_the_name_of_their_issuer(given, tmp_path):
    (tmp_path / "jwks.json").touch()
    with pytest.raises(BadSettings, match="VINHDANH_ISSUER: Needed with VINHDANH_JWKS"):
        given(JWKS="jwks.json")


def test_the_database_may_be_named_by_a_file(given, tmp_path):
    (tmp_path / "secret").write_text(f"{SECRET}\n")
    settings = given(DATABASE_URL_FILE="secret")
    assert ("clerk", "geheim") == (settings.database.username, settings.database.password)


def test_a_wrong_address_in_the_file_is_refused_without_repeating_it(given, tmp_path):
    (tmp_path / "secret").write_text("mysql://clerk:geheim@db/x")
    with pytest.raises(BadSettings, match="VINHDANH_DATABASE_URL_FILE") as refused:
        given(DATABASE_URL_FILE="secret")
    assert "geheim" not in str(refused.value)


def test_the_database_is_named_once(given, tmp_path):
    (tmp_path / "secret").write_text(SECRET)
    with pytest.raises(BadSettings, match="not both"):
        given(DATABASE_URL=SECRET, DATABASE_URL_FILE="secret")


@pytest.mark.parametrize("url", [SECRET, "postgresql://clerk@db/x?password=geheim"])
def test_no_password_is_shown(given, url):
    settings = given(DATABASE_URL=url)
    assert "geheim" in settings.address
    assert "geheim" not in f"{settings} {settings!r}"


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ({"KAFKA_SECURITY": "SASL_SSL"}, "USERNAME PASSWORD"),
        ({"KAFKA_SECURITY": "SASL_PLAINTEXT", "KAFKA_USERNAME": "clerk"}, "PASSWORD"),
        ({"KAFKA_SECURITY": "SASL_SSL", "KAFKA_PASSWORD": "geheim"}, "USERNAME"),
        ({"KAFKA_SECURITY": "SSL", "KAFKA_KEY_FILE": __file__}, "CERT_FILE"),
        ({"KAFKA_SECURITY": "loud", "KAFKA_PASSWORD_FILE": "nowhere"}, "SECURITY PASSWORD_FILE"),
    ],
)
def test_what_brokers_must_be_shown_is_asked_for_at_the_start(given, said, wanted):
    with pytest.raises(BadSettings) as refused:
        given(KAFKA_BOOTSTRAP_SERVERS="kafka:9092", **said)

    assert {f"VINHDANH_KAFKA_{name}" for name in wanted.split()} == refused.value.problems.keys()


def test_a_password_that_is_no_text_is_not_repeated(given, tmp_path):
    (tmp_path / "secret").write_bytes(b"geheim\xff")

    with pytest.raises(BadSettings, match="Not a readable file") as refused:
        given(KAFKA_BOOTSTRAP_SERVERS="kafka:9092", KAFKA_PASSWORD_FILE=tmp_path / "secret")

    told = TracebackException.from_exception(refused.value)
    assert not any("geheim" in line for line in told.format())


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_the_end_of_the_line_is_not_part_of_a_password(given, tmp_path, end):
    (tmp_path / "secret").write_bytes(f" two words {end}".encode())
    bus = given(KAFKA_BOOTSTRAP_SERVERS="kafka:9092", KAFKA_PASSWORD_FILE=tmp_path / "secret").bus

    assert bus.password == " two words "


@pytest.mark.parametrize("kept", ["KAFKA_PASSWORD", "KAFKA_PASSWORD_FILE"])
def test_the_password_of_the_bus_is_not_shown(given, tmp_path, kept):
    (tmp_path / "secret").write_text("geheim\n")
    said = "geheim" if kept == "KAFKA_PASSWORD" else tmp_path / "secret"
    settings = given(KAFKA_BOOTSTRAP_SERVERS="kafka:9092", KAFKA_USERNAME="clerk", **{kept: said})
    assert settings.bus
    assert ("clerk", "geheim") == (settings.bus.user, settings.bus.password)
    for shown in (settings, settings.bus):
        assert "clerk" in repr(shown)
        assert "geheim" not in f"{shown} {shown!r}"


@pytest.mark.parametrize("url", ["postgresql://db:geheim/x", "geheim", "geheim://db/x"])
def test_a_wrong_address_is_not_repeated(url):
    with pytest.raises(ValueError, match="Must be") as refused:
        parse_database(url)
    told = TracebackException.from_exception(refused.value)
    assert not any("geheim" in line for line in told.format())


def test_settings_do_not_change(given):
    with pytest.raises(FrozenInstanceError):
        given().port = 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("postgres://u@h/d", "postgresql+psycopg://u@h/d"),
        ("postgresql://u@/d?host=/run/pg", "postgresql+psycopg://u@/d?host=%2Frun%2Fpg"),
        (" sqlite:///a/b.db\n", "sqlite:///a/b.db"),
    ],
)
def test_an_address_names_its_driver(typed, meant):
    assert meant == parse_database(typed).render_as_string(hide_password=False)
