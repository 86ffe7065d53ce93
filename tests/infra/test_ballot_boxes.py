"""Boxes of secret votes: sealed once, with no order but that of numbers voters drew."""

from random import Random
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from sqlalchemy import inspect, select

from domain.council.events import Choice
from domain.council.proof import box_of, is_proven
from infra.ballot_boxes import BITS, BallotStore, ballots, keys, open_boxes
from infra.database_url import parse_database
from tests.ballots import drafted
from tests.postgres import Server

SESSION, CASE = uuid4(), uuid4()
COLUMNS = {"box", "nonce", "choice", "proof"}


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def engine(request, tmp_path):
    if request.param == "sqlite":
        yield open_boxes(tmp_path, parse_database("sqlite:///x"))
        return
    server: Server = request.getfixturevalue("postgres_server")
    with server.database() as url:
        opened = open_boxes(tmp_path, parse_database(url))
        yield opened
        opened.dispose()


@pytest.fixture
def store(engine):
    return BallotStore(engine)


def ballot(store, box, number=0):
    """Return a ballot signed with the key of a box, and the modulus."""
    modulus = int(store.make(box), 16)
    draft = drafted(SESSION, CASE, Choice.BLANK, modulus, Random(number))
    return draft.ballot(int(store.sign(box, f"{draft.blinded:x}"), 16)), modulus


def test_a_key_is_made_once_and_destroyed(store):
    box = box_of(SESSION, CASE)
    made, modulus = ballot(store, box)
    assert modulus.bit_length() == BITS
    assert store.make(box) == f"{modulus:x}"
    assert is_proven(made, box, f"{modulus:x}")
    store.forget_key(box)
    assert store.sign(box, "2") is None


def test_what_is_in_a_box_has_the_order_of_its_numbers_alone(store, engine):
    box = uuid4()
    made = [ballot(store, box, number)[0] for number in range(5)]
    assert [True] * 6 == [store.put(box, one) for one in (*made, made[0])]
    assert store.seal(box) == tuple(sorted(made, key=lambda one: one.nonce))
    assert COLUMNS == {one["name"] for one in inspect(engine).get_columns("cast_ballots")}


def test_a_sealed_box_takes_nothing_until_it_is_unsealed(store):
    box = uuid4()
    made, _ = ballot(store, box)
    assert () == store.seal(box) == store.seal(box)
    assert not store.put(box, made)
    store.unseal(box)
    assert store.put(box, made)
    store.discard(box)
    assert (store.seal(box), store.sign(box, "2")) == ((), None)


def test_no_ballot_slips_in_behind_the_seal(store):
    box, start = uuid4(), Barrier(9)
    made = [ballot(store, box, number)[0] for number in range(8)]
    taken: list[str] = []

    def put(one):
        start.wait()
        if store.put(box, one):
            taken.append(one.nonce)

    threads = [Thread(target=put, args=(one,)) for one in made]
    for one in threads:
        one.start()
    start.wait()
    held = store.seal(box)
    for one in threads:
        one.join()
    assert sorted(taken) == [one.nonce for one in held] == [one.nonce for one in store.seal(box)]


def bytes_in(home):
    """Return everything that the files of the boxes hold, write-ahead log included."""
    return b"".join(path.read_bytes() for path in sorted(home.glob("ballots.sqlite*")))


def marks(engine):
    """Return what must not stay: the private key, and number and proof of each ballot."""
    with engine.connect() as connection:
        secret = connection.execute(select(keys.c.secret)).scalars().all()
        rows = connection.execute(select(ballots.c.nonce, ballots.c.proof)).all()
    return [one.encode() for one in (*secret, *(part for row in rows for part in row))]


def seen(home, *parts):
    """Return how many of *parts* can be read from the files of the boxes."""
    held = bytes_in(home)
    return sum(one in held for one in parts)


def test_neither_key_nor_ballot_can_be_read_from_the_file_once_they_are_erased(tmp_path):
    """Look for them in the bytes; before, they are there, so the look can find something."""
    engine = open_boxes(tmp_path, parse_database("sqlite:///x"))
    store, box = BallotStore(engine), uuid4()
    for number in range(3):
        store.put(box, ballot(store, box, number)[0])
    secret, *of_ballots = marks(engine)
    assert (1, 6) == (seen(tmp_path, secret), seen(tmp_path, *of_ballots))
    store.forget_key(box)
    assert (0, 6) == (seen(tmp_path, secret), seen(tmp_path, *of_ballots))
    assert frozenset({box}) == store.held()
    store.discard(box)
    engine.dispose()
    assert 0 == seen(tmp_path, secret, *of_ballots)
    assert frozenset() == store.held()
