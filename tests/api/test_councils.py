"""Councils over HTTP: appointed, called, voting, and what becomes of the cases."""

from domain.council.events import Ballot, Choice
from domain.council.proof import box_of, is_proven
from domain.nomination.events import CouncilVoted, StepPassed
from tests.api.badges import AUDITOR, LEADER, OFFICER, VOTES, token
from tests.api.council_room import (
    AGAINST,
    DAY,
    FOR,
    MEMBERS,
    PAPER,
    SEATS,
    began,
    council,
    room,
    voted,
)
from tests.api.speech import done, items, refused
from tests.builders import CASE, DISTRICT

__all__ = ["council", "room"]


def test_a_council_is_shown_listed_and_changed(council, say):
    more = {**PAPER, "number": "5/QĐ-UBND", "seats": [{**SEATS[1], "person": "new"}]}
    del more["unit"]
    assert (200, '"2"') == done(say(LEADER).post(f"{council}/appointments", more, version=1))
    gone = {"person": "new", "last_day": DAY, "number": "6/QĐ", "legal_basis": "Law"}
    gone["effective_on"] = DAY
    assert (200, '"3"') == done(say(LEADER).post(f"{council}/reliefs", gone, version=2))
    shown = say(AUDITOR).get(council).get_json()
    assert ("new", DAY) == (shown["seats"][-1]["person"], shown["seats"][-1]["until"])
    assert ["4/QĐ-UBND", "5/QĐ-UBND", "6/QĐ"] == [one["number"] for one in shown["papers"]]
    assert [DISTRICT] == [one["unit"] for one in items(say(AUDITOR).get("/councils"))]
    again = say(LEADER).post("/councils", {**PAPER, "number": "9/QĐ"}, key="again")
    assert (409, ["council-exists"]) == refused(again)


def test_a_session_is_listed_under_its_council(council, room, say):
    listed = items(say(AUDITOR).get(f"{council}/sessions", state="called"))
    assert [str(room.key)] == [one["session"] for one in listed]
    assert (404, ["council-unknown"]) == refused(say(AUDITOR).get(f"/councils/{CASE}/sessions"))
    assert (404, ["session-unknown"]) == refused(say(AUDITOR).get(f"/councils/sessions/{CASE}"))


def test_a_secret_vote_moves_the_case_and_every_member_finds_their_ballot(house, room):
    mine = voted(began(room))
    assert 200 == room.act(VOTES, "closing").status_code
    (box,) = room.say(AUDITOR).get(f"{room.at}/ballots").get_json()["items"]
    published = [
        Ballot(one["nonce"], Choice(one["choice"]), one["proof"]) for one in box["ballots"]
    ]
    at = box_of(room.key, CASE)
    assert set(mine) == set(published)
    assert all(is_proven(one, at, box["modulus"]) for one in published)
    assert [CouncilVoted, StepPassed] == [type(one) for one in house.ledger.read(CASE)[-2:]]
    assert room.shown()["agenda"][0]["result"]["carried"]


def test_a_lost_vote_is_told_in_the_minutes(room):
    voted(began(room), (FOR, AGAINST, FOR))
    room.act(VOTES, "closing")
    minutes = room.say(AUDITOR).get(f"{room.at}/minutes").get_json()
    (count,) = minutes["counts"]
    told = {one["key"]: one["says"] for one in count["lines"]}
    assert "Biên bản kiểm phiếu" == count["title"]["vi"]
    assert (["3"], ["3"], ["2"], ["1"]) == tuple(
        told[key] for key in ("handed-out", "taken-in", "in-favour", "against")
    )
    assert ["Không thông qua (lost)"] == told["result"]


def test_a_ballot_is_cast_under_no_name_unaltered_and_in_its_time(room):
    ballot = began(room).take("member-1", FOR)
    assert (409, ["out-of-session"]) == refused(room.cast(ballot))
    room.act(VOTES, "roll-closing")
    assert (403, ["ballot-named"]) == refused(room.cast(ballot, OFFICER))
    altered = Ballot(ballot.nonce, AGAINST, ballot.proof)
    assert (422, ["ballot-unproven"]) == refused(room.cast(altered))
    assert [200, 200] == [room.cast(ballot).status_code for _ in range(2)]
    room.act(VOTES, "closing")
    assert (409, ["out-of-session"]) == refused(room.cast(ballot))


def test_when_the_roll_is_closed_nobody_can_make_a_ballot(house, room):
    voted(began(room))
    assert house.ballots.sign(box_of(room.key, CASE), "2") is None
    asked = [{"nomination": str(CASE), "blinded": "2"}]
    assert (409, ["out-of-session"]) == refused(room.member("member-1", "roll", papers=asked))


def test_a_repeat_is_answered_from_its_receipt_when_the_keys_are_gone(room, say):
    began(room)
    asked = {"papers": [{"nomination": str(CASE), "blinded": "2"}], "effective_on": DAY}
    member, at = say(token(MEMBERS[0], "council-member", DISTRICT)), f"{room.at}/roll"
    assert (200, '"3"') == done(member.post(at, asked, version=2, key="mine"))
    room.act(VOTES, "roll-closing")
    assert (200, '"3"') == done(member.post(at, asked, version=2, key="mine"))
    assert (409, ["out-of-session"]) == refused(member.post(at, asked, version=4, key="other"))


def test_what_is_no_secret_vote_of_the_session_is_told_with_all_other_reasons(room):
    stray = {"nomination": str(room.key), "blinded": "2"}
    stranger = began(room).act(VOTES, "roll", papers=[stray])
    assert (403, ["not-a-member", "not-on-agenda"]) == refused(stranger)


def test_a_closing_that_is_refused_lets_ballots_in_again(room):
    began(room)
    given = [room.take(one, FOR) for one in MEMBERS]
    room.act(VOTES, "roll-closing")
    assert 403 == room.act(LEADER, "closing").status_code
    assert [200] * 3 == [room.cast(one).status_code for one in given]


def test_an_opinion_and_the_end_without_result(house, room):
    said = {"nomination": str(CASE)}
    present = [{"member": one} for one in MEMBERS[:2]]
    assert 200 == room.act(VOTES, "opening", present=present).status_code
    wrote = room.member("member-3", "opinions", choice="against", **said)
    assert 200 == wrote.status_code
    hands = room.act(VOTES, "hands", in_favour=["member-1"], against=[], **said)
    assert (409, ["way-of-voting"]) == refused(hands)
    assert 200 == room.act(VOTES, "calling-off", reason="flood").status_code
    assert ("called-off", "flood") == tuple(room.shown()[key] for key in ("state", "reason"))
    assert house.ballots.seal(box_of(room.key, CASE)) == ()


def test_a_member_steps_back_and_takes_no_ballot(room):
    said = {"nomination": str(CASE)}
    room.act(VOTES, "opening", present=[{"member": one} for one in MEMBERS])
    assert 200 == room.member("member-2", "conflicts", ground="kin", **said).status_code
    papers = [{**said, "blinded": "2"}]
    assert (403, ["recused"]) == refused(room.member("member-2", "roll", papers=papers))
    assert [{"person": "member-2", "ground": "kin"}] == room.shown()["agenda"][0]["conflicts"]


def test_a_member_who_comes_late_takes_a_ballot_and_is_told_apart(room):
    room.act(VOTES, "opening", present=[{"member": one} for one in MEMBERS[:2]])
    assert 200 == room.act(VOTES, "arrivals", member="member-3").status_code
    late = {"member": "member-3", "by": "member-3", "late": True}
    assert [False, False, True] == [one["late"] for one in room.shown()["present"]]
    assert late in room.shown()["present"]
    assert room.take("member-3", FOR)
    minutes = room.say(AUDITOR).get(f"{room.at}/minutes").get_json()
    said = {one["key"]: one["says"] for one in minutes["lines"]}
    assert (["member-1", "member-2"], ["member-3"]) == (said["present"], said["late"])


def test_what_nobody_can_carry_any_more_does_not_begin(room):
    said = {"nomination": str(CASE), "ground": "kin"}
    assert 200 == room.member("member-2", "conflicts", **said).status_code
    opening = room.act(VOTES, "opening", present=[{"member": one} for one in MEMBERS])
    assert (409, ["out-of-reach"]) == refused(opening)
