"""Who is signed in: for so long, under this secret alone, and over when it is said to be over."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from infra.sign_in.store import SignInStore
from services.office import Office
from services.signing_in import Arrival, LoggedOut
from services.stores import Claims
from tests.builders import NOON

IDLE, WHOLE = timedelta(minutes=30), timedelta(hours=8)
OFFICES = (Office("clerk", "10532"), Office("leader", "10532", NOON.date()))
WHO = Claims("officer", frozenset(), frozenset(), "TM", OFFICES)
HERE = Arrival(WHO, "https://id.example.vn", "s1")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def kept(engine: Engine) -> SignInStore:
    return SignInStore(engine, IDLE, WHOLE)


def test_another_worker_finds_who_signed_in_here(kept, engine):
    kept.begin("secret", HERE, NOON)

    found = SignInStore(engine, IDLE, WHOLE).find("secret", NOON)
    assert (HERE, None, NOON) == (found.arrival, found.office, found.begun_at)


def test_under_another_secret_nobody_is_signed_in(kept):
    kept.begin("secret", HERE, NOON)

    assert kept.find("secret ", NOON) is None


def test_nobody_stays_who_does_nothing(kept):
    kept.begin("secret", HERE, NOON)

    assert kept.find("secret", NOON + IDLE - MINUTE)
    assert kept.find("secret", NOON + 2 * IDLE - 2 * MINUTE)
    assert kept.find("secret", NOON + 3 * IDLE) is None


@pytest.mark.parametrize("minutes", [1, 2, 30])
def test_whoever_keeps_busy_stays(engine, minutes):
    kept = SignInStore(engine, minutes * MINUTE, WHOLE)
    kept.begin("secret", HERE, NOON)

    for seconds in range(0, 200 * minutes, 10):
        assert kept.find("secret", NOON + timedelta(seconds=seconds)), seconds


def test_nobody_stays_for_ever(kept):
    kept.begin("secret", HERE, NOON)
    for minutes in range(0, 8 * 60, 20):
        assert kept.find("secret", NOON + minutes * MINUTE)

    assert kept.find("secret", NOON + WHOLE) is None


def test_what_is_over_is_forgotten_when_the_next_begins(kept, engine):
    kept.begin("secret", HERE, NOON)
    kept.begin("next", HERE, NOON + WHOLE)

    assert 1 == count(engine, "sign_ins")


def test_a_choice_of_an_office_renews_the_secret(kept):
    kept.begin("secret", HERE, NOON)

    assert kept.choose("secret", "renewed", "clerk@10532")
    assert kept.find("secret", NOON) is None
    assert "clerk@10532" == kept.find("renewed", NOON).office
    assert not kept.choose("secret", "again", "clerk@10532")


def test_what_has_ended_is_over(kept):
    kept.begin("secret", HERE, NOON)

    assert [True, False] == [kept.end("secret"), kept.end("secret")]
    assert kept.find("secret", NOON) is None


def test_all_of_a_person_end_together(kept):
    other = Arrival(Claims("other", frozenset(), frozenset()), "i")
    for number in range(3):
        kept.begin(f"secret {number}", HERE, NOON)
    kept.begin("other", other, NOON)

    assert [3, 0] == [kept.end_of("officer"), kept.end_of("officer")]
    assert kept.find("other", NOON)


@pytest.mark.parametrize(
    ("who", "left"),
    [
        (LoggedOut("officer", None), []),
        (LoggedOut("officer", "s1"), ["s2"]),
        (LoggedOut(None, "s2"), ["s1"]),
        (LoggedOut("other", "s1"), ["s1", "s2"]),
        (LoggedOut(None, "s3"), ["s1", "s2"]),
    ],
)
def test_an_issuer_ends_what_it_says(kept, who, left):
    for sid in ("s1", "s2"):
        kept.begin(sid, Arrival(WHO, HERE.issuer, sid), NOON)
    assert 0 == kept.end_at("https://evil.example", who)

    kept.end_at(HERE.issuer, who)
    assert left == [sid for sid in ("s1", "s2") if kept.find(sid, NOON)]


def test_somebody_arrives_once_and_in_time(kept):
    kept.depart("browser", "/console/work", NOON)
    kept.depart("slow", "/console/work", NOON)

    assert ["/console/work", None] == [kept.arrive("browser", NOON) for _ in range(2)]
    assert kept.arrive("slow", NOON + 11 * MINUTE) is None
    assert kept.arrive("nobody", NOON) is None


def test_of_many_at_once_one_arrives(kept):
    kept.depart("browser", "/console/work", NOON)

    with ThreadPoolExecutor(8) as crowd:
        found = list(crowd.map(lambda _: kept.arrive("browser", NOON), range(8)))
    assert 1 == len([one for one in found if one])


def test_no_secret_is_kept(kept, engine):
    kept.begin("the secret itself", HERE, NOON)
    kept.depart("the browser itself", "/console/work", NOON)

    with engine.connect() as connection:
        rows = [
            *connection.execute(text("SELECT * FROM sign_ins")),
            *connection.execute(text("SELECT * FROM sign_in_departures")),
        ]
    assert 2 == len(rows)
    assert "itself" not in str(rows)


def count(engine: Engine, table: str) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())
