"""What a column takes in, it gives back, the same in every database and after every batch."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, select

from domain.nomination.events import NominationCorrected
from projections.case_file import case
from projections.catalogue import VIEWS
from projections.columns import Document, dumps, plain_rows
from projections.content import content_of
from projections.history_rows import history
from projections.rebuild import rebuild
from services.ports import Append
from tests.builders import CASE, HANOI, filed, opened
from tests.projections.following import CLERK, acts_on
from tests.projections.made_up import made_up

EARLY = datetime(2025, 12, 1, 12, 0, 0, tzinfo=HANOI)
LATE = datetime(2025, 12, 1, 5, 0, 0, 250, tzinfo=UTC)


def told_at(following, moment, event):
    """Let one fact be recorded at a moment."""
    version = len(following.book.read(CASE))
    envelope = replace(CLERK, received_at=moment, recorded_at=moment)
    following.book.append([Append(CASE, version, (event,))], envelope)
    following.catch_up()


def equals_a_rebuild(following):
    """Say whether a rebuild gives the same bytes."""
    lived = following.contents()
    rebuild(VIEWS, following.book, following.engine)
    return lived == following.contents()


def test_moments_of_any_zone_are_the_same_moments_and_sort_as_time_does(following):
    told_at(following, EARLY, opened)
    told_at(following, LATE, filed)
    moments = [row["recorded_at"] for row in following.ask(acts_on(CASE))]
    assert [EARLY, LATE] == moments
    assert [timedelta(0)] * 2 == [moment.utcoffset() for moment in moments]
    after = select(history.c.position).where(history.c.recorded_at > EARLY)
    assert [2] == [row["position"] for row in following.ask(after)]
    assert equals_a_rebuild(following)


def test_a_row_in_another_zone_survives_the_next_fact(following):
    told_at(following, EARLY, opened)
    told_at(following, LATE, NominationCorrected("achievement", "Paperless ward", "B", "typo"))
    (row,) = following.ask(case(CASE))
    assert EARLY == row["waiting_since"]
    assert equals_a_rebuild(following)


def test_the_character_no_database_keeps_is_replaced(following):
    following.given(CASE, replace(opened, achievement="a\0b"))
    (row,) = following.ask(case(CASE))
    assert "a\ufffdb" == row["achievement"]
    (row,) = following.ask(acts_on(CASE))
    assert "a\0b" == row["detail"]["achievement"]
    following.given(CASE, filed)
    assert equals_a_rebuild(following)


def test_the_content_is_a_line_for_each_row(following):
    following.book = made_up(1, 50)
    following.catch_up()
    with following.engine.connect() as tx:
        for view in VIEWS:
            content = content_of(view, tx)
            assert content.count(b"\n") == len(tx.execute(select(view.table)).all())


@pytest.mark.parametrize(
    "documents",
    [
        ["a,\n,b", {"z": ",\n,", "a": [None, "\n"]}, [",\n,"]],
        [None, {"left": None}, None],
        [[], {}, "", 0, Decimal("1.50")],
        [None],
        [("x",), "\u2028\x00\r"],
    ],
)
def test_documents_written_together_read_as_each_written_alone(documents):
    table = Table("t", MetaData(), Column("id", Integer), Column("said", Document))
    rows = [{"id": number, "said": said} for number, said in enumerate(documents)]

    written = [said for _, said in plain_rows(tuple(table.columns))(rows)]

    assert [None if said is None else dumps(said) for said in documents] == written
