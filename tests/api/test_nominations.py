"""Nominations over HTTP: opened, listed, shown."""

from uuid import UUID, uuid4

import pytest

from domain.nomination.events import NominationOpened
from tests.api.badges import AUDITOR, OFFICER, SECRETARY, token
from tests.api.speech import NEW, done, fields, items, of, refused
from tests.builders import CASE, NOMINEE, OTHER, WARD, filed, minutes, opened, report

LIST = "/nominations"


def test_a_draft_is_opened_under_the_law_of_its_day(house, say):
    reply = say(OFFICER).post(LIST, NEW, key="first")

    case = reply.get_json()["id"]
    assert (201, '"1"') == done(reply)
    assert f"/api/v1/nominations/{case}" == reply.headers["Location"]
    (fact,) = house.ledger.read(UUID(case))
    assert isinstance(fact, NominationOpened)
    assert ("nd98-2023", "gk-phuong") == (fact.ladder.regime, fact.ladder.award)


def test_the_name_is_joined_when_the_case_is_read(say):
    reply = say(OFFICER).post(LIST, NEW, key="first")
    shown = say(AUDITOR).get(of(reply.get_json()["id"]))

    assert (200, '"1"') == done(shown)
    assert "Nguyễn Thị Bưởi" == shown.get_json()["nominee_name"]


def test_an_erased_name_is_none(house, say):
    reply = say(OFFICER).post(LIST, NEW, key="first")
    address = of(reply.get_json()["id"])
    house.people.erase(UUID(say(OFFICER).get(address).get_json()["nominee"]))

    assert say(OFFICER).get(address).get_json()["nominee_name"] is None
    assert 201 == say(OFFICER).post(LIST, NEW, key="first").status_code
    assert say(OFFICER).get(address).get_json()["nominee_name"] is None


def test_a_known_subject_is_named_by_reference(house, say):
    house.given(OTHER, opened)
    nominee = {"ref": str(NOMINEE.ref)}

    reply = say(OFFICER).post(LIST, {**NEW, "nominee": nominee}, key="second")

    (fact,) = house.ledger.read(UUID(reply.get_json()["id"]))
    assert NOMINEE == fact.nominee


def test_an_unknown_reference_is_refused(house, say):
    body = {**NEW, "nominee": {"ref": str(uuid4())}}

    assert (422, ["subject-unknown"]) == refused(say(OFFICER).post(LIST, body, key="k"))
    assert 0 == house.ledger.last_position()


@pytest.mark.parametrize(
    "nominee",
    [
        {"ref": str(uuid4()), "name": "A"},
        {"kind": "person", "unit": WARD},
        {"note": "tall"},
        {},
    ],
    ids=["both", "no name", "a note alone", "nothing"],
)
def test_a_nominee_is_known_or_new_never_half(say, nominee):
    reply = say(OFFICER).post(LIST, {**NEW, "nominee": nominee}, key="k")

    assert (422, ["form-invalid"]) == refused(reply)
    assert ["nominee"] == fields(reply)


def test_every_wrong_field_is_named_at_once(say):
    body = {"unit": "ward 1", "award": "GK", "achievement": " a ", "colour": "red"}

    reply = say(OFFICER).post(LIST, body, key="k")

    assert 422 == reply.status_code
    assert ["achievement", "award", "colour", "nominee", "unit"] == sorted(fields(reply))


def test_every_broken_rule_is_named_at_once(say):
    reply = say(SECRETARY).post(LIST, {**NEW, "unit": "10534"}, key="k")

    assert (403, ["role-missing", "unit-foreign"]) == refused(reply)


def test_an_award_that_law_does_not_give_is_refused(say):
    body = {**NEW, "award": "gk-tp", "effective_on": "2025-07-02", "unit": "10532"}

    assert (403, ["award-not-given", "unit-unknown", "unit-foreign"]) == refused(
        say(OFFICER).post(LIST, body, key="k")
    )


def test_a_unit_opens_cases_to_its_last_day_and_is_nobody_s_unit_after_it(say):
    """10531 went into 10532 on 1 July 2025."""
    last = {**NEW, "effective_on": "2025-06-30"}
    after = {**NEW, "effective_on": "2025-07-01"}
    heir = token("heir", "nominating-officer", "10532")
    of_the_old = {**after, "unit": "10532"}

    assert 201 == say(OFFICER).post(LIST, last, key="last").status_code
    assert (422, ["award-not-given", "unit-unknown"]) == refused(
        say(OFFICER).post(LIST, after, key="after")
    )
    reply = say(heir).post(LIST, of_the_old, key="heir")
    assert (422, ["unit-unknown"]) == refused(reply)
    assert WARD == reply.get_json()["reasons"][0]["facts"]["unit"]


def test_a_unit_that_was_abolished_finishes_its_own_cases(house, say):
    house.given(CASE, opened, report)
    july = {"effective_on": "2025-07-03"}

    assert (200, '"3"') == done(say(OFFICER).post(of(CASE, "filing"), july, version=2))
    minuted = {"paper": "council-minutes", **july}
    assert (200, '"4"') == done(say(SECRETARY).upload(minuted, version=3))
    body = {"step": "ward-review", "reason": "deserved", **july}
    assert (200, '"6"') == done(say(SECRETARY).post(of(CASE, "endorsements"), body, version=4))


def test_an_unknown_case_is_not_found(say):
    assert (404, ["nomination-unknown"]) == refused(say(OFFICER).get(of(uuid4())))


def test_a_list_is_filtered(house, say):
    house.given(CASE, opened, report, minutes, filed)
    house.given(OTHER, opened)

    def listed(**query):
        return [one["nomination"] for one in items(say(AUDITOR).get(LIST, **query))]

    assert sorted([str(CASE), str(OTHER)]) == sorted(listed())
    assert [str(CASE)] == listed(state="at-step")
    assert [str(CASE)] == listed(step="ward-review", step_unit=WARD)
    assert [] == listed(award="hcld1")
    assert 2 == len(listed(nominee=NOMINEE.ref, unit=WARD))


def test_a_list_holds_no_nested_content(house, say):
    house.given(CASE, opened)

    (short,) = items(say(AUDITOR).get(LIST))

    assert {"ladder", "evidence", "scores"}.isdisjoint(short)


def test_a_draft_without_a_date_is_of_today_in_viet_nam(house, say):
    house.clock.instant = house.clock.instant.replace(hour=20)
    body = {name: said for name, said in NEW.items() if name != "effective_on"} | {"unit": "10532"}

    reply = say(OFFICER).post(LIST, {**body, "unit": WARD}, key="k")

    assert (422, ["award-not-given", "unit-unknown"]) == refused(reply)
    assert '"effective_on":"2025-12-02"' in reply.text
