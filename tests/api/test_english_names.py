"""English sentences name what they are about by words of the data, as Vietnamese ones do."""

from typing import get_args

import pytest

from api.fact_names import names_of
from api.sentences import in_english
from api.text_words import text_words
from domain.nomination.state import Opened
from tests.api.badges import OFFICER
from tests.api.speech import of
from tests.builders import CASE, opened

SAID = [
    ("missing: proposal-letter", {"paper": "proposal-letter"}, "missing: Proposal letter"),
    (
        "the case waits at ward-review",
        {"current": "ward-review"},
        "the case waits at review at ward level",
    ),
    ("it is clerk, not reclerk", {"roles": "leader, clerk"}, "it is Clerk, not reclerk"),
    ("missing: council-minutes", {"criterion": "council-minutes"}, "missing: council-minutes"),
    ("nothing to choose", {}, "nothing to choose"),
]


@pytest.mark.parametrize(("detail", "facts", "said"), SAID)
def test_a_code_among_the_facts_is_said_by_its_name(house, detail, facts, said):
    assert said == names_of(house).in_english(detail, facts)


def test_what_keeps_one_from_an_act_is_said_so_and_its_detail_stays(house, say):
    house.given(CASE, opened)
    acts = say(OFFICER).get(of(CASE, "acts")).get_json()["items"]
    (filing,) = [one for one in acts if one["act"] == "filing"]
    told = {one["facts"].get("paper"): one for one in filing["broken"]}

    report = told["achievement-report"]
    assert "The file lacks a paper: Achievement report" == report["says"]["en"]
    assert "missing: achievement-report" == report["detail"]


STATES = [one.__name__ for one in get_args(Opened)]
OF_A_STATE = ("not-at-a-step", "not-in-this-state")


@pytest.mark.parametrize("code", OF_A_STATE)
@pytest.mark.parametrize("state", STATES)
def test_the_state_of_a_case_is_said_in_words_and_the_order_by_no_class(house, code, state):
    facts = {"state": state, "order": "FileNomination", "nomination": str(CASE)}
    told = in_english(code, f"FileNomination, {state}", facts, names_of(house))
    assert text_words()["state"][state]["en"] in told
    assert not {state, "FileNomination", "("} & {*told.split(), *told}


@pytest.mark.parametrize("act", ["appraisal", "supplement", "submission"])
def test_an_act_that_the_state_does_not_take_is_refused_in_a_sentence(house, say, act):
    house.given(CASE, opened)
    acts = say(OFFICER).get(of(CASE, "acts")).get_json()["items"]
    (broken,) = [
        reason["says"]["en"]
        for one in acts
        if one["act"] == act
        for reason in one["broken"]
        if reason["code"] in OF_A_STATE
    ]
    assert "is still being drafted" in broken


SENTENCES = [
    ("act-not-of-step", "ward-review is a review", {"act": "review", "step": "ward-review"}),
    ("agency-not-heard", "31 is to be heard", {"agency": "31"}),
    ("not-the-sender", "the case waits in 31", {"unit": "31"}),
    ("reform-not-applied", "it was not applied", {"reform": "2025-07-01"}),
]


@pytest.mark.parametrize(("code", "detail", "facts"), SENTENCES)
def test_what_keeps_one_from_an_act_is_a_sentence_without_brackets_of_facts(
    house, code, detail, facts
):
    told = in_english(code, detail, facts, names_of(house))
    assert told[0].isupper()
    assert [] == [fact for fact in facts if f"({fact}: " in told]
