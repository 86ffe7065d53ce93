"""Settings: what is not said has a default, what is wrong is named at once, secrets stay unseen."""

from dataclasses import FrozenInstanceError
from pathlib import Path
from traceback import TracebackException

import pytest

from domain.force import Backdating
from infra.database_url import parse_database
from infra.settings import BadSettings, read

SECRET = "postgresql://clerk:geheim@db.example:5433/vinhdanh"


pytestmark = pytest.mark.usefixtures("bare")


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


def test_how_late_a_case_may_be_entered_is_strict_unless_said(given):
    assert Backdating(30, receipt_needed=True) == read().backdating
    told = given(OPENING_DAYS_BACK="700", OPENING_RECEIPT="optional")
    assert Backdating(700, receipt_needed=False) == told.backdating
    with pytest.raises(BadSettings) as bad:
        given(OPENING_DAYS_BACK="-1", OPENING_RECEIPT="maybe")
    assert {"OPENING_DAYS_BACK", "OPENING_RECEIPT"} == {
        one.removeprefix("VINHDANH_") for one in bad.value.problems
    }


def test_an_address_may_ask_as_often_as_ten_callers_unless_said(given):
    def paces(**said):
        settings = given(**said)
        return settings.requests_per_minute, settings.requests_per_minute_of_address

    assert (1200, 12_000) == paces()
    assert (0, 0) == paces(REQUESTS_PER_MINUTE="0")
    assert (7, 9) == paces(REQUESTS_PER_MINUTE="7", ADDRESS_REQUESTS_PER_MINUTE="9")


def test_where_to_listen_and_how_much_to_take_is_heard(given):
    settings = given(HOST="0.0.0.0", PORT="8080", THREADS="3", EVIDENCE_MAX_BYTES="1024")
    assert ("0.0.0.0", 8080) == (settings.host, settings.port)
    assert (3, 1024) == (settings.threads, settings.evidence_max_bytes)
    assert "DEBUG" == given(LOG_LEVEL="DEBUG").log_level


def test_places_and_names_are_heard(given, tmp_path):
    (tmp_path / "jwks.json").touch()
    (tmp_path / "swaps.toml").touch()
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
    assert (Path("jwks.json"), Path("swaps.toml")) == (settings.jwks, settings.calendar.path)
    assert Path("rules.toml") == settings.rules.path


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
    assert str(tmp_path / "calendar.toml") == str(given(HOME=tmp_path).calendar)


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
        ("REQUESTS_PER_MINUTE", "-1"),
        ("ADDRESS_REQUESTS_PER_MINUTE", "-1"),
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
        ("KAFKA_BOOTSTRAP_SERVERS", "kafka:65536"),
        ("KAFKA_BOOTSTRAP_SERVERS", "kafka:0"),
    ],
)
def test_a_wrong_value_stops_the_start(given, name, value):
    with pytest.raises(BadSettings, match=f"VINHDANH_{name}: "):
        given(**{name: value})


def test_tokens_of_others_need_the_name_of_their_issuer(given, tmp_path):
    (tmp_path / "jwks.json").touch()
    with pytest.raises(BadSettings, match="VINHDANH_ISSUER: Needed with VINHDANH_JWKS"):
        given(JWKS="jwks.json")


def test_an_issuer_may_be_asked_for_its_keys(given):
    settings = given(JWKS="discover", ISSUER="https://id.example.vn")
    assert (None, True) == (settings.jwks, settings.discovers)


@pytest.mark.parametrize("issuer", ["http://id.example.vn", "id.example.vn", "ftp://127.0.0.1"])
def test_an_issuer_that_others_could_play_is_not_asked(given, issuer):
    with pytest.raises(BadSettings, match="VINHDANH_ISSUER: Must be an https address"):
        given(JWKS="discover", ISSUER=issuer)


def test_an_issuer_to_be_asked_has_a_name(given):
    with pytest.raises(BadSettings, match="VINHDANH_ISSUER: Needed with VINHDANH_JWKS"):
        given(JWKS="discover")


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
