"""What was accepted is accepted when it is decided again: no false alarm on any honest life."""

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.facts import Event
from services.redeciding.findings import Looked
from services.redeciding.table import ROWS
from tests.promises.test_audit_alarms import lived
from tests.redeciding import found


def test_each_kind_of_fact_has_its_row():
    assert {*get_args(Event)} == {*ROWS}


@pytest.mark.no_cover
@settings(max_examples=100)
@given(st.data())
def test_whatever_was_accepted_is_accepted_again(data):
    log, seen = lived(data).log, Looked()

    assert [] == found(log, seen=seen)
    assert len(log) == seen.facts
    assert not seen.untold
