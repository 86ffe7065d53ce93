"""The outbox: letters numbered without gaps, the same however the facts come, never twice."""

import json
import random
from itertools import pairwise

import pytest
from sqlalchemy import select

from infra.bus.city_language import CityLanguage, headers_of
from infra.views.database import open_views
from projections.bookkeeping import writing
from projections.bus_state import make_bus_tables, report
from projections.city_outbox import OutboxAhead, city_outbox, letters_after, write_letters
from services.ports import Append
from tests.builders import CASE, filed, opened
from tests.notebook import Notebook
from tests.projections.following import CLERK
from tests.projections.made_up import made_up

LANGUAGE = CityLanguage("/vinhdanh/test")


@pytest.fixture
def empty(engine):
    with writing(engine) as tx:
        make_bus_tables(tx)
    return engine


def letters(engine):
    with engine.connect() as tx:
        return letters_after(0, 100_000, tx)


def written(engine, book, batches=(1_000,)):
    """Write everything there is, in batches of these sizes in turn."""
    sizes = random.Random(3)
    while write_letters(LANGUAGE, book, engine, sizes.choice(batches)):
        pass
    return letters(engine)


def test_a_draft_is_not_told_and_its_filing_is(empty):
    book = Notebook()
    book.append([Append(CASE, 0, (opened,))], CLERK)
    assert [] == written(empty, book)

    book.append([Append(CASE, 1, (filed,))], CLERK)
    (letter,) = written(empty, book)
    assert (1, str(CASE)) == (letter.sequence, letter.key)
    assert str(CASE) == json.loads(letter.body)["case"]["nomination"]
    assert ("ce_type", b"vn.vinhdanh.nomination.filed.v1") in headers_of(letter)


def test_numbers_have_no_gaps_and_are_said_in_the_headers(empty):
    found = written(empty, made_up(5, 300))

    assert list(range(1, len(found) + 1)) == [one.sequence for one in found]
    assert len(found) == len({one.id for one in found}) > 50
    for one in found:
        assert one.sequence == int(dict(headers_of(one))["ce_sequence"])


def test_batches_of_any_size_write_the_same_letters(empty, tmp_path):
    book = made_up(6, 300)
    other = open_views(tmp_path / "beside", "sqlite://")
    with writing(other) as tx:
        make_bus_tables(tx)

    assert written(empty, book, (1, 3, 50)) == written(other, book)
    other.dispose()


def test_what_was_written_stays_as_more_comes(empty):
    whole, book = made_up(7, 200), Notebook()
    book.log = whole.log[:150]
    before = written(empty, book)
    book.log = whole.log

    assert before == written(empty, book)[: len(before)]


def test_letters_of_one_case_come_in_the_order_of_its_facts(empty):
    book = made_up(8, 300)
    written(empty, book)
    with empty.connect() as tx:
        rows = tx.execute(
            select(city_outbox.c.key, city_outbox.c.position).order_by(city_outbox.c.sequence)
        ).all()
    assert all(one.position < two.position for one, two in pairwise(rows))


def test_a_crash_within_a_batch_leaves_nothing_half(empty, monkeypatch):
    book = made_up(9, 100)
    with monkeypatch.context() as patch:
        patch.setattr("projections.city_outbox.moved", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            write_letters(LANGUAGE, book, empty)
    assert [] == letters(empty)

    found = written(empty, book)
    assert list(range(1, len(found) + 1)) == [one.sequence for one in found]


def test_a_log_that_is_shorter_than_what_was_told_is_refused(empty):
    book = made_up(10, 50)
    written(empty, book)
    book.log = book.log[:10]

    with pytest.raises(OutboxAhead, match="the log ends at 10"):
        write_letters(LANGUAGE, book, empty)


def test_how_much_waits_is_told(empty):
    found = written(empty, made_up(11, 100))
    with empty.connect() as tx:
        assert (len(found), len(found), []) == (
            report(tx).letters,
            report(tx).unsent,
            report(tx).workers,
        )
