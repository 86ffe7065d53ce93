"""The second person reads and answers acts on the house over HTTP, with a token of their own."""

from datetime import date

import pytest

from domain.house_acts.events import (
    HouseActAgreed,
    HouseActDone,
    HouseActListed,
    HouseActProposed,
    HouseActTakenAlone,
    RulesTakenOver,
)
from domain.house_acts.state import BOOK_STREAM, act_stream
from services.ports import Append
from tests.api.badges import token
from tests.api.speech import refused
from tests.authority.stage import envelope
from tests.builders import APRIL

NONE = "00000000-0000-0000-0000-000000000001"
RULES, REFORM = act_stream("rules", "rules"), act_stream("reform", "2025-07-01")
BEFORE = b'[[rules]]\nkey = "nothing-is-open"\nforce = "warns"\n'
AFTER = BEFORE.replace(b"warns", b"off")


@pytest.fixture
def as_second(say):
    return say(token("second", "operator", "VN"))


@pytest.fixture
def as_others(say):
    return lambda who: say(token(who, "operator", "VN"))


@pytest.fixture
def digest(house):
    """Let an operator have proposed another file of rules; return the digest."""
    return rules_proposed(house)


def rules_proposed(house, kind=HouseActProposed, keep=True):
    before, after = (house.rules_files.keep(one) for one in (BEFORE, AFTER if keep else BEFORE))
    after = after if keep else "1" * 64
    said = ("rules", "rules", after, "rules: 1 forces", "why", None, date(2099, 1, 1))
    facts = [RulesTakenOver("rules", before), kind(*said)]
    house.given(BOOK_STREAM, HouseActListed(RULES, "rules", "rules"))
    house.ledger.append(*written(RULES, facts, "first"))
    return after


def written(stream, facts, who):

    return [Append(stream, 0, tuple(facts))], envelope(who, APRIL)


def test_the_second_person_reads_looks_and_agrees(as_second, digest):
    shown = as_second.get(f"/house-acts/{RULES}")
    assert ("proposed", ["first"], '"2"') == (
        shown.get_json()["state"], shown.get_json()["proposed_by"], shown.headers["ETag"],
    )  # fmt: skip
    would = as_second.get(f"/house-acts/{RULES}/changes").get_json()
    assert '-force = "warns"\n+force = "off"' in would["diff"]
    assert (True, digest) == (would["known"], would["digest"])

    reply = as_second.post(f"/house-acts/{RULES}/agreement", {"digest": digest}, version=2)
    assert (200, 3) == (reply.status_code, reply.get_json()["version"])
    assert "agreed" == as_second.get(f"/house-acts/{RULES}").get_json()["state"]


@pytest.mark.parametrize(
    ("who", "wrong", "version", "told"),
    [
        ("first", None, 2, (403, ["second-person-is-first"])),
        ("second", "2" * 64, 2, (409, ["house-act-differs"])),
        ("second", None, 1, (412, ["version-stale"])),
    ],
)
def test_what_the_terminal_refuses_is_refused_here(as_others, digest, who, wrong, version, told):
    body = {"digest": wrong or digest}

    assert told == refused(
        as_others(who).post(f"/house-acts/{RULES}/agreement", body, version=version)
    )
    assert "proposed" == as_others(who).get(f"/house-acts/{RULES}").get_json()["state"]


def test_an_act_of_others_is_answered_like_one_of_nothing(say, digest):
    keeper = say(token("keeper", "directory-keeper", "31"))
    body = {"digest": digest}
    for act in (RULES, NONE):
        assert (404, ["house-act-none"]) == refused(keeper.get(f"/house-acts/{act}"))
        assert (404, ["house-act-none"]) == refused(keeper.get(f"/house-acts/{act}/changes"))
        for version in (1, 2):
            sent = keeper.post(f"/house-acts/{act}/agreement", body, version=version)
            assert (404, ["house-act-none"]) == refused(sent)


@pytest.mark.parametrize(("way", "state"), [("refusal", "declined"), ("withdrawal", "withdrawn")])
def test_a_proposal_is_declined_or_taken_back_with_a_reason(say, digest, way, state):
    speaker = say(token("first" if way == "withdrawal" else "second", "operator", "VN"))
    body = {"digest": digest, "reason": "not so"}

    assert (
        422 == speaker.post(f"/house-acts/{RULES}/{way}", {"digest": digest}, version=2).status_code
    )
    assert 200 == speaker.post(f"/house-acts/{RULES}/{way}", body, version=2).status_code
    assert state == speaker.get(f"/house-acts/{RULES}").get_json()["state"]


@pytest.mark.parametrize(("way", "state"), [("confirmation", "done"), ("dispute", "disputed")])
def test_what_was_taken_alone_is_looked_at_by_an_auditor(say, house, way, state):
    digest = rules_proposed(house, HouseActTakenAlone)
    house.given(RULES, HouseActDone("rules", "rules", digest, ("first",), ()))
    auditor, body = say(token("auditor", "auditor", "VN")), {"digest": digest, "reason": "seen"}

    assert 200 == auditor.post(f"/house-acts/{RULES}/{way}", body, version=3).status_code
    assert state == auditor.get(f"/house-acts/{RULES}").get_json()["state"]


def test_bytes_that_are_not_kept_here_are_not_made_up(as_second, house):
    rules_proposed(house, keep=False)
    would = as_second.get(f"/house-acts/{RULES}/changes").get_json()

    assert (False, None) == (would["known"], would["diff"])


@pytest.mark.parametrize("known", [True, False])
def test_of_a_reform_the_dry_run_is_told(as_second, house, known):
    digest = house.reform("2025-07-01").digest if known else "3" * 64
    said = ("reform", "2025-07-01", digest, "2 cases", "why", None, date(2099, 1, 1))
    house.given(BOOK_STREAM, HouseActListed(REFORM, "reform", "2025-07-01"))
    house.given(REFORM, HouseActProposed(*said))
    would = as_second.get(f"/house-acts/{REFORM}/changes").get_json()

    assert (known, [], []) == (would["known"], would["ways"], would["cases"])
    assert would["position"] == (house.ledger.last_position() if known else None)


def test_the_last_proposed_is_the_first_also_when_a_subject_is_proposed_again(as_second, house):
    digest = rules_proposed(house)
    reform = ("reform", "2025-07-01", "3" * 64, "2 cases", "why", None, date(2099, 1, 1))
    again = ("rules", "rules", digest, "rules: 1 forces", "why", None, date(2099, 1, 1))
    house.given(BOOK_STREAM, HouseActListed(REFORM, "reform", "2025-07-01"))
    told = []
    for stream, fact in ((REFORM, HouseActProposed(*reform)), (RULES, HouseActProposed(*again)),
                         (REFORM, HouseActAgreed("3" * 64))):  # fmt: skip
        house.given(stream, fact)
        told.append([one["act"] for one in as_second.get("/house-acts").get_json()["items"]])
    last_reform, last_rules = [str(REFORM), str(RULES)], [str(RULES), str(REFORM)]
    assert [last_reform, last_rules, last_rules] == told


def test_why_one_may_not_is_told_before(as_second, say, digest):
    asked = {"sort": "house-act", "id": str(RULES)}
    mine = {one["act"]: one for one in as_second.get("/possible-acts", **asked).get_json()["items"]}
    first = say(token("first", "operator", "VN")).get("/possible-acts", **asked).get_json()["items"]

    assert ([], ["operator"]) == (
        mine["agreement"]["broken"], [one["role"] for one in mine["agreement"]["who"]],
    )  # fmt: skip
    (agreement,) = [one for one in first if one["act"] == "agreement"]
    assert ["second-person-is-first"] == [one["code"] for one in agreement["broken"]]
