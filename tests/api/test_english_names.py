"""English sentences name what they are about by words of the data, as Vietnamese ones do."""

import pytest

from api.fact_names import names_of
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
    assert "missing: Achievement report" == report["says"]["en"]
    assert "missing: achievement-report" == report["detail"]
