"""What a verdict says in English holds every figure and name that it says in Vietnamese."""

import re

import pytest

from api.fact_names import PLAIN, names_of
from api.sentences import facts_of, in_english, in_vietnamese, sentence_of
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


def test_what_an_english_sentence_leaves_out_follows_it_by_its_name(house):
    facts = {"confirmation": "tax-confirmation", "number": "5/XN", "agency": "31"}
    detail = "no longer to be relied on"
    told = in_english("confirmation-expired", detail, facts, names_of(house))
    assert told.startswith(f"{detail} (confirmation: Tax")
    assert told.endswith("; number: 5/XN; agency: Thành phố Hải Phòng (31))")
    assert detail == in_english("confirmation-expired", detail, {}, PLAIN)


def test_a_row_of_titles_is_told_with_its_count_and_the_name_of_the_award(house):
    names = names_of(house)
    detail = "cstdcs is needed 3 times in a row; held 2 so far"
    told = in_english("titles-not-in-a-row", detail, ROW, names)
    assert f"{names.english['cstdcs']} is needed 3 times in a row; held 2 so far" == told


def test_what_was_seen_is_called_by_its_name_in_english(house):
    names, row = names_of(house), Sight("3 needed; none", "times-none", {"times": "3"})
    lacking = Sight("paper council-minutes, remark council-minutes")
    title, file, kind = looked_at(
        {"cstdcs": row, "lacking": lacking, "kind": Sight("person")}, names
    )
    assert (names.english["cstdcs"], "3 needed; none") == (title["label"].en, title["says"].en)
    assert names.english["council-minutes"] in file["says"].en
    assert names.english["person"] == kind["says"].en
