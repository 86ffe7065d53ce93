"""Acts on the house are proposed over HTTP, and bind the very bytes that were sent."""

import os
from hashlib import sha256
from signal import SIGKILL

import pytest

from api.house_act import proposals as house_proposals
from domain.house_acts.state import act_stream
from infra.rulebooks.rules_kept import FOLDER
from tests.api.badges import token
from tests.api.speech import refused

FORCE = '[[rules]]\r\nkey = "nothing-is-open"\nforce = "warns"\nsource = "made up"\n'
DIGEST = sha256(FORCE.encode()).hexdigest()
ASKED = {"file": "rules", "content": FORCE, "reason": "As decided"}


@pytest.fixture
def first(say):
    return say(token("first", "operator", "VN"))


def test_a_file_of_rules_is_proposed_and_its_bytes_wait_for_the_terminal(first, tmp_path):
    reply = first.post("/house-acts/rules", ASKED, key="one")
    act = first.get(f"/house-acts/{reply.get_json()['id']}").get_json()

    assert (201, f"/api/v1/house-acts/{act['act']}") == (
        reply.status_code, reply.headers["Location"],
    )  # fmt: skip
    assert (DIGEST, "rules: 1 forces", "rules") == (
        act["digest"], act["summary"].partition(",")[0], act["subject"],
    )  # fmt: skip
    (kept,) = tmp_path.glob(f"**/{FOLDER}/{DIGEST}.toml")
    assert FORCE.encode() == kept.read_bytes()


def test_the_same_order_twice_is_one_proposal(first, house):
    sent = [first.post("/house-acts/rules", ASKED, key="one") for _ in range(2)]
    assert [201, 201] == [one.status_code for one in sent]
    assert 1 == len(house.ledger.read(act_stream("rules", "rules")))


@pytest.mark.parametrize(
    ("who", "more", "told"),
    [
        ("clerk", {}, (403, ["role-missing"])),
        ("operator", {"content": "[[rules"}, (422, ["rules-file-unsound"])),
        ("operator", {"content": "\n"}, (422, ["rules-file-empty"])),
        ("operator", {"file": "passwords"}, (422, ["form-invalid"])),
        ("operator", {"days": 91}, (422, ["form-invalid"])),
    ],
)
def test_what_is_refused_changes_nothing(say, house, tmp_path, who, more, told):
    reply = say(token("x", who, "VN")).post("/house-acts/rules", ASKED | more, key="one")

    assert told == refused(reply)
    assert (0, []) == (house.ledger.last_position(), [*tmp_path.glob(f"**/{FOLDER}/*")])


def test_who_may_not_propose_has_nothing_read_for_them(say, house, monkeypatch):
    monkeypatch.setattr(house.rules_files, "would_set", None)
    monkeypatch.setattr(house_proposals, "of_reform", None)
    clerk = say(token("x", "clerk", "VN"))
    asked = {"reform": "2025-07-01", "reason": "Its day"}

    for path, body in (("rules", ASKED), ("reforms", asked)):
        assert (403, ["role-missing"]) == refused(clerk.post(f"/house-acts/{path}", body, key="1"))


@pytest.mark.parametrize("kind", ["rules", "terms", "ballots", "hearing", "calendar"])
def test_what_is_nested_too_deep_is_no_file_of_rules(first, kind):
    deep = ASKED | {"file": kind, "content": f"a={'[' * 5_000}"}
    assert (422, ["rules-file-unsound"]) == refused(first.post("/house-acts/rules", deep, key="1"))


def test_a_key_that_was_used_opens_nothing(say, house, tmp_path, monkeypatch):
    say(token("x", "operator", "VN")).post("/house-acts/rules", ASKED, key="used")
    monkeypatch.setattr(house.rules_files, "would_set", None)
    monkeypatch.setattr(house_proposals, "of_reform", None)
    asked = {"reform": "2025-07-01", "reason": "Its day"}

    for path, body in (("rules", ASKED | {"content": "[["}), ("reforms", asked)):
        reply = say(token("x", "clerk", "VN")).post(f"/house-acts/{path}", body, key="used")
        assert (422, ["key-reused"]) == refused(reply)
    assert [f"{DIGEST}.toml"] == [one.name for one in tmp_path.glob(f"**/{FOLDER}/*")]


def test_a_repeat_keeps_bytes_that_somebody_took_away(first, tmp_path):
    first.post("/house-acts/rules", ASKED, key="one")
    (kept,) = tmp_path.glob(f"**/{FOLDER}/*")
    kept.unlink()

    assert 201 == first.post("/house-acts/rules", ASKED, key="one").status_code
    assert FORCE.encode() == kept.read_bytes()


@pytest.mark.parametrize("after", [False, True])
def test_who_is_killed_beside_the_fact_leaves_its_bytes(first, house, tmp_path, after):
    """Red where the fact comes first: a machine that died then had a fact without its bytes."""
    if (child := os.fork()) == 0:
        write = house.ledger.append

        def die(*args):
            if after:
                write(*args)
            os.kill(os.getpid(), SIGKILL)

        house.ledger.append = die
        try:
            first.post("/house-acts/rules", ASKED, key="one")
        finally:
            os._exit(0)
    assert SIGKILL == os.WTERMSIG(os.waitpid(child, 0)[1])
    (kept,) = tmp_path.glob(f"**/{FOLDER}/{DIGEST}.toml")
    assert FORCE.encode() == kept.read_bytes()


def test_a_reform_is_proposed_by_its_name_with_its_dry_run(first, house):
    asked = {"reform": "2025-07-01", "reason": "Its day", "days": 3, "alone": True}
    reply = first.post("/house-acts/reforms", asked, key="one")
    act = first.get(f"/house-acts/{reply.get_json()['id']}").get_json()

    assert ("unconfirmed", house.reform("2025-07-01").digest) == (act["state"], act["digest"])
    assert "left to a person" in act["summary"]
    unknown = first.post("/house-acts/reforms", asked | {"reform": "1954-07-21"}, key="two")
    assert (422, ["reform-unknown"]) == refused(unknown)
