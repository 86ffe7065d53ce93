"""Statistics over HTTP: of years that are over, small groups hidden, what is missing said."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from domain.nomination.events import NominationGranted, NominationRefused
from tests.api.badges import LEADER
from tests.api.speech import refused
from tests.builders import DECISION, NOON, at_submit, opened

GRANTED = NominationGranted("district-decision", DECISION, DECISION)
REFUSED = NominationRefused("ward-submit", "violation", "what nobody may read")


@pytest.fixture
def asked(house, say):
    """Cases of three units that ended in 2025, asked about in 2026."""
    ends = [("u1", GRANTED)] * 6 + [("u2", GRANTED)] * 5 + [("u3", GRANTED)] * 2
    for number, (unit, end) in enumerate([*ends, ("u1", REFUSED)], 1):
        house.given(UUID(int=number), replace(opened, unit=unit), *at_submit[1:], end)
    house.clock.instant = NOON + timedelta(days=60)
    return say(LEADER)


def test_counts_are_told_by_award_and_subject_and_by_unit_where_no_group_is_small(asked):
    granted = asked.get("/statistics?year=2025").get_json()["granted"]

    assert {"total": 13, "cells": {}, "withheld": True} == granted["unit"]
    assert {"gk-tp": 13} == granted["award"]["cells"]
    assert {"person": 13} == granted["subject"]["cells"]


def test_few_refusals_are_withheld_whole(asked):
    told = asked.get("/statistics?year=2025")

    assert {"total": None, "cells": {}, "withheld": True} == told.get_json()["refused"]["reason"]
    assert "nobody may read" not in told.text


def test_what_no_fact_says_is_said_to_be_missing(asked):
    told = asked.get("/statistics?year=2025").get_json()

    assert {"sex", "position"} == told["unheld"].keys()
    assert ({"gk-tp": 0}, 5, False) == (told["median_days"], told["small_group"], told["confirmed"])


@pytest.mark.parametrize("year", ["2999", "", "x", "1999"])
def test_only_a_year_that_is_over_is_told_of(asked, year):
    assert (422, ["query-invalid"]) == refused(asked.get(f"/statistics?year={year}"))
