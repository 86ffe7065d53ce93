"""What waits while a council sits about a case, over HTTP; and its end follows its beginning."""

from tests.api.badges import VOTES
from tests.api.council_room import DAY, MEMBERS, began, council, room, voted
from tests.api.speech import of, refused
from tests.builders import CASE, sha

__all__ = ["council", "room"]
AGENDA, EARLIER = (409, ["on-an-agenda"]), (422, ["dated-before-earlier-act"])
NO = {"step": "district-vote", "reason": "below-standard", "detail": "a second look"}
TAKEN_OUT = {"reason": "not theirs", "effective_on": DAY}
OPENED_ON = "2025-04-25"


def test_nobody_ends_or_changes_alone_what_a_council_votes_on(house, room):
    voted(began(room))
    version, speaker = len(house.ledger.read(CASE)), room.say(VOTES)
    refusal = speaker.post(of(CASE, "refusals"), {**NO, "effective_on": DAY}, version=version)
    assert AGENDA == refused(refusal)
    assert room.key.hex in refusal.get_json()["reasons"][0]["facts"]["session"].replace("-", "")
    paper = of(CASE, f"evidence/{sha('report')}/withdrawal")
    codes = refused(speaker.post(paper, TAKEN_OUT, version=version))[1]
    assert "on-an-agenda" in codes
    assert version == len(house.ledger.read(CASE))
    assert 200 == room.act(VOTES, "closing").status_code


def test_the_acts_of_a_case_say_what_waits_for_its_council(room):
    began(room)
    listed = room.say(VOTES).get(of(CASE, "acts")).get_json()["items"]
    waits = {"refusal", "return", "vote", "evidence-withdrawal"}
    told = {
        one["act"]: [why["code"] for why in one["broken"]] for one in listed if one["act"] in waits
    }
    assert waits == told.keys()
    assert [] == [act for act, codes in told.items() if "on-an-agenda" not in codes]


def test_no_regime_is_chosen_while_a_session_has_the_case(house, room):
    version = len(house.ledger.read(CASE))
    body = {"regime": "law06-2026", "reason": "less is asked", "effective_on": DAY}
    codes = refused(room.say(VOTES).post(of(CASE, "regime"), body, version=version))[1]
    assert "on-an-agenda" in codes


def test_a_roll_and_a_session_end_after_they_began(room):
    present = [{"member": one} for one in MEMBERS]
    assert 200 == room.act(VOTES, "opening", present=present, effective_on=OPENED_ON).status_code
    assert EARLIER == refused(room.act(VOTES, "roll-closing"))
    assert 200 == room.act(VOTES, "roll-closing", effective_on=OPENED_ON).status_code
    assert "dated-before-earlier-act" in refused(room.act(VOTES, "closing"))[1]
