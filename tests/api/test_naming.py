"""A nominee another system brought by reference gets a name, which stays where it can be erased."""

import pytest

from domain.nomination.naming import NomineeNamed
from tests.api.badges import AUDITOR, OFFICER, SECRETARY, token
from tests.api.speech import done, items, of, refused
from tests.builders import CASE, NOMINEE, filed, opened

NAME, OTHER = "Nguyễn Thị Bưởi", "Nguyễn Thị Bười"
BY_ANOTHER_WARD = token("neighbour", "nominating-officer", "10534")
NAMING = of(CASE, "naming")


@pytest.fixture
def officer(house, say):
    """The officer of the ward whose case another system filed."""
    house.given(CASE, opened, filed)
    return say(OFFICER)


def shown(speaker) -> object:
    """Return the name of the nominee as whoever reads the case sees it."""
    return speaker.get(of(CASE)).get_json()["nominee_name"]


def test_the_ward_enters_a_name_and_its_council_puts_it_right(house, say, officer):
    before = shown(officer)
    first = officer.post(NAMING, {"name": NAME, "note": "sinh 1980"}, version=2)
    then = shown(officer)
    slip = {"name": OTHER, "reason": "as on the identity card"}
    assert (409, ["name-settled"]) == refused(
        say(SECRETARY).post(NAMING, {"name": OTHER}, version=3)
    )
    second = say(SECRETARY).post(NAMING, slip, version=3)

    assert ((200, '"3"'), (200, '"4"')) == (done(first), done(second))
    assert (None, NAME, OTHER) == (before, then, shown(officer))
    assert [NAME] == officer.get(of(CASE)).get_json()["nominee_former_names"]
    facts = [NomineeNamed(NOMINEE.ref), NomineeNamed(NOMINEE.ref, "as on the identity card")]
    assert facts == house.ledger.read(CASE)[2:]


@pytest.mark.parametrize(
    ("who", "told"),
    [(SECRETARY, (403, ["role-missing"])), (BY_ANOTHER_WARD, (404, ["nomination-unknown"]))],
)
def test_others_enter_no_name(house, say, officer, who, told):
    assert told == refused(say(who).post(NAMING, {"name": NAME}, version=2))
    assert {} == house.people.name_of([NOMINEE.ref])


@pytest.mark.parametrize("name", [None, "", " ", "a\nb", "Ann\u200b", 7, "x" * 201])
def test_what_is_no_name_is_refused(officer, name):
    assert (422, ["form-invalid"]) == refused(officer.post(NAMING, {"name": name}, version=2))


def test_the_version_is_asked_for_and_compared(officer):
    assert 428 == officer.post(NAMING, {"name": NAME}).status_code
    assert 412 == officer.post(NAMING, {"name": NAME}, version=1).status_code
    assert shown(officer) is None


def test_an_order_sent_again_names_once(house, officer):
    replies = [officer.post(NAMING, {"name": NAME}, version=2, key="k") for _ in range(2)]
    reused = officer.post(NAMING, {"name": OTHER}, version=2, key="k")

    assert 2 * [(200, '"3"')] == [done(reply) for reply in replies]
    assert (422, ["key-reused"]) == refused(reused)
    assert (3, NAME) == (len(house.ledger.read(CASE)), shown(officer))


def test_an_old_order_sent_again_undoes_no_correction(say, officer):
    officer.post(NAMING, {"name": NAME}, version=2, key="k")
    say(SECRETARY).post(NAMING, {"name": OTHER, "reason": "a slip"}, version=3, key="later")
    assert 200 == officer.post(NAMING, {"name": NAME}, version=2, key="k").status_code

    assert OTHER == shown(officer)


def test_a_name_lost_after_its_fact_comes_with_the_repeat(house, officer, monkeypatch):
    """A power cut between fact and name."""
    with monkeypatch.context() as cut:
        cut.setattr(house.people, "put", lambda *_: 1 / 0)
        assert 500 == officer.post(NAMING, {"name": NAME}, version=2, key="k").status_code
    assert shown(officer) is None

    assert 200 == officer.post(NAMING, {"name": NAME}, version=2, key="k").status_code
    assert NAME == shown(officer)


def test_the_erased_stay_erased(house, officer):
    officer.post(NAMING, {"name": NAME}, version=2)
    house.people.erase(NOMINEE.ref)

    assert (409, ["nominee-erased"]) == refused(officer.post(NAMING, {"name": NAME}, version=3))
    assert (3, None) == (len(house.ledger.read(CASE)), shown(officer))


def test_the_history_says_who_named_and_never_the_name(house, say, officer):
    officer.post(NAMING, {"name": NAME}, version=2)
    history = say(AUDITOR).get(of(CASE, "history"))

    last = items(history)[-1]
    assert ("nominee-named", "officer") == (last["kind"], last["actor"])
    assert "Bưởi" not in history.text + repr(house.ledger.since(0, 99))
