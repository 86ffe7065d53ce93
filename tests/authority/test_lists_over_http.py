"""What lists tell over HTTP: the lines of each reader held against the table by hand."""

import sys
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import cast
from uuid import UUID

import pytest
from sqlalchemy import select

import services.reading
from domain.reading import EVERYTHING
from projections.columns import Row
from projections.history_rows import history
from tests.authority import reading as table
from tests.authority.others import ROUND, concerned
from tests.authority.persons import NOBODY
from tests.authority.places import FIRST, places
from tests.authority.reading import OPERATIONS, READERS, READS
from tests.authority.rows import Office
from tests.authority.story import case_of, paper_of
from tests.authority.street import Street
from tests.builders import CASE, NOMINEE, OTHER, PAPER
from tests.reviewing import REVIEW

pytestmark = pytest.mark.no_cover
ABOUT: Mapping[UUID, frozenset[str]] = concerned()
LISTED = READS["history"]
PAPERS = {
    PAPER,
    *(paper_of(one, one.step or FIRST) for one in places() if one.kind == "on its way"),
}
CASES = {CASE, OTHER, ROUND, *map(case_of, places())}
PART, LEAST, LEAST_WHOLE = 22, 10_000, 335_000  # of 353,122
Told = tuple[str, set[str], set[str], int]


def ids(house: Street, office: Office, operation: str, name: str) -> set[str]:
    """Return what a list of a reader is about."""
    return {str(one[name]) for one in house.whole(NOBODY, office, operation)}


def readable(office: Office, among: AbstractSet[UUID]) -> set[str]:
    """Return the ids, of some, that the table lets an office be told of in a list."""
    return {str(one) for one in among if table.may_read("case", office, ABOUT[one])}


def lets(rule: str, office: Office, operation: str, thing: str) -> set[str]:
    """Return one thing, where the table lets an office be told of it."""
    about = frozenset(READS["others"][operation])
    return {thing} if table.may_read(rule, office, about) else set()


def lists(house: Street, office: Office) -> Iterator[Told]:
    """Return what a reader should be told in each list, what they are, and of how many things."""
    cases = ids(house, office, "list_nominations", "nomination")
    yield "list_nominations", readable(office, CASES), cases, len(CASES)
    papers = ids(house, office, "list_submissions", "document")
    yield "list_submissions", readable(office, PAPERS), papers, len(PAPERS)
    reviews = ids(house, office, "list_reviews", "review")
    yield "list_reviews", lets("review", office, "show_review", str(REVIEW)), reviews, 1
    asked = ids(house, office, "list_person_requests", "person")
    person = lets("person", office, "show_personal_data", str(NOMINEE.ref))
    yield "list_person_requests", person, asked, 1
    told = ids(house, office, "show_history", "position")
    lines = of_history(house)
    yield (
        "show_history",
        {str(one["position"]) for one in lines if line(one, office)},
        told,
        len(lines),
    )


def of_history(house: Street) -> list[Row]:
    """Return every line of the history that stands on the stream of its fact."""
    with house.views.connect() as tx:
        own = select(history).where(history.c.subject == history.c.stream)
        return [dict(one) for one in tx.execute(own).mappings()]


def line(row: Row, office: Office) -> bool:
    """Say whether the table lets an office be told a line of the general history."""
    if row["thing"] in LISTED["never"]:
        return False
    if row["thing"] in LISTED["operators"]:
        return office[0] == "operator"
    about = ABOUT.get(cast("UUID", row["subject"]), frozenset())
    mine = "case" if about else "case of others"
    return row["thing"] in LISTED["open"] or table.may_read(mine, office, about)


def work(house: Street, office: Office) -> Iterator[Told]:
    """Return the lists of work: a part of what the reader may read, whatever else they ask."""
    for operation in ("show_inbox", "show_reminders"):
        found = ids(house, office, operation, "nomination")
        yield operation, found & readable(office, CASES), found, len(CASES)
    due = ids(house, office, "show_reviews_due", "review")
    yield "show_reviews_due", due & lets("review", office, "show_review", str(REVIEW)), due, 1


def held(house: Street, part: int) -> tuple[int, list[str]]:
    """Return how many things were told or not, and the lists that are not the table's."""
    count, wrong = 0, []
    for office in READERS[::part]:
        for name, said, told, many in (*lists(house, office), *work(house, office)):
            count += many
            wrong += [] if said == told else [f"{name}, {office}: {sorted(said ^ told)[:3]}"]
    return count, wrong


def test_each_list_tells_the_lines_of_the_table(read_house):
    count, wrong = held(read_house, PART)
    assert (count >= LEAST, wrong[:10]) == (True, []), f"{count} cells, {len(wrong)} wrong"


@pytest.mark.drill
def test_each_list_tells_everybody_the_lines_of_the_table(read_house, capsys):
    count, wrong = held(read_house, 1)
    with capsys.disabled():
        sys.stdout.write(f"\n{count} cells of lists over HTTP, {len(wrong)} lists unlike\n")
    assert (count >= LEAST_WHOLE, wrong[:10]) == (True, []), f"{count} cells, {len(wrong)} wrong"


def test_a_scope_that_is_widened_is_seen(read_house, monkeypatch):
    office = ("leader", "agency")
    monkeypatch.setattr(services.reading, "scope_of", lambda *_: EVERYTHING)
    unlike = {one[0] for one in lists(read_house, office) if one[1] != one[2]}
    assert unlike == {"list_nominations", "list_submissions", "show_history"}
    assert read_house.told(NOBODY, office, "show_submission", submission=PAPER)


ELSEWHERE = {
    "show_statistics",
    "show_movement_ranking",
    "show_board",
    "list_council_sessions",
    "list_house_acts",
}
"""Counts, small groups together; lists below a thing; acts of no case: tests/api holds these."""


def test_no_list_is_left_out(read_house):
    asked = {one for one, rule in OPERATIONS.items() if rule == "lines"}
    office = ("auditor", "central")
    told = {one[0] for one in (*lists(read_house, office), *work(read_house, office))}
    assert asked == told | ELSEWHERE
