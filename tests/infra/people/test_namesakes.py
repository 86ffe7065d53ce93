"""Namesakes are found by keyed digests, which are gone with their names."""

from threading import Thread
from time import sleep
from uuid import UUID, uuid5

import pytest
from sqlalchemy import Engine, delete, event, select, update

from infra.people.name_digests import MOST, digest_of, key_of, name_digests, past_noted
from infra.people.names import PeopleStore
from infra.people.names_kept import subjects
from services.stores import LETTER, Name

NAMES = UUID("5a3c2ab8-7b1d-4d3b-9f5e-0c9d6f0f7a11")
ANH, BINH, HOA, LAN = (uuid5(NAMES, one) for one in ("anh", "binh", "hoa", "lan"))
WARD = "10532"
NGUYEN = Name("Nguyễn Thị Ánh", "sinh 1980, tổ 3")


@pytest.fixture
def people(engine: Engine) -> PeopleStore:
    return PeopleStore(engine)


def test_namesakes_are_found_however_the_name_is_spelt_until_one_is_erased(people):
    people.add(ANH, "person", Name("Nguyễn Thị Hoà", "tổ 3"))
    people.add(BINH, "person", Name("NGUYỄN  Thị Hòa", "tổ 5"))
    people.add(HOA, "household", Name("Nguyễn Thị Hòa"))
    assert ([BINH], [ANH], []) == tuple(people.namesakes(one, WARD) for one in (ANH, BINH, HOA))
    people.put(BINH, "person", Name("Nguyễn Thị Hoa"))
    assert [] == people.namesakes(ANH, WARD)
    people.put(BINH, "person", Name("Nguyễn Thị Hòa"))
    people.erase(BINH)
    assert ([], []) == (people.namesakes(ANH, WARD), people.namesakes(BINH, WARD))
    assert [] == people.namesakes(uuid5(NAMES, "nobody"), WARD)


def test_many_of_one_name_elsewhere_do_not_hide_the_namesake_of_the_unit(people):
    refs = sorted(uuid5(NAMES, str(number)) for number in range(MOST + 3))
    for ref in refs:
        people.add(ref, "person", NGUYEN)
        people.of_unit(ref, "10507")
    mine, here = refs[0], refs[-1]
    people.of_unit(mine, WARD)
    people.of_unit(here, WARD)
    people.add(LAN, "person", NGUYEN)

    assert [here, LAN] == people.namesakes(mine, WARD)
    people.erase(here)
    people.of_unit(here, WARD)
    assert [LAN] == people.namesakes(mine, WARD)


@pytest.fixture
def of_before(people, engine):
    """A store of three names, one erased and one damaged, as it was before digests were kept."""
    for ref in (ANH, BINH, HOA, LAN):
        people.add(ref, "person", NGUYEN)
    people.erase(HOA)
    with engine.begin() as tx:
        tx.execute(update(subjects).where(subjects.c.ref == LAN).values(sealed=b"damaged"))
        tx.execute(delete(name_digests))
        tx.execute(delete(past_noted))


def test_names_of_before_get_their_digests_once_but_for_damaged_and_erased_ones(of_before, engine):
    again = PeopleStore(engine)
    assert ([BINH], [ANH]) == (again.namesakes(ANH, WARD), again.namesakes(BINH, WARD))
    with engine.connect() as connection:
        held = connection.execute(select(name_digests.c.ref)).scalars().all()
    assert {ANH, BINH} == {*held}
    with engine.begin() as tx:
        tx.execute(delete(name_digests).where(name_digests.c.ref == BINH))
    assert [] == PeopleStore(engine).namesakes(ANH, WARD)


def test_the_digest_of_a_name_is_of_no_use_without_the_key_of_the_store(people, engine):
    people.add(ANH, "person", NGUYEN)
    with engine.connect() as connection:
        (kept,) = connection.execute(select(name_digests.c.digest)).scalars().all()
    key = key_of(engine)
    assert (
        kept == digest_of(key, "person", NGUYEN.name) == digest_of(key, "person", "nguyễn thị ánh")
    )
    assert kept != digest_of(b"\0" * 32, "person", NGUYEN.name)


def test_no_digest_joins_the_letters_of_one_writer(people, engine):
    for ref in (ANH, BINH):
        people.add(ref, LETTER, NGUYEN)
    PeopleStore(engine)
    assert [] == people.namesakes(ANH, WARD)
    with engine.connect() as connection:
        assert [] == connection.execute(select(name_digests.c.ref)).scalars().all()


def test_an_erasure_that_comes_while_a_name_is_put_leaves_no_digest(people, engine):
    people.add(ANH, "person", NGUYEN)
    late = Thread(target=people.erase, args=(ANH,))

    def erase_meanwhile(*said) -> None:
        if said[2].startswith("INSERT INTO name_digests") and late.ident is None:
            late.start()
            sleep(0.3)

    event.listen(engine, "before_cursor_execute", erase_meanwhile)
    people.put(ANH, "person", Name("Nguyễn Thị Ảnh"))
    late.join()
    assert people.is_erased(ANH)
    with engine.connect() as connection:
        assert [] == connection.execute(select(name_digests.c.ref)).scalars().all()
