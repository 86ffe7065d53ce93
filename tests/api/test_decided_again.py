"""What HTTP accepted of a review and of a person's request is accepted when it is decided again."""

import pytest

from services.redeciding.findings import Looked
from tests.api.badges import AUDITOR, LEADER
from tests.api.speech import items
from tests.api.test_people import SECOND, act, done, person
from tests.api.test_reviews import ANNULMENT, INSPECTOR, ON, decided, heard, id_of, opened
from tests.builders import DECISION
from tests.redeciding import HOUSE, found

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
