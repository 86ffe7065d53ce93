"""Whether a nominee leads or works directly, over HTTP and at the command line."""

from dataclasses import replace

from domain.reading import EVERYTHING
from projections.paths import of_case
from tests.api.badges import OFFICER
from tests.api.commands.test_nominate import NAME, asked
from tests.api.commands.test_nominate import OFFICER as CLI_OFFICER
from tests.api.speech import NEW, items, of, refused
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


def test_it_is_put_back_to_not_recorded(house, say):
    house.given(CASE, replace(opened, nominee_position="leader"))
    body = {**PUT_RIGHT, "was": "leader", "now": "not-recorded"}
    assert 200 == say(OFFICER).post(of(CASE, "corrections"), body, version=1, key="k").status_code
    assert say(OFFICER).get(of(CASE)).get_json()["nominee_position"] is None
    house.given(CASE, *at_submit[1:])
    (row,) = house.views.read(of_case(CASE), EVERYTHING)[0]
    assert row["nominee_position"] is None


def test_it_is_put_right_at_the_terminal_and_the_first_word_stays_in_the_log(desk):
    token = desk.token(*CLI_OFFICER)
    said = asked(kind="person", position="leader")
    case = desk.told("nominate", *said, TOKEN=token, typed=NAME)["id"]
    order = ("correct", case, "--field", "nominee_position", "--reason", "forgot", "--key", "k")
    back = (*order, "--was", "leader", "--now", "not-recorded")
    first, again = (desk.told(*back, TOKEN=token) for _ in range(2))
    assert (2, first) == (first["version"], again)
    assert desk.told("show", case, TOKEN=token)["nominee_position"] is None
    more = desk.run(*order[:-1], "l", "--was", "not-recorded", "--now", "boss", TOKEN=token)
    assert (1, True) == (more.exit_code, "nominee-position-unknown" in more.stderr)
    right = desk.run(*order[:-1], "m", "--was", "not-recorded", "--now", "leader", TOKEN=token)
    assert f"{case} version 3" == right.stdout.strip()
    lines = desk.told("history", case, TOKEN=token)["items"]
    assert ["leader", "not-recorded"] == [one["detail"]["was"] for one in lines[1:]]


def test_a_slip_in_the_achievement_is_put_right_at_the_terminal(desk):
    token = desk.token(*CLI_OFFICER)
    case = desk.told("nominate", *asked(kind="person"), TOKEN=token, typed=NAME)["id"]
    was = desk.told("show", case, TOKEN=token)["achievement"]
    said = ("--field", "achievement", "--was", was, "--now", f"{was}!", "--reason", "a slip")
    ahead = desk.run("correct", case, *said, "--on", "2050-01-01", TOKEN=token)
    assert (1, True) == (ahead.exit_code, "dated-ahead" in ahead.stderr)
    desk.told("correct", case, *said, TOKEN=token)
    assert f"{was}!" == desk.told("show", case, TOKEN=token)["achievement"]
