"""An order whose twin is carried out while it is looked at has the twin's answer."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from api.examples import EXAMPLES
from services import rehearsing
from services.handle import rehearse
from tests.api.badges import OFFICER
from tests.api.speech import NEW, done, refused
from tests.builders import CASE, opened

IDENTIFIED = {
    **NEW,
    "nominee": {**NEW["nominee"], "particulars": {"identity_number": "030090000001"}},
}


@pytest.fixture
def beside(monkeypatch):
    """Return what has something done by another thread just before an order is looked at."""

    def once(twin):
        said = []

        def looked_at(*asked):
            monkeypatch.setattr(rehearsing, "rehearse", rehearse)
            with ThreadPoolExecutor(1) as thread:
                said.append(thread.submit(twin).result())
            return rehearse(*asked)

        monkeypatch.setattr(rehearsing, "rehearse", looked_at)
        return said

    return once


def test_a_paper_that_its_twin_brought_is_there(house, say, beside):
    house.given(CASE, opened)
    said = beside(lambda: say(OFFICER).upload(version=1, key="k"))

    reply = say(OFFICER).upload(version=1, key="k")

    (twin,) = said
    assert (200, '"2"') == done(twin)
    assert (done(twin), twin.data) == (done(reply), reply.data)
    assert 2 == len(house.ledger.read(CASE))


def test_a_case_that_its_twin_opened_is_open(house, say, beside):
    said = beside(lambda: say(OFFICER).post("/nominations", IDENTIFIED, key="k"))

    reply = say(OFFICER).post("/nominations", IDENTIFIED, key="k")

    (twin,) = said
    assert (201, '"1"') == done(twin)
    assert (done(twin), twin.data) == (done(reply), reply.data)


def test_who_is_no_twin_hears_that_the_version_has_gone(house, say, beside):
    house.given(CASE, opened)
    said = beside(lambda: say(OFFICER).upload(version=1, key="k"))

    assert (412, ["version-stale"]) == refused(say(OFFICER).upload(version=1, key="other"))
    assert 1 == len(said)


def test_another_order_under_the_same_key_is_no_twin_is_not_read_and_keeps_no_bytes(
    say, beside, tmp_path
):
    beside(lambda: say(OFFICER).post("/nominations", NEW, key="k"))
    unsound = {**EXAMPLES["RulesProposalForm"], "content": "no rules"}

    reply = say(OFFICER).post("/house-acts/rules", unsound, key="k")

    assert (422, ["key-reused"]) == refused(reply)
    assert not [*tmp_path.glob("proposed-rules/*")]
