"""Whose cases all ended long ago is read off the cases that did, not off all there are."""

from dataclasses import replace
from datetime import date
from uuid import uuid5

from domain.nomination.events import NominationWithdrawn
from projections.person_files import long_over
from tests.builders import APRIL, CASE, NOMINEE, OTHER, SPACE, opened

AFTER, GONE = date(2026, 1, 1), NominationWithdrawn("moved")
HERS, LATE, TEAMS = (uuid5(SPACE, one) for one in ("her second", "late", "a team's"))

MANY_THAT_RUN = """
    INSERT INTO case_file_v8 SELECT one.* FROM case_file_v8 running, generate_series(1, 5000) AS n,
        LATERAL jsonb_populate_record(running, jsonb_build_object(
            'nomination', md5('c' || n)::uuid, 'nominee', md5('p' || n)::uuid)) AS one
        WHERE running.state = 'draft'
"""


def test_those_are_named_whose_cases_all_ended_before_the_day(following):
    following.given(CASE, opened, GONE)
    following.given(OTHER, replace(opened, nominee=replace(NOMINEE, ref=OTHER)))
    following.given(TEAMS, replace(opened, nominee=replace(NOMINEE, ref=LATE, kind="collective")))
    following.given(TEAMS, GONE)
    assert [(NOMINEE.ref, CASE)] == named(following, AFTER)
    assert [] == named(following, APRIL)
    following.given(HERS, opened)
    assert [] == named(following, AFTER), "another case of hers runs"
    following.given(HERS, GONE)
    assert sorted([CASE, HERS]) == [case for _, case in named(following, AFTER)]


def named(following, before):
    """Return of whom which cases ended before a day."""
    return [(row["nominee"], row["nomination"]) for row in following.ask(long_over(before))]


def test_only_what_ended_is_read(following):
    following.given(CASE, opened, GONE)
    following.given(OTHER, opened)
    is_lite = following.engine.dialect.name == "sqlite"
    asked = str(long_over(AFTER).compile(following.engine, compile_kwargs={"literal_binds": True}))
    with following.engine.begin() as tx:
        if not is_lite:  # what PostgreSQL does depends on how much there is
            for statement in (MANY_THAT_RUN, "ANALYZE"):
                tx.exec_driver_sql(statement)
        told = tx.exec_driver_sql(f"EXPLAIN {'QUERY PLAN ' if is_lite else ''}{asked}").all()
    plan = "".join(f"{line[-1]}\n" for line in told)
    assert "case_file_v8_by_end" in plan
    assert "SCAN case_file_v8\n" not in plan
    assert "Seq Scan on case_file_v8" not in plan
