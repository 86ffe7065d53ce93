"""Names of nominees: kept sealed, found in one question, and gone for good once erased."""

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from threading import Barrier
from uuid import UUID, uuid5

import pytest
from sqlalchemy import Engine, create_engine, event, select, update

from infra.people.names import PeopleStore
from infra.people.names_kept import subject_keys, subjects
from infra.people.sealing import Entry, new_key, new_salt, seal, unseal
from services.stores import Damaged, DifferentSubject, Name

NAMES = UUID("5a3c2ab8-7b1d-4d3b-9f5e-0c9d6f0f7a11")
ANH, BINH = uuid5(NAMES, "anh"), uuid5(NAMES, "binh")
NGUYEN = Name("Nguyễn Thị Ánh", "sinh 1980, tổ 3")


@pytest.fixture
def people(engine: Engine) -> PeopleStore:
    return PeopleStore(engine)


@pytest.mark.parametrize("kind", ["person", "collective", "household", "enterprise"])
def test_whoever_is_added_is_found_by_reference(people, kind):
    people.add(ANH, kind, NGUYEN)
    assert {ANH: "Nguyễn Thị Ánh"} == people.name_of([ANH, BINH])
    assert NGUYEN == people.noted(ANH)
    assert people.noted(BINH) is None


def test_many_names_are_one_question_a_batch(people, engine):
    refs = [uuid5(NAMES, str(number)) for number in range(600)]
    for ref in refs[:520]:
        people.add(ref, "person", Name(f"Trần {ref}"))
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    assert {ref: f"Trần {ref}" for ref in refs[:520]} == people.name_of(refs)
    assert 2 == len(asked)


def test_nobody_asked_nobody_found(people):
    assert {} == people.name_of([])


def test_a_repeat_changes_nothing_and_answers_the_same(people):
    first = people.add(ANH, "person", NGUYEN)
    assert (first, 64) == (people.add(ANH, "person", NGUYEN), len(first))


def test_two_spellings_of_one_name_are_one_content(people):
    composed, apart = Name("\u1ebf"), Name("e\u0302\u0301")
    assert people.add(ANH, "person", composed) == people.add(ANH, "person", apart)
    assert {ANH: "\u1ebf"} == people.name_of([ANH])


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("person", Name("Nguyễn Thị Anh", NGUYEN.note)),
        ("person", Name(NGUYEN.name, "sinh 1981")),
        ("household", NGUYEN),
    ],
)
def test_a_reference_stands_for_one_subject_only(people, kind, name):
    people.add(ANH, "person", NGUYEN)
    with pytest.raises(DifferentSubject):
        people.add(ANH, kind, name)
    assert NGUYEN == people.noted(ANH)


def test_a_name_is_put_in_the_place_of_another(people, engine):
    people.put(ANH, "person", NGUYEN)
    with engine.connect() as connection:
        before = connection.execute(select(subject_keys.c.key)).scalar_one()
    people.put(ANH, "person", Name("Nguyễn Thị Ảnh"))
    with engine.connect() as connection:
        after = connection.execute(select(subject_keys.c.key)).scalar_one()

    assert Name("Nguyễn Thị Ảnh") == people.noted(ANH)
    assert before != after, "what was sealed under the old key opens no more"


def test_former_names_stay_until_the_subject_is_erased(people):
    assert () == people.former(ANH)
    people.put(ANH, "person", NGUYEN)
    for _ in range(2):
        people.put(ANH, "person", Name("Nguyễn Thị Ảnh"))
    assert (NGUYEN.name,) == people.former(ANH)
    people.erase(ANH)
    assert () == people.former(ANH)


def test_the_erased_and_other_kinds_take_no_name(people):
    people.put(ANH, "person", NGUYEN)
    with pytest.raises(DifferentSubject):
        people.put(ANH, "household", NGUYEN)
    assert not people.is_erased(ANH)
    people.erase(ANH)
    with pytest.raises(DifferentSubject):
        people.put(ANH, "person", NGUYEN)

    assert (True, False) == (people.is_erased(ANH), people.is_erased(BINH))
    assert people.noted(ANH) is None


def test_the_commitment_is_salted(people):
    first, second = people.add(ANH, "person", NGUYEN), people.add(BINH, "person", NGUYEN)
    assert first != second
    assert sha256(NGUYEN.name.encode()).hexdigest() not in {first, second}


def test_the_commitment_is_that_of_salt_and_name():
    entry = Entry("person", "Ánh", "", b"\1" * 32)
    assert sha256(b"\1" * 32 + "Ánh".encode()).hexdigest() == entry.commitment()


def test_the_erased_are_absent_and_others_stay(people):
    people.add(ANH, "person", NGUYEN)
    people.add(BINH, "household", Name("Hộ bà Bình"))
    people.erase(ANH)
    assert {BINH: "Hộ bà Bình"} == people.name_of([ANH, BINH])
    people.erase(ANH)
    people.erase(uuid5(NAMES, "nobody"))
    assert {BINH: "Hộ bà Bình"} == people.name_of([ANH, BINH])


def test_the_reference_of_the_erased_is_spent(people):
    people.add(ANH, "person", NGUYEN)
    people.erase(ANH)
    with pytest.raises(DifferentSubject):
        people.add(ANH, "person", NGUYEN)


def test_erasing_leaves_neither_key_nor_record_in_the_tables(people, engine):
    people.add(ANH, "person", NGUYEN)
    people.erase(ANH)
    with engine.connect() as connection:
        assert [(ANH, "person", None)] == list(connection.execute(select(subjects)))
        assert [] == list(connection.execute(select(subject_keys)))


def test_no_name_stands_readable_in_the_tables(people, engine):
    people.add(ANH, "person", NGUYEN)
    with engine.connect() as connection:
        rows = [*connection.execute(select(subjects)), *connection.execute(select(subject_keys))]
    held = b"".join(value for row in rows for value in row if isinstance(value, bytes))
    assert len(held) > 60
    assert not any(word.encode() in held for word in ("Nguy", "1980", NGUYEN.name))


@pytest.mark.parametrize("damage", [lambda b: b[:-1], lambda b: b[::-1], lambda _: b""])
def test_a_damaged_record_is_not_taken_for_an_erased_one(people, engine, damage):
    people.add(ANH, "person", NGUYEN)
    with engine.begin() as tx:
        sealed = tx.execute(select(subjects.c.sealed)).scalar_one()
        tx.execute(update(subjects).values(sealed=damage(sealed)))
    with pytest.raises(Damaged):
        people.name_of([ANH])


def test_a_record_moved_to_another_reference_does_not_open():
    key, entry = new_key(), Entry("person", "Ánh", "", new_salt())
    sealed = seal(ANH, key, entry)
    assert entry == unseal(ANH, "person", key, sealed)
    with pytest.raises(Damaged):
        unseal(BINH, "person", key, sealed)


def test_every_record_has_a_key_of_its_own(people, engine):
    for number in range(20):
        people.add(uuid5(NAMES, str(number)), "person", NGUYEN)
    with engine.connect() as connection:
        keys = list(connection.execute(select(subject_keys.c.key)).scalars())
        records = set(connection.execute(select(subjects.c.sealed)).scalars())
    assert 20 == len(set(keys)) == len(records)
    assert {32} == {len(key) for key in keys}


def test_racing_repeats_agree_on_one_commitment(people: PeopleStore):
    start = Barrier(8)

    def add(_: int) -> str:
        start.wait()
        return people.add(ANH, "person", NGUYEN)

    with ThreadPoolExecutor(8) as pool:
        assert 1 == len(set(pool.map(add, range(8))))


def test_of_racing_contents_one_wins(people: PeopleStore):
    start = Barrier(8)

    def add(number: int) -> str | None:
        start.wait()
        try:
            return people.add(ANH, "person", Name(f"Trần {number}"))
        except DifferentSubject:
            return None

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(add, range(8)))
    assert 1 == sum(answer is not None for answer in answers)
    winner = next(number for number, answer in enumerate(answers) if answer)
    assert {ANH: f"Trần {winner}"} == people.name_of([ANH])


def test_several_may_open_the_store_at_once(engine):
    start = Barrier(6)

    def opened(_: int) -> PeopleStore:
        start.wait()
        return PeopleStore(engine)

    with ThreadPoolExecutor(6) as pool:
        stores = list(pool.map(opened, range(6)))
    stores[0].add(ANH, "person", NGUYEN)
    assert NGUYEN == stores[-1].noted(ANH)


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_an_erased_key_is_gone_from_the_file(tmp_path, journal):
    engine = create_engine(f"sqlite:///{tmp_path / 'people.db'}")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA journal_mode = {journal}").close()
    people = PeopleStore(engine)
    for ref in (ANH, BINH):
        people.add(ref, "person", NGUYEN)
    with engine.connect() as connection:
        secrets = select(subjects.c.sealed, subject_keys.c.key).join(
            subject_keys, subjects.c.ref == subject_keys.c.ref
        )
        sealed, key = connection.execute(secrets.where(subjects.c.ref == ANH)).one()
    assert key in bytes_of(tmp_path)
    people.erase(ANH)
    left = bytes_of(tmp_path)
    assert not any(piece in left for piece in (*pieces(key), *pieces(sealed)))
    assert NGUYEN == people.noted(BINH)
    engine.dispose()


def pieces(secret: bytes) -> list[bytes]:
    return [secret[start : start + 6] for start in range(len(secret) - 5)]


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))
