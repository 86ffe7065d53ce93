"""A view must say of every kind of fact whether it reads or ignores it."""

from dataclasses import replace

import pytest

from domain.nomination.events import StepEndorsed
from projections.catalogue import VIEWS
from projections.columns import dumps
from projections.history import view as history
from projections.honours import view as honours
from projections.view import NotNamed


@pytest.mark.parametrize("view", [honours, history], ids=["a folded one", "a journal"])
def test_a_view_that_forgets_a_kind_of_fact_does_not_come_to_life(view):
    with pytest.raises(NotNamed, match="StepEndorsed"):
        replace(view, reads=view.reads - {StepEndorsed}, ignores=view.ignores - {StepEndorsed})


@pytest.mark.parametrize("view", [honours, history], ids=["a folded one", "a journal"])
def test_a_view_that_reads_and_ignores_the_same_does_not_come_to_life(view):
    with pytest.raises(NotNamed, match="StepEndorsed"):
        replace(view, reads=view.reads | {StepEndorsed}, ignores=view.ignores | {StepEndorsed})


def test_no_two_views_share_a_table():
    assert len(VIEWS) == len({view.table.name for view in VIEWS})


def test_what_has_no_json_is_not_guessed():
    with pytest.raises(TypeError, match="set"):
        dumps({"a": {1}})
