"""The leaf of a fact: no bit of any column can be altered without another leaf."""

from dataclasses import replace
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from domain.proof.leaf import StoredFact

FACT = StoredFact(7, UUID(int=9), 3, "nomination.filed.v1", b'{"envelope":{},"fact":{}}')
NUMBERS = st.integers(0, 2**63 - 1)
FACTS = st.builds(StoredFact, NUMBERS, st.uuids(), NUMBERS, st.text(), st.binary())


def test_the_form_is_pinned():
    assert (
        b"vinhdanh fact 1\n"
        b"\0\0\0\0\0\0\0\x07"
        b"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x09"
        b"\0\0\0\0\0\0\0\x03"
        b"\0\0\0\x13nomination.filed.v1"
        b'{"envelope":{},"fact":{}}'
    ) == FACT.leaf()


def test_each_column_counts():
    others = [
        replace(FACT, position=8),
        replace(FACT, stream=UUID(int=8)),
        replace(FACT, version=4),
        replace(FACT, name="nomination.filed.v2"),
        replace(FACT, content=b'{"envelope":{},"fact":[]}'),
        replace(FACT, name=FACT.name + "{", content=FACT.content[1:]),
    ]

    assert len(others) + 1 == len({one.leaf() for one in (FACT, *others)})


@given(FACTS, FACTS)
def test_two_rows_have_one_leaf_only_where_they_are_equal(one, other):
    assert (one == other) == (one.leaf() == other.leaf())
