"""What HTTP accepted of a review and of a person's request is accepted when it is decided again."""

import pytest

from services.redeciding.findings import Looked
from services.vouching import VOUCHING
from tests.api.badges import AUDITOR, LEADER, OFFICER
from tests.api.speech import NEW, items, of
from tests.api.test_particulars import SAID
from tests.api.test_people import DATA, SECOND, act, done, person
from tests.api.test_reviews import ANNULMENT, INSPECTOR, ON, decided, heard, id_of, opened
from tests.builders import DECISION
from tests.redeciding import HOUSE, found

RIGHT = {"particulars": {"email": "buoi@example.vn"}}
FIXTURES = (decided, opened, person)


def new_alarms(house, before: int) -> list[str]:
    """Return what is said of acts that came after those a test made up."""
    seen = Looked()
    told = found(house.ledger.since(0, 1_000), HOUSE, seen)
    assert seen.facts > before
    return [str(one) for one in told if one.position > before]


@pytest.fixture
def given_facts(decided):
    """Return where the facts end that no act brought."""
    return decided.ledger.last_position()


def test_a_review_from_its_opening_to_its_end(decided, given_facts, opened, say):
    heard(say, opened)
    body = ANNULMENT | {"review": str(id_of(opened))}
    paper = say(LEADER).get(f"/decisions/{DECISION}").headers["ETag"].strip('"')
    annulled = say(LEADER).post(f"/decisions/{DECISION}/annulments", body, version=int(paper))
    assert annulled.status_code < 300, annulled.get_json()
    version = say(AUDITOR).get(opened).headers["ETag"].strip('"')
    assert 200 == say(INSPECTOR).post(f"{opened}/closing", ON, version=int(version)).status_code

    assert [] == new_alarms(decided, given_facts)


def test_what_a_person_asked(house, say, person):
    before = house.ledger.last_position()
    assert 403 == done(say, "erasure").status_code
    (one,) = items(say(SECOND).get("/person-requests"))
    reply = act(say, SECOND, f"requests/{one['request']}/carrying-out", {}, 2)
    assert 200 == reply.status_code

    assert [] == new_alarms(house, before)


def test_particulars_that_an_opening_a_naming_and_a_correction_brought(house, say):
    body = {**NEW, "nominee": {**NEW["nominee"], "particulars": SAID}}
    case = say(OFFICER).post("/nominations", body, key="k").get_json()["id"]
    right = {"name": "Nguyễn Thị Bười", "particulars": {"phone": "0912345678"}}
    say(OFFICER).post(of(case, "naming"), right, version=1)
    me = f"/nominees/{say(AUDITOR).get(of(case)).get_json()['nominee']}"
    asking = {"kind": "correction", "received_on": "2025-11-28"}
    say(DATA).post(f"{me}/requests", asking, key="r")
    (one,) = items(say(DATA).get("/person-requests"))
    at = f"{me}/requests/{one['request']}"
    for version, path, said in ((1, "answer", {"outcome": "accepted"}), (2, "carrying-out", RIGHT)):
        say(DATA).post(f"{at}/{path}", said, version=version)

    assert [] == new_alarms(house, 0)
    commitments = [one.event.particulars for one in house.ledger.since(0, 99) if vouching(one)]
    assert 3 == len({*commitments} - {None})


def vouching(one) -> bool:
    """Say whether a fact may commit to particulars."""
    return isinstance(one.event, VOUCHING)
