"""What a verdict says in English holds every figure and name that it says in Vietnamese."""

import re
from datetime import date
from itertools import chain

import pytest

from api.fact_names import conditions, names_of
from api.sentences import ENGLISH, facts_of, in_english, in_vietnamese, sentence_of, sentences
from api.sights import looked_at
from domain.eligibility.sight import Sight
from tests.wording import TABLE

ROW = {"title": "cstdcs", "times": "3", "held": "2"}
SETS = [
    (code, said, tuple(facts))
    for code, row in TABLE.items()
    for said in row["says"]
    for facts in row["facts"]
    if facts
]


@pytest.mark.parametrize(("code", "said", "facts"), SETS, ids=lambda one: str(one)[:40])
def test_a_sentence_in_english_has_each_fact_of_the_vietnamese_one(code, said, facts):
    values = {fact: f"<{fact}>" for fact in facts}
    detail = re.sub(r"\{(\w*)\}", lambda place: values.get(place[1], "?"), said)
    english, vietnamese = in_english(code, detail, values), in_vietnamese(code, values)
    told = {one for one in facts_of(sentence_of(code, values) or "") if f"<{one}>" in vietnamese}
    assert [] == [one for one in sorted(told) if f"<{one}>" not in english]


def test_an_english_sentence_names_agencies_and_confirmations(house):
    facts = {"agency": "31", "working_days": "5"}
    told = in_english("term-of-the-award", "the award says the term", facts, names_of(house))
    city = "Thành phố Hải Phòng (31)"
    assert f"The award gives {city} a term of 5 working days" == told
    facts = {"confirmation": "tax-confirmation", "number": "5/XN", "agency": "31"}
    told = in_english("confirmation-expired", "no longer so", facts, names_of(house))
    assert f"Tax confirmation number 5/XN by {city} has expired" == told


def test_a_sentence_of_its_own_has_the_facts_of_the_vietnamese_one_and_no_brackets():
    own, vietnamese = sentences(ENGLISH), sentences()
    assert own.keys() == vietnamese.keys()
    assert sorted(own) == list(own)
    for code, those in own.items():
        assert list(map(facts_of, vietnamese[code])) == list(map(facts_of, those)), code
    assert "({" not in " ".join(one for code in own for one in own[code] if code != "case-held")


@pytest.mark.parametrize(
    ("code", "detail", "facts", "told"),
    [
        (
            "case-held",
            "held: letter",
            {"letter": "letter-1"},
            "The case is held while a letter is examined (letter-1)",
        ),
        (
            "step-not-current",
            "the case waits at province-vote",
            {"current": "province-vote", "step": "ward-review"},
            'The case waits at the step "vote at province level", not at "review at ward level"',
        ),
        (
            "not-overdue",
            "the term has not run out on that day",
            {"due_on": "2025-07-10", "effective_on": "2025-07-01"},
            "The term runs to the end of 2025-07-10; on 2025-07-01 it has not run out",
        ),
        (
            "condition-not-met",
            "the condition is not met",
            {"condition": "excellent-collective"},
            "The condition excellent collective is not met",
        ),
        (
            "identity-number-in-text",
            "where: phone number, in a text that can never be erased",
            {"field": "where", "sort": "phone-number"},
            (
                "place of the posting: mobile phone number, in a text that can never be erased; "
                "leave it out; if it is the nominee's, write it among the particulars"
            ),
        ),
    ],
)
def test_what_had_brackets_is_a_sentence(house, code, detail, facts, told):
    assert told == in_english(code, detail, facts, names_of(house))


def test_every_condition_of_an_award_has_a_name_in_both_languages(house):
    days = [one.in_force_from or date.min for one in house.catalogue.regimes()]
    every = chain.from_iterable(map(house.catalogue.awards, days))
    keys = {one.key for rule in every for one in rule.award.conditions}
    assert {"excellent-collective"} <= keys <= conditions().keys()
    said = {"condition": "excellent-collective"}
    assert "Chưa đạt điều kiện tập thể hoàn thành xuất sắc" == in_vietnamese(
        "condition-not-met", said, names_of(house)
    )


def test_a_row_of_titles_is_told_with_its_count_and_the_name_of_the_award(house):
    names = names_of(house)
    detail = "cstdcs is needed 3 times in a row; held 2 so far"
    told = in_english("titles-not-in-a-row", detail, ROW, names)
    assert f"{names.words['cstdcs'].en} is needed 3 times in a row; held 2 so far" == told


def test_what_was_seen_is_called_by_its_name_in_english(house):
    names, row = names_of(house), Sight("3 needed; none", "times-none", {"times": "3"})
    lacking = Sight("paper council-minutes, remark council-minutes")
    title, file, kind = looked_at(
        {"cstdcs": row, "lacking": lacking, "kind": Sight("person")}, names
    )
    assert (names.words["cstdcs"].en, "3 needed; none") == (title["label"].en, title["says"].en)
    assert names.words["council-minutes"].en in file["says"].en
    assert "person" == kind["says"].en
