"""Sentences name criteria, awards of regimes that ended and levels as people call them, once."""

import re
from datetime import date

import pytest

from api.fact_names import names_of, names_on
from api.sentences import in_english, in_vietnamese, sentences
from api.sights import looked_at
from domain.directory.decide import unit_stream
from domain.directory.events import UnitAnnounced
from domain.eligibility.sight import Sight

GIVEN = "Có nhiều đóng góp công sức"


def test_a_criterion_is_said_by_its_text(house):
    names, facts = names_of(house), {"criterion": "contribution"}
    told = in_vietnamese("criterion-missing", facts, names)
    assert told.startswith(f"Chưa đánh giá tiêu chí: {GIVEN}")
    assert told.endswith("và của phường")
    english = in_english("criterion-missing", "missing: contribution", facts, names)
    assert "Much given in work, mind, means or initiative" in english


def test_a_criterion_among_what_a_file_lacks_is_said_by_its_text(house):
    lacking = {"lacking": Sight("paper council-minutes, criterion contribution")}
    (found,) = looked_at(lacking, names_of(house))
    assert f"giấy tờ Biên bản họp Hội đồng, tiêu chí {GIVEN}" in found["says"].vi


@pytest.mark.parametrize("key", ["council-minutes", "tax", "2025-01-01"])
def test_a_criterion_of_no_movement_stands_as_it_is(house, key):
    names, facts = names_of(house), {"criterion": key}
    assert in_vietnamese("criterion-missing", facts, names).endswith(f": {key}")
    assert f" {key} " in in_english("criterion-missing", f"missing: {key}", facts, names)


def test_an_award_of_a_regime_that_ended_has_its_name(house):
    before, today = (
        {one.award.key for one in house.catalogue.awards(day)}
        for day in (date(2025, 4, 1), date(2026, 11, 28))
    )
    gone = sorted(before - today)
    names = names_on(date(2026, 11, 28), house)
    assert gone
    assert [] == [one for one in gone if names.of("award", one) == one]


@pytest.mark.parametrize("level", ["ward", "district", "province", "central"])
def test_no_sentence_says_the_word_for_a_level_twice(house, level):
    names = names_of(house)
    places = dict.fromkeys(("level", "own", "granted_at", "decided_at"), level)
    every = [one for those in sentences().values() for one in those if "level}" in one]
    assert every
    for code in sentences():
        facts = dict.fromkeys(re.findall(r"\{(\w+)\}", " ".join(sentences()[code])), "x") | places
        assert "cấp cấp" not in in_vietnamese(code, facts, names), code
        assert "cấp trung ương" not in in_vietnamese(code, facts, names), code


def announced(house, name, first):
    """Let the directory tell a name of an agency, from a day on."""
    told = UnitAnnounced("POLICE", "province", name, "31", first, None, ())
    house.given(unit_stream("POLICE"), told)


def test_an_agency_is_called_by_the_name_that_the_directory_has_for_it_on_a_day(house):
    announced(house, "Công an tỉnh Hải Dương", date(2025, 1, 1))
    announced(house, "Công an thành phố Hải Phòng", date(2025, 7, 1))
    facts, later = {"agency": "POLICE"}, names_on(date(2025, 8, 1), house)
    name = "Công an thành phố Hải Phòng (POLICE)"
    assert f"Chưa có ý kiến của {name}" == in_vietnamese("agency-not-heard", facts, later)
    detail = "POLICE is to be heard"
    assert f"The opinion of {name} is not in yet" == in_english(
        "agency-not-heard", detail, facts, later
    )
    assert name == later.of("unit", "POLICE")
    before = names_on(date(2025, 6, 30), house)
    assert "Công an tỉnh Hải Dương (POLICE)" == before.of("agency", "POLICE")


@pytest.mark.parametrize(
    ("code", "on"), [("TAX", date(2025, 8, 1)), ("POLICE", date(2024, 12, 31))]
)
def test_an_agency_that_nobody_announced_by_a_day_has_its_code(house, code, on):
    announced(house, "Công an tỉnh Hải Dương", date(2025, 1, 1))
    assert code == names_on(on, house).of("agency", code)


def test_a_level_that_the_step_says_is_not_said_again(house):
    facts, names = {"step": "ward-submit", "level": "ward"}, names_of(house)
    assert 1 == in_vietnamese("agreed-at-another-level", facts, names).count("cấp xã")
    assert 1 == in_english("agreed-at-another-level", "", facts, names).count("ward level")


def test_a_number_that_is_taken_is_said_without_an_id(house):
    facts = {"number": "78/QĐ-UBND", "holder": "cc9e5cbb-6b49-5414-a1b6-4330c0add418"}
    assert "Số 78/QĐ-UBND đã được dùng trong năm" == in_vietnamese("number-taken", facts)
    assert "Number 78/QĐ-UBND is in use this year" == in_english("number-taken", "", facts)


@pytest.mark.parametrize("kind", ["terms", "ballots"])
def test_no_file_of_rules_is_called_twice_by_one_word(house, kind):
    assert kind == names_of(house).of_in_english("file", kind)
