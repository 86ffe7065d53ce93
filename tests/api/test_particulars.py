"""Particulars over HTTP: in with the name, out to who may read the data, and in nothing else."""

from copy import deepcopy
from hashlib import sha256
from uuid import UUID

import pytest

from api.json_text import write
from domain.nomination.events import NominationWithdrawn
from domain.nomination.naming import NomineeNamed
from domain.personal.events import PersonRequestCarriedOut
from domain.personal.particulars import Particulars
from services.stores import Name
from tests.api.badges import AUDITOR, OFFICER
from tests.api.speech import NEW, V1, done, items, of, refused
from tests.api.test_names import everything
from tests.api.test_people import DATA, ME, SECOND, act, ask
from tests.api.test_people import done as carried
from tests.builders import CASE, NOMINEE, opened

SAID = {
    "identity_number": "030180012345",
    "sex": "female",
    "phone": "+84912345678",
    "email": "buoi.mark@example.vn",
    "address": "Tổ 3, ngõ Mark, TP Hải Dương",
}
TOLD, RIGHT = Particulars(**SAID), {"phone": "0987654321"}
NAME = {"name": "Nguyễn Thị Bưởi"}


def told_of(reply):
    """Return the particulars in what is kept of a person, with whether they are vouched for."""
    return reply.get_json()["particulars"]


@pytest.fixture
def person(house, say):
    """Let a draft be opened for a person with particulars; return case and reference."""
    body = deepcopy(NEW)
    body["nominee"]["particulars"] = SAID
    reply = say(OFFICER).post("/nominations", body, key="k")
    assert 201 == reply.status_code, reply.text
    case = reply.get_json()["id"]
    return case, say(AUDITOR).get(of(case)).get_json()["nominee"]


def test_particulars_come_in_with_a_name_and_out_with_the_data_of_a_person(say, person):
    _, ref = person
    for who, way in ((DATA, ""), (AUDITOR, ""), (DATA, "/export")):
        told = told_of(say(who).get(f"/nominees/{ref}/personal-data{way}"))
        assert {**SAID, "vouched": True} == told
    assert 403 == say(OFFICER).get(f"/nominees/{ref}/personal-data").status_code
    trail = items(say(DATA).get(f"/nominees/{ref}/personal-data/reads"))
    assert ["view", "view", "export", "name"] == [one["way"] for one in trail]


def test_the_fact_holds_a_commitment_and_nothing_else_holds_a_value(logged, house, say, person):
    case, ref = person
    facts = house.ledger.read(UUID(case))
    assert house.people.committed(UUID(ref), TOLD) == facts[0].particulars
    elsewhere = everything(house) + logged.getvalue().decode() + say(AUDITOR).get(of(case)).text
    elsewhere += say(AUDITOR).get(of(case, "history")).text + say(OFFICER).get("/nominations").text
    assert [] == [one for one in SAID.values() if one != "female" and one in elsewhere]
    assert "female" not in elsewhere


def test_all_that_is_wrong_is_told_without_the_values(logged, house, say):
    body = deepcopy(NEW)
    wrong = {"identity_number": "03018001x345", "phone": "0912x", "email": "buoi.mark@"}
    body["nominee"]["particulars"] = wrong
    reply = say(OFFICER).post("/nominations", body, key="k")
    codes = ["identity-number-form", "phone-form", "email-form"]
    assert (422, codes) == refused(reply)
    told = reply.text + logged.getvalue().decode()
    assert [] == [one for one in wrong.values() if one in told]
    assert 0 == house.ledger.last_position()


WRONG = {"identity_number": "0301x", "phone": "0912x", "email": "mark@"}
LOOKS = ["identity-number-form", "phone-form", "email-form"]


def test_an_opening_is_told_what_is_wrong_with_it_and_with_the_particulars_at_once(house, say):
    body = {**deepcopy(NEW), "award": "no-such"}
    body["nominee"]["particulars"] = WRONG
    assert ["award-not-given", *LOOKS] == refused(say(OFFICER).post("/nominations", body, key="k"))[
        1
    ]
    body["award"], body["nominee"]["kind"] = NEW["award"], "household"
    status, codes = refused(say(AUDITOR).post("/nominations", body, key="k"))
    assert (403, LOOKS) == (status, codes[-3:])
    assert {"role-missing", "particulars-of-no-person"} <= {*codes}
    assert 0 == house.ledger.last_position()


def test_a_naming_and_a_correction_are_told_both_at_once(house, say):
    house.given(CASE, opened)
    named = say(AUDITOR).post(of(CASE, "naming"), {**NAME, "particulars": WRONG}, version=1)
    assert (403, ["role-missing", "unit-foreign", *LOOKS]) == refused(named)
    one = ask(say, "access")
    reply = act(say, DATA, f"requests/{one}/carrying-out", {"particulars": WRONG}, 1)
    both = ["request-not-accepted", "correction-name", *LOOKS, "particulars-without-name"]
    assert (409, both) == refused(reply)


def test_nobody_is_told_by_particulars_whether_a_name_stands_who_may_not_read_it(house, say):
    house.given(CASE, opened)
    one, body = ask(say, "access"), {"particulars": {**WRONG, "sex": "male"}}
    reply = act(say, OFFICER, f"requests/{one}/carrying-out", body, 1)
    assert "particulars-without-name" not in refused(reply)[1]
    assert {*LOOKS} < {*refused(reply)[1]}


@pytest.mark.parametrize(
    "said",
    [{"sex": "F"}, {"tax_code": "0800123456"}, {"phone": None}, [], {"email": "a\u200b@b.c"}],
)
def test_what_no_form_takes_is_refused(say, said):
    body = {**NEW, "nominee": {**NEW["nominee"], "particulars": said}}
    assert (422, ["form-invalid"]) == refused(say(OFFICER).post("/nominations", body, key="k"))


def test_an_opening_that_is_refused_leaves_no_salt(house, say):
    body = deepcopy(NEW)
    body["nominee"]["particulars"] = SAID
    assert 403 == say(AUDITOR).post("/nominations", body, key="k").status_code
    with house.people._engine.connect() as tx:
        assert [] == tx.exec_driver_sql("SELECT * FROM commitment_salts").all()


def test_only_a_person_has_particulars(say, house):
    body = deepcopy(NEW)
    body["nominee"] |= {"kind": "household", "particulars": {"sex": "male"}}
    status, codes = refused(say(OFFICER).post("/nominations", body, key="k"))
    assert (422, True) == (status, "particulars-of-no-person" in codes)


def test_a_repeat_is_one_order_and_another_content_is_not(house, say, person):
    body = deepcopy(NEW)
    body["nominee"]["particulars"] = SAID
    assert 201 == say(OFFICER).post("/nominations", body, key="k").status_code
    body["nominee"]["particulars"] = {**SAID, "phone": "0912345679"}
    assert (422, ["key-reused"]) == refused(say(OFFICER).post("/nominations", body, key="k"))
    assert TOLD == house.people.particulars_of(UUID(person[1]))


def test_a_naming_under_a_key_of_another_order_makes_no_salt(house, say):
    house.given(CASE, opened)
    naming = {**NAME, "particulars": SAID}
    assert 200 == say(OFFICER).upload(version=1, key="k").status_code
    reply = say(OFFICER).post(of(CASE, "naming"), naming, version=2, key="k")
    assert (422, ["key-reused"]) == refused(reply)
    with house.people._engine.connect() as tx:
        assert [] == tx.exec_driver_sql("SELECT * FROM commitment_salts").all()


def test_naming_brings_particulars_and_leaves_them_where_it_tells_none(house, say):
    house.given(CASE, opened)
    first = {**NAME, "particulars": SAID}
    assert 200 == say(OFFICER).post(of(CASE, "naming"), first, version=1).status_code
    fact = NomineeNamed(NOMINEE.ref, particulars=house.people.committed(NOMINEE.ref, TOLD))
    assert [fact] == house.ledger.read(CASE)[1:]
    say(OFFICER).post(of(CASE, "naming"), {"name": "Nguyễn Thị Bười"}, version=2)
    assert TOLD == house.people.particulars_of(NOMINEE.ref)
    none = {**NAME, "particulars": {}}
    assert (200, '"4"') == done(say(OFFICER).post(of(CASE, "naming"), none, version=3))
    assert Particulars() == house.people.particulars_of(NOMINEE.ref)


def test_a_correction_puts_particulars_right_and_leaves_the_name(house, say):
    house.given(CASE, opened)
    house.people.add(NOMINEE.ref, "person", Name("Nguyễn Thị Bưởi", "", TOLD))
    assert 200 == carried(say, "correction", {"particulars": RIGHT}).status_code
    told = say(DATA).get(f"{ME}/personal-data").get_json()
    assert (NAME["name"], []) == (told["name"], told["former"])
    nothing = dict.fromkeys(SAID)
    assert {**nothing, **RIGHT, "vouched": True} == told["particulars"]


def test_particulars_come_with_a_correction_alone_and_beside_a_name(house, say):
    house.given(CASE, opened)
    body = {"particulars": RIGHT}
    assert (409, ["particulars-without-name"]) == refused(carried(say, "correction", body))
    one = ask(say, "access", key="b")
    act(say, DATA, f"requests/{one}/answer", {"outcome": "accepted"}, 3)
    reply = act(say, DATA, f"requests/{one}/carrying-out", body, 4)
    assert (409, ["correction-name", "particulars-without-name"]) == refused(reply)


def test_what_was_changed_beside_the_log_is_not_vouched_for(house, say, person):
    ref = UUID(person[1])
    house.people.put(ref, "person", Name(NAME["name"], particulars=Particulars(**RIGHT)))
    assert told_of(say(DATA).get(f"/nominees/{ref}/personal-data"))["vouched"] is False


def test_erasing_takes_particulars_and_their_salt(house, say):
    house.given(CASE, opened)
    say(OFFICER).post(of(CASE, "naming"), {**NAME, "particulars": SAID}, version=1)
    house.given(CASE, NominationWithdrawn("moved"))
    assert 200 == carried(say, "erasure", who=SECOND).status_code
    told = say(AUDITOR).get(f"{ME}/personal-data").get_json()
    assert (True, None) == (told["erased"], told["particulars"])
    with house.people._engine.connect() as tx:
        assert [] == tx.exec_driver_sql("SELECT * FROM commitment_salts").all()


def test_who_is_held_back_is_in_no_count_of_the_sexes(house, say):
    house.given(CASE, opened)
    house.people.add(NOMINEE.ref, "person", Name(NAME["name"], "", TOLD))
    assert {NOMINEE.ref: "female"} == house.people.sexes_of([NOMINEE.ref])
    carried(say, "restriction")
    assert {} == house.people.sexes_of([NOMINEE.ref])
    assert PersonRequestCarriedOut.__name__ in repr(house.ledger.since(0, 99))


@pytest.mark.parametrize("told", [{}, {"particulars": SAID}])
def test_no_receipt_is_a_digest_by_which_a_number_is_guessed(house, say, told):
    """Not even for who has the store: twelve digits are tried in minutes."""
    raw = write({**NEW, "nominee": {**NEW["nominee"], **told}})
    assert 201 == say(OFFICER).send("/nominations", raw, key="k").status_code
    asked = sha256(f"POST {V1}/nominations\n".encode() + raw).hexdigest()
    facts = repr(house.ledger.since(0, 99))
    found = {one for one in (asked, house.people.keyed(asked)) if one in facts}
    assert bool(told) == (found == set()), "the digest of other orders is one of what was sent"
