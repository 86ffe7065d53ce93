"""Whether a nominee leads or works directly, over HTTP and at the command line."""

from tests.api.badges import OFFICER
from tests.api.speech import NEW, items, of, refused
from tests.api.test_cli_nominate import NAME, asked
from tests.api.test_cli_nominate import OFFICER as CLI_OFFICER
from tests.builders import CASE, at_submit, opened

SAID = {**NEW, "nominee_position": "direct-worker"}
PUT_RIGHT = {
    "field": "nominee_position",
    "was": "not-recorded",
    "now": "leader",
    "reason": "forgot",
}


def test_it_is_said_at_the_opening_and_shown(say):
    case = say(OFFICER).post("/nominations", SAID, key="k").get_json()["id"]
    told = [say(OFFICER).get(of(case)).get_json(), *items(say(OFFICER).get("/nominations"))]
    assert ["direct-worker"] * 2 == [one["nominee_position"] for one in told]
    (line,) = say(OFFICER).get(of(case, "history")).get_json()["items"]
    assert "direct-worker" == line["detail"]["nominee_position"]


def test_it_is_put_right_until_the_case_is_filed(house, say):
    house.given(CASE, opened)
    say(OFFICER).post(of(CASE, "corrections"), PUT_RIGHT, version=1, key="k")
    told = say(OFFICER).get(of(CASE)).get_json()
    assert ("leader", opened.achievement) == (told["nominee_position"], told["achievement"])


def test_once_filed_it_stays(house, say):
    house.given(CASE, *at_submit)
    reply = say(OFFICER).post(of(CASE, "corrections"), PUT_RIGHT, version=len(at_submit), key="k")
    assert (409, ["position-settled"]) == refused(reply)


def test_only_persons_have_one(say):
    household = {**SAID, "nominee": {**NEW["nominee"], "kind": "household"}, "award": "gdvh"}
    assert "position-of-person" in refused(say(OFFICER).post("/nominations", household, key="k"))[1]
    boss = {**SAID, "nominee_position": "boss"}
    assert (422, ["form-invalid"]) == refused(say(OFFICER).post("/nominations", boss, key="k"))


def test_the_command_line_says_it_too(desk):
    token = desk.token(*CLI_OFFICER)
    said = asked(kind="person", position="leader")
    receipt = desk.told("nominate", *said, TOKEN=token, typed=NAME)
    assert "leader" == desk.told("show", receipt["id"], TOKEN=token)["nominee_position"]
