"""Statistics over HTTP: of years that are over, small groups told with others alone."""

import json
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from api.audit.statistics_told import statistics_of
from domain.nomination.events import NominationGranted, NominationRefused
from domain.personal.particulars import Particulars
from services.ports import Append
from services.stores import Name
from tests.api.badges import LEADER
from tests.api.speech import refused
from tests.builders import DECISION, NOMINEE, NOON, at_submit, opened
from tests.infra.writing import envelope

GRANTED = NominationGranted("district-decision", DECISION, DECISION)
REFUSED = NominationRefused("ward-submit", "violation", "what nobody may read")
ENDS = [("u1", GRANTED)] * 6 + [("u2", GRANTED)] * 5 + [("u3", GRANTED)] * 2 + [("u1", REFUSED)]
POSITIONS = ["leader"] * 6 + ["direct-worker"] * 5 + [None] * 3


def ref_of(number: int) -> UUID:
    return UUID(int=number + 100)


@pytest.fixture
def asked(house, say):
    """Cases of three units that ended in 2025, asked about in 2026; the sex of 12 is known."""
    for number, ((unit, end), position) in enumerate(zip(ENDS, POSITIONS, strict=True), 1):
        nominee = replace(NOMINEE, ref=ref_of(number))
        told = replace(opened, unit=unit, nominee=nominee, nominee_position=position)
        house.given(UUID(int=number), told, *at_submit[1:], end)
        sex = "female" if number <= 7 else "male"
        name = Name(f"Somebody {number}", particulars=Particulars(sex=sex))
        house.people.add(nominee.ref, "person", name)
    house.clock.instant = NOON + timedelta(days=60)
    return say(LEADER)


def persons_told(asked) -> dict[str, object]:
    told = asked.get("/statistics?year=2025").get_json()
    persons: dict[str, object] = told["granted"]["subject"]["within"]["person"]
    return persons


def test_persons_are_told_by_award_position_and_sex(asked):
    told = persons_told(asked)

    assert {"total": 13, "cells": {"gk-tp": 13}, "others": 0} == told["award"]
    assert {"total": 13, "cells": {"leader": 6}, "others": 7} == told["position"]
    assert {"total": 13, "cells": {"female": 7, "male": 6}, "others": 0} == told["sex"]


def test_nothing_is_told_for_good_from_views_that_are_behind(asked, house):
    house.asleep = True
    late = replace(opened, nominee=replace(NOMINEE, ref=ref_of(99)))
    house.given(UUID(int=99), late, *at_submit[1:], GRANTED)
    assert 503 == asked.get("/statistics?year=2025").status_code


def test_what_was_told_of_sexes_stays_when_somebody_is_erased(asked, house):
    before = persons_told(asked)
    house.people.erase(ref_of(1))
    house.people.hold_back(ref_of(2))
    assert before == persons_told(asked)


def test_who_was_erased_before_counts_as_not_recorded(asked, house):
    for number in range(1, 6):
        house.people.erase(ref_of(number))
    told = persons_told(asked)
    assert {"total": 13, "cells": {"not-recorded": 5}, "others": 8} == told["sex"]


def test_small_units_are_told_together(asked):
    units = asked.get("/statistics?year=2025").get_json()["granted"]["unit"]["table"]
    assert {"total": 13, "cells": {"u2": 5}, "others": 8} == units


def test_few_refusals_are_not_told(asked):
    told = asked.get("/statistics?year=2025")

    assert {"total": None, "cells": {}, "others": None} == told.get_json()["refused"]["reason"]
    assert "nobody may read" not in told.text


def test_days_are_told_of_awards_that_are_told_with_the_limit_and_its_source(asked):
    told = asked.get("/statistics?year=2025").get_json()

    assert {"person": {"gk-tp": 0}} == told["median_days"]
    assert (5, False) == (told["small_group"], told["confirmed"])


@pytest.mark.parametrize("year", ["2999", "", "x", "1999"])
def test_only_a_year_that_is_over_is_told_of(asked, year):
    assert (422, ["query-invalid"]) == refused(asked.get(f"/statistics?year={year}"))


def test_of_a_year_that_is_not_over_sexes_are_not_told_nor_kept(asked, house):
    house.clock.instant = NOON
    early = statistics_of(NOON.year, house)["granted"]["subject"]["within"]["person"]
    assert {"award", "position"} == early.keys()
    house.clock.instant = NOON + timedelta(days=60)
    house.people.erase(ref_of(1))
    assert {"total": 13, "cells": {"male": 6}, "others": 7} == persons_told(asked)["sex"]


def granted(asked, year):
    told = asked.get(f"/statistics?year={year}").get_json()
    return told["granted"]["subject"]["table"]["total"]


def late(house, number, year):
    """Let a case have ended by a paper of a year, written down now."""
    told = replace(opened, nominee=replace(NOMINEE, ref=ref_of(number)))
    written = replace(envelope(), effective_on=date(year, 12, 30))
    written = replace(written, recorded_at=house.clock.instant)
    facts = (told, *at_submit[1:], GRANTED)
    house.ledger.append([Append(UUID(int=number), 0, facts)], written)
    house.wake()


def test_a_case_counts_for_the_year_of_its_paper_until_that_year_is_told(asked, house):
    late(house, 50, 2025)
    assert 14 == granted(asked, 2025)
    before = asked.get("/statistics?year=2025").get_json()
    for number in range(51, 58):
        late(house, number, 2025)

    assert before == asked.get("/statistics?year=2025").get_json()
    assert 7 == statistics_of(2026, house)["granted"]["subject"]["table"]["total"]


def test_as_of_then_a_year_is_what_had_been_told_of_it(asked, house):
    end, today = house.ledger.last_position(), house.clock.instant.date()
    told = asked.get("/statistics?year=2025").get_json()
    for number in range(50, 58):
        late(house, number, 2025)
    for then in (f"up_to={end}", f"known_at={today}", f"known_at=2026-01-01&up_to={end}"):
        assert told == asked.get(f"/statistics?year=2025&{then}").get_json()
    for early in (f"up_to={end - 1}", "up_to=0"):
        assert (404, ["year-untold"]) == refused(asked.get(f"/statistics?year=2025&{early}"))
    for early in ("known_at=2025-12-31", "effective_at=2025-12-31"):
        assert (422, ["query-invalid"]) == refused(asked.get(f"/statistics?year=2025&{early}"))


def test_what_was_recorded_after_a_day_had_not_been_told_on_it(asked, house):
    late(house, 50, 2025)
    asked.get("/statistics?year=2025")
    yesterday, today = (house.clock.instant.date() - timedelta(one) for one in (1, 0))
    early = asked.get(f"/statistics?year=2025&known_at={yesterday}")
    assert (404, ["year-untold"]) == refused(early)
    assert 200 == asked.get(f"/statistics?year=2025&known_at={today}").status_code


def test_who_asks_as_of_then_closes_no_year(asked, house):
    end, today = house.ledger.last_position(), house.clock.instant.date()
    for then in (f"up_to={end - 1}", f"known_at={today - timedelta(1)}"):
        assert (404, ["year-untold"]) == refused(asked.get(f"/statistics?year=2025&{then}"))
    late(house, 50, 2025)
    whole = asked.get(f"/statistics?year=2025&up_to={end + 999}&effective_at={today}").get_json()
    assert 14 == whole["granted"]["subject"]["table"]["total"] == granted(asked, 2025)


def test_of_a_log_with_nothing_in_it_a_year_is_told_as_of_any_position(house, say):
    house.clock.instant = NOON + timedelta(days=60)
    told = say(LEADER).get("/statistics?year=2025").get_json()
    late(house, 50, 2024)
    assert told == say(LEADER).get("/statistics?year=2025&up_to=0").get_json()


def test_the_demo_tells_of_the_year_of_its_papers(demo):
    told = json.loads(demo.run("statistics", "--year", "2025").stdout)
    assert (True, 9) == (told["over"], told["granted"]["subject"]["table"]["total"])
