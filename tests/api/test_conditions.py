"""Versions and keys: nobody overwrites what they have not read, nobody acts twice."""

from uuid import uuid4

import pytest

from tests.api.badges import OFFICER, SECRETARY
from tests.api.speech import NEW, Speaker, done, of, refused
from tests.builders import CASE, WAITING, opened

ENDORSED = {"step": "ward-review", "reason": "deserved"}
REASON = {"reason": "at their wish"}
ACTS = {
    of(CASE, "filing"): {},
    of(CASE, "endorsements"): ENDORSED,
    of(CASE, "withdrawal"): REASON,
    of(CASE, f"evidence/{'a' * 64}/withdrawal"): REASON,
    f"/submissions/{CASE}/answers": {"answers": []},
    f"/honours/{CASE}/recoveries": {"object_returned": True, "amount": 0, "ground": "fraud"},
    f"/honours/{CASE}/handbacks": {"object_handed": True, "amount": 0},
}


@pytest.mark.parametrize("address", ACTS)
def test_an_act_says_which_version_was_read(say, address):
    assert (428, ["version-required"]) == refused(say(OFFICER).post(address, ACTS[address]))


@pytest.mark.parametrize("said", ["1", '"1', "W/1", '"a b"', "a, b", '"1",'])
def test_what_is_no_tag_is_malformed(say, said):
    speaker = Speaker(say(OFFICER).client, OFFICER, {"If-Match": said})

    reply = speaker.post(of(CASE, "withdrawal"), REASON)

    assert (400, ["precondition-malformed"]) == refused(reply)


@pytest.mark.parametrize("said", ["*", '"1", "2"', ""])
def test_a_version_is_one_version(say, said):
    speaker = Speaker(say(OFFICER).client, OFFICER, {"If-Match": said})

    reply = speaker.post(of(CASE, "withdrawal"), REASON)

    assert (428, ["version-required"]) == refused(reply)


@pytest.mark.parametrize("said", ['W/"1"', '"0"', '"-1"', '"x"', '""', '"1.0"', '"01"'])
def test_a_tag_we_never_gave_matches_nothing(house, say, said):
    house.given(CASE, opened)
    speaker = Speaker(say(OFFICER).client, OFFICER, {"If-Match": said})

    reply = speaker.post(of(CASE, "withdrawal"), REASON)

    assert (412, ["version-stale"]) == refused(reply)


def test_a_stale_version_is_answered_with_the_current_one(house, say):
    house.given(CASE, *WAITING)

    reply = say(OFFICER).post(of(CASE, "withdrawal"), REASON, version=3)

    assert (412, ["version-stale"]) == refused(reply)
    assert '"4"' == reply.headers["ETag"]
    assert "4" == reply.get_json()["reasons"][0]["facts"]["version"]
    assert 4 == len(house.ledger.read(CASE))


def test_what_does_not_exist_has_no_stale_version(say):
    reply = say(OFFICER).post(of(uuid4(), "withdrawal"), REASON, version=3)

    assert (404, ["nomination-unknown"]) == refused(reply)


def test_who_holds_the_version_is_not_sent_it_again(house, say):
    house.given(CASE, opened)
    holding = Speaker(say(OFFICER).client, OFFICER, {"If-None-Match": '"1"'})

    reply = holding.get(of(CASE))

    assert (304, b"", '"1"') == (reply.status_code, reply.data, reply.headers["ETag"])
    assert "1" == reply.headers["Log-Position"]


@pytest.mark.parametrize("address", ["/nominations", "/submissions", "/decisions"])
def test_what_starts_something_needs_a_key(say, address):
    assert (400, ["idempotency-key-required"]) == refused(say(OFFICER).post(address, {}))


@pytest.mark.parametrize("key", ["", "with blank", "x" * 201, "ünicode"])
def test_a_key_is_visible_ascii(say, key):
    assert (400, ["idempotency-key-malformed"]) == refused(
        say(OFFICER).post("/nominations", NEW, key=key)
    )


def test_the_same_again_has_the_same_answer_and_no_second_effect(house, say):
    first = say(OFFICER).post("/nominations", NEW, key="k")
    again = say(OFFICER).post("/nominations", NEW, key="k")

    for part in ("status_code", "data"):
        assert getattr(first, part) == getattr(again, part)
    assert first.headers["ETag"] == again.headers["ETag"]
    assert first.headers["Location"] == again.headers["Location"]
    assert 3 == house.ledger.last_position()


def test_the_same_again_is_answered_though_the_case_went_on(house, say):
    house.given(CASE, *WAITING)
    first = say(SECRETARY).post(of(CASE, "endorsements"), ENDORSED, version=4, key="k")
    say(OFFICER).post(of(CASE, "withdrawal"), REASON, version=6)

    again = say(SECRETARY).post(of(CASE, "endorsements"), ENDORSED, version=6, key="k")

    assert (done(first), first.data) == (done(again), again.data)


def test_the_same_again_is_answered_when_the_law_has_gone(house, say):
    body = {name: said for name, said in NEW.items() if name != "effective_on"}
    house.clock.instant = house.clock.instant.replace(year=2025, month=6, day=30)
    fresh = {**body, "award": "gk-tp"}
    first = say(OFFICER).post("/nominations", fresh, key="k")
    assert 201 == first.status_code
    house.clock.instant = house.clock.instant.replace(month=7, day=1)

    again = say(OFFICER).post("/nominations", fresh, key="k")

    assert (done(first), first.data) == (done(again), again.data)
    anew = say(OFFICER).post("/nominations", fresh, key="n")
    assert (422, ["award-not-given", "unit-unknown"]) == refused(anew)


def test_a_key_is_not_used_again_for_something_else(house, say):
    say(OFFICER).post("/nominations", NEW, key="k")

    reply = say(OFFICER).post("/nominations", {**NEW, "achievement": "another"}, key="k")

    assert (422, ["key-reused"]) == refused(reply)
    assert 3 == house.ledger.last_position()


def test_keys_of_two_people_are_two_keys(house, say):
    house.given(CASE, *WAITING)
    say(OFFICER).post(of(CASE, "withdrawal"), REASON, version=4, key="k")

    reply = say(SECRETARY).post(of(CASE, "endorsements"), ENDORSED, version=5, key="k")

    assert (409, ["not-in-this-state"]) == refused(reply)
