"""Sub-logs beside the tree: they follow, are made anew, and who reads the whole log sees lies."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from domain.council.events import SessionClosed
from domain.facts import Event
from domain.proof.completeness import are_all
from domain.proof.note import Checkpoint, read_checkpoint, read_note
from domain.proof.sublog import Part
from domain.proof.tree import leaf_hash
from infra.ledger.ledger import open_ledger
from infra.proof.follower import ProofFollower
from infra.proof.keys import KeyRing, signed
from infra.proof.sublogs import forget, positions, reach
from infra.proof.tiles import size_of
from services.ports import Append
from services.proofs import NotTheSameLog
from tests.council import COUNCIL, SESSION, appointed, begun, convened, seats
from tests.infra.tampering import Office
from tests.infra.writing import envelope

YEARS = [datetime(year, 5, 20, 5, tzinfo=UTC) for year in (2025, 2026)]
TABLES = ("reaches", "sessions", "facts")


def lived(office):
    """Let a council be appointed, meet, and close its session a year later, amid other facts."""
    office.write(9)
    told: list[tuple[UUID, int, Event, int]]
    told = [(COUNCIL, 0, appointed(*seats(3)), 0), (SESSION, 0, convened(3), 0)]
    told += [(SESSION, 1, begun(1, 2, 3), 0), (SESSION, 2, SessionClosed(), 1)]
    with closing(open_ledger(office.settings.address)) as ledger:
        for stream, version, fact, year in told:
            stamp = replace(envelope(), recorded_at=YEARS[year])
            ledger.append([Append(stream, version, (fact,))], stamp)
    office.write(9)
    return office


@pytest.fixture
def office(request, given):
    """A log with the life of a council, in files or in PostgreSQL."""
    if request.param == "postgresql":
        return lived(Office(given(DATABASE_URL=request.getfixturevalue("postgres_url"))))
    return lived(Office(given()))


STORES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
each_store = pytest.mark.parametrize("office", STORES, indirect=True)


def proved(office, year):
    """Return where the facts of a year stand, and whether they are proved to be all."""
    with office.proofs() as proofs:
        found = proofs.all_of(Part(COUNCIL, year))
        hashes = [leaf_hash(proofs.fact(one).leaf()) for one in found.positions]
    root = read_checkpoint(found.note).sublogs
    fewer = [are_all(found.proof, hashes[:at], root) for at in range(len(hashes))]
    return list(found.positions), are_all(found.proof, hashes, root), any(fewer)


LIVED = {2024: [], 2025: [10, 11, 12], 2026: [13], 2027: []}


@each_store
def test_all_facts_of_a_council_and_year_are_proved_and_no_fewer(office):
    for year, places in LIVED.items():
        assert (places, True, False) == proved(office, year)
    assert {} == office.found()


@each_store
def test_they_are_made_anew_from_the_facts(office):
    before = {year: proved(office, year) for year in LIVED}
    with office.trees() as engine, engine.begin() as tx:
        for one in TABLES:  # as in a house that was there before sub-logs
            tx.exec_driver_sql(f"DELETE FROM proof_sublog_{one}")
        tx.exec_driver_sql("DELETE FROM proof_sublogs")
    assert before == {year: proved(office, year) for year in LIVED}
    with office.proofs() as proofs:
        proofs.rehash()
    assert before == {year: proved(office, year) for year in LIVED}


@pytest.mark.parametrize("office", STORES[:1], indirect=True)
def test_a_house_that_signs_for_fewer_facts_than_a_council_has_is_found(office, tmp_path):
    with office.proofs() as proofs:
        stand = read_checkpoint(read_note(proofs.checkpoint().written()))
    lie = Checkpoint(stand.origin, stand.size, stand.root, bytes(32))
    key = KeyRing(office.settings.keys).made(stand.origin)
    told = tmp_path / "lie.txt"
    told.write_text(signed(lie.text(), [key]).written())

    found = office.found(told)
    assert {f"sub-logs of {stand.size} facts"} == found.keys()
    assert "not what was signed of councils" in found[f"sub-logs of {stand.size} facts"]


@pytest.mark.parametrize("office", STORES[:1], indirect=True)
def test_a_tree_that_somebody_cut_off_takes_its_sub_logs_along(office):
    before = proved(office, 2025)
    for statement in ("DELETE FROM proof_tiles", "UPDATE proof_logs SET size = 0"):
        office.change_tree(statement)
    office.change_tree("UPDATE proof_sublog_reaches SET size = 99")
    assert before == proved(office, 2025)


@pytest.mark.parametrize("office", STORES[:1], indirect=True)
def test_a_log_at_rest_is_signed_for_without_a_look_at_its_sub_logs(office, monkeypatch):
    with office.proofs() as proofs:
        note = proofs.checkpoint()
        monkeypatch.setattr("infra.proof.standing.Abreast.look", None)
        assert note == proofs.checkpoint()


@pytest.mark.parametrize("office", STORES[:1], indirect=True)
def test_who_follows_the_log_looks_for_sub_logs_of_before_as_well(office):
    proved(office, 2025)
    with office.trees() as engine, engine.begin() as tx:
        forget(tx)
    with office.proofs() as proofs, office.trees() as engine:
        ProofFollower(proofs)._turn()
        with engine.connect() as tx:
            assert (size_of(tx), 3) == (reach(tx), len(positions(Part(COUNCIL, 2025), 99, tx)))


@each_store
def test_sub_logs_that_are_kept_otherwise_than_the_facts_have_them_are_named(office):
    before = proved(office, 2025)
    office.change_tree("UPDATE proof_sublogs SET count = 5 WHERE year = 2025")
    assert {"sub-logs kept": "of 22 facts, and not as those have them"} == office.found()
    office.change_tree("DELETE FROM proof_sublogs WHERE year = 2026")
    with office.proofs() as proofs:
        proofs.rehash()
    assert ({}, before) == (office.found(), proved(office, 2025))


ALTERED = (
    f"UPDATE proof_sublog_sessions SET council = '{SESSION.hex}'",
    "DELETE FROM proof_sublog_sessions",
    f"INSERT INTO proof_sublog_sessions VALUES ('{COUNCIL.hex}', '{COUNCIL.hex}')",
    "DELETE FROM proof_sublog_facts WHERE position = 11",
    "UPDATE proof_sublog_facts SET year = 2026 WHERE position = 11",
    f"INSERT INTO proof_sublog_facts VALUES ('{COUNCIL.hex}', 2026, 99)",
)


@each_store
def test_whose_sessions_and_facts_are_kept_is_held_to_the_facts_as_well(office):
    before = proved(office, 2025)
    for statement in ALTERED:
        office.change_tree(statement)
        assert {"sub-logs kept": "of 22 facts, and not as those have them"} == office.found()
        with office.proofs() as proofs:
            proofs.rehash()
        assert ({}, before) == (office.found(), proved(office, 2025))


@each_store
def test_a_session_is_signed_for_as_its_call_has_it_whatever_is_kept(office):
    with office.proofs() as proofs:
        proofs.checkpoint()
    office.change_tree(ALTERED[0])
    with closing(open_ledger(office.settings.address)) as ledger:
        ledger.append([Append(SESSION, 3, (SessionClosed(),))], envelope())
    with office.proofs() as proofs:
        proofs.checkpoint()
    assert {"sub-logs kept": "of 23 facts, and not as those have them"} == office.found()


@pytest.mark.parametrize("statement", ALTERED[3:5])
@each_store
def test_facts_that_do_not_prove_to_be_all_are_not_handed_out(office, statement):
    before = proved(office, 2025)
    office.change_tree(statement)
    with pytest.raises(NotTheSameLog, match="otherwise than they are signed"):
        proved(office, 2025)
    with office.proofs() as proofs:
        proofs.rehash()
    assert before == proved(office, 2025)


PLAYED_BACK = (
    "UPDATE proof_sublog_reaches SET size = size - 12",
    f"INSERT INTO proof_sublog_facts VALUES ('{SESSION.hex}', 2026, 24)",
)


@pytest.mark.parametrize("statement", PLAYED_BACK)
@each_store
def test_sub_logs_that_were_played_back_are_begun_anew(office, statement):
    before = {year: proved(office, year) for year in LIVED}
    office.change_tree(statement)
    office.write(3)
    assert before == {year: proved(office, year) for year in LIVED}
    assert {} == office.found()
