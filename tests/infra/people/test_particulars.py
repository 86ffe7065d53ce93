"""Particulars of persons: sealed with the name, committed to under a salt, gone with the person."""

from uuid import UUID, uuid5

import pytest
from sqlalchemy import Engine, select

from domain.personal.particulars import Particulars
from infra.people.names import PeopleStore
from infra.people.names_kept import commitment_salts, subjects, tables
from infra.people.sealing import Entry, new_key, new_salt, seal, unseal
from services.personal_data import Pending
from services.stores import DifferentSubject, Name

NAMES = UUID("5a3c2ab8-7b1d-4d3b-9f5e-0c9d6f0f7a11")
ANH, BINH, CHI = (uuid5(NAMES, one) for one in ("anh", "binh", "chi"))
TOLD = Particulars("030180012345", "female", "+84912345678", "anh@example.vn", "Tổ 3, TP Hải Dương")
NAMED = Name("Nguyễn Thị Ánh", "sinh 1980", TOLD)


@pytest.fixture
def people(engine: Engine) -> PeopleStore:
    return PeopleStore(engine)


def test_particulars_are_kept_with_the_name_and_told_apart_from_it(people):
    people.add(ANH, "person", NAMED)
    people.add(BINH, "person", Name("Bình"))
    assert TOLD == people.particulars_of(ANH)
    assert people.particulars_of(BINH) is people.particulars_of(CHI) is None
    assert Name(NAMED.name, NAMED.note) == people.noted(ANH)
    assert "030180012345" not in repr(NAMED)


def test_a_repeat_with_other_particulars_is_another_content(people):
    people.add(ANH, "person", NAMED)
    assert people.add(ANH, "person", NAMED)
    with pytest.raises(DifferentSubject):
        people.add(ANH, "person", Name(NAMED.name, NAMED.note, Particulars(sex="male")))


def test_a_name_put_right_keeps_particulars_that_are_not_told_anew(people):
    people.put(ANH, "person", NAMED)
    people.put(ANH, "person", Name("Nguyễn Thị Ảnh"))
    assert TOLD == people.particulars_of(ANH)
    people.put(ANH, "person", Name("Nguyễn Thị Ảnh", particulars=Particulars(sex="male")))
    assert Particulars(sex="male") == people.particulars_of(ANH)
    assert (NAMED.name,) == tuple(people.former(ANH))


def test_particulars_put_right_alone_leave_the_name_and_nothing_of_before(people, engine):
    people.put(ANH, "person", NAMED)
    waits = Pending(ANH, BINH, "f")
    people.set_aside(waits, "person", Name("", particulars=Particulars(phone="0912345679")))
    people.take_over(waits)
    assert Name(NAMED.name, NAMED.note) == people.noted(ANH)
    assert (Particulars(phone="0912345679"), ()) == (people.particulars_of(ANH), people.former(ANH))


def test_particulars_of_nobody_with_a_name_are_not_kept(people):
    waits = Pending(ANH, BINH, "f")
    people.set_aside(waits, "person", Name("", particulars=TOLD))
    people.take_over(waits)
    assert people.noted(ANH) is people.particulars_of(ANH) is None


def test_sexes_are_told_in_bulk_but_of_who_is_held_back_or_erased(people):
    told = {ANH: "female", BINH: "male", CHI: "female"}
    for ref, sex in told.items():
        people.add(ref, "person", Name(str(ref), particulars=Particulars(sex=sex)))
    assert told == people.sexes_of([*told, NAMES])
    people.hold_back(BINH)
    people.erase(CHI)
    assert {ANH: "female"} == people.sexes_of(told)


def test_a_commitment_is_the_same_for_the_same_and_needs_the_salt(people, engine):
    first = people.committed(ANH, TOLD)
    assert (64, first) == (len(first), people.committed(ANH, TOLD))
    others = {people.committed(BINH, TOLD), people.committed(ANH, Particulars(sex="female"))}
    assert 3 == len({first, *others}), "of another person, of others: another commitment"
    with engine.connect() as connection:
        salts = connection.execute(select(commitment_salts.c.salt)).scalars().all()
    assert {32} == {len(one) for one in salts}
    assert 2 == len({*salts})


def test_erasing_takes_particulars_and_salt_and_nobody_commits_any_more(people, engine):
    people.add(ANH, "person", NAMED)
    people.committed(ANH, TOLD)
    people.erase(ANH)
    assert people.particulars_of(ANH) is None
    with pytest.raises(DifferentSubject):
        people.committed(ANH, TOLD)
    with engine.connect() as connection:
        assert [] == connection.execute(select(commitment_salts)).all()
        assert [None] == connection.execute(select(subjects.c.sealed)).scalars().all()


def test_records_of_before_open_and_records_without_particulars_are_written_as_then():
    key, old = new_key(), Entry("person", "Ánh", "", new_salt(), ("Anh",))
    assert old == unseal(ANH, "person", key, seal(ANH, key, old))
    assert len(seal(ANH, key, old)) == 12 + 32 + len('["Ánh", "", ["Anh"]]'.encode()) + 16


def test_a_store_of_before_gets_its_table_of_salts(people, engine):
    people.add(ANH, "person", Name("Ánh"))
    tables.tables["commitment_salts"].drop(engine)
    again = PeopleStore(engine)
    assert again.committed(ANH, TOLD)
    assert Name("Ánh") == again.noted(ANH)
