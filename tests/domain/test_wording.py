"""The check of how refusals read sees whatever is otherwise."""

from dataclasses import replace

import pytest

from domain.refusal import Kind, Refusal
from tests.wording import as_written

SAID = Refusal("not-in-this-state", Kind.CONFLICT, "A does not go with a case that is B")
WELL = replace(SAID, facts={"order": "A", "state": "B"})


def test_what_reads_as_in_the_table_is_well():
    assert as_written(WELL)
    assert as_written(replace(WELL, facts={**WELL.facts, "nomination": "of an item"}))
    assert as_written(replace(SAID, code="of-next-year"))


@pytest.mark.parametrize(
    "change",
    [
        {"kind": Kind.INVALID},
        {"detail": "B does not go with a case that is A"},
        {"detail": f"{SAID.detail}."},
        {"facts": {"order": "A"}},
        {"facts": {"order": "A", "state": "B", "more": "C"}},
        {"facts": {"order": "A", "state": "None"}, "detail": f"{SAID.detail[:-1]}None"},
    ],
)
def test_whatever_is_otherwise_is_seen(change):
    assert not as_written(replace(WELL, **change))
