"""Whatever somebody does to the store, `verify` finds it and says where; a sound log is sound."""

from shutil import copytree

import pytest

from domain.proof.note import Checkpoint, read_checkpoint, read_note
from infra.proof.check import verify
from infra.proof.keys import KeyRing, new_key, signed
from infra.settings import read
from services.proofs import Asked
from services.upkeep import CannotOpen
from tests.infra.attacks import ATTACKS, BIT, FACTS, LAST, OLD, closed_up, cut_off
from tests.infra.tampering import Office


def signed_for_twice(office: Office) -> Office:
    """Return the office, its log signed for at two sizes."""
    for more in (OLD, FACTS - OLD):
        office.write(more)
        with office.proofs() as proofs:
            proofs.checkpoint()
    return office


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Write a house in files once; to copy it is quicker."""
    home = tmp_path_factory.mktemp("written")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VINHDANH_HOME", str(home))
        signed_for_twice(Office(read()))
    return home


@pytest.fixture
def office(given, written, tmp_path):
    """A log of some facts in files, signed for twice."""
    return Office(given(HOME=copytree(written, tmp_path / "house")))


@pytest.fixture
def taken(office, tmp_path):
    """What an auditor took away: the checkpoint, and the keys."""
    return office.sign(tmp_path / "taken.txt"), office.keys(tmp_path / "keys.txt")


FORMS = {
    "upper case": ("UPDATE stored_events SET originator_id = upper(originator_id)", "another way"),
    "no id": ("UPDATE stored_events SET originator_id = 'x' || originator_id", "no text of ours"),
    "no text": ("UPDATE stored_events SET topic = CAST(x'ff' AS TEXT)", "no text of ours"),
    "bytes": ("UPDATE stored_events SET topic = CAST(topic AS BLOB)", "text integer blob blob"),
    "text": ("UPDATE stored_events SET state = CAST(state AS TEXT)", "text integer text text"),
    "version": ("UPDATE stored_events SET originator_version = -1", "as version -1"),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_row_that_reads_the_same_and_is_not_is_found(office, name):
    statement, told = FORMS[name]
    office.do(f"{statement} WHERE rowid = 41")

    seen = office.found()["rows"]

    assert seen.startswith("1 rows nobody of ours wrote so, the first: 41 (")
    assert told in seen


def test_a_sound_log_is_sound(office, taken):
    checkpoint, keys = taken

    assert {} == office.found()
    assert {} == office.found(checkpoint, keys=keys)
    office.write(3)
    assert {} == office.found(checkpoint, keys=keys)


@pytest.mark.parametrize("name", ATTACKS)
def test_what_was_done_to_the_rows_is_found_and_its_place_named(office, name):
    attack, told = ATTACKS[name]
    office.put(attack(office.rows()))

    found = office.found()

    assert LAST in found
    assert [] == [part for part, seen in told.items() if seen not in found.get(part, "")]


@pytest.mark.postgres
def test_on_postgres_the_same_is_found(given, postgres_url, tmp_path):
    office = signed_for_twice(Office(given(DATABASE_URL=postgres_url)))
    taken = office.sign(tmp_path / "taken.txt")
    sound = office.rows()
    assert {} == office.found() == office.found(taken)
    for attack, told in ATTACKS.values():
        office.put(attack(sound))
        found = office.found()
        assert LAST in found
        assert [] == [part for part, seen in told.items() if seen not in found.get(part, "")]
    office.put(closed_up(33)(sound))
    forget_and_hash_anew(office, and_sign=True)
    assert {} == office.found()
    assert {LAST} == set(office.found(taken))


def forget_and_hash_anew(office, *, and_sign=False):
    """Hash what the rows are now; with the stolen key sign it too."""
    office.change_tree("DELETE FROM proof_tiles")
    office.change_tree("UPDATE proof_logs SET size = 0")
    if and_sign:
        office.change_tree("DELETE FROM proof_checkpoints")
    with office.proofs() as proofs:
        return proofs.checkpoint() if and_sign else proofs.size()


def test_a_tree_hashed_anew_does_not_hide_it(office):
    office.put(BIT(office.rows()))
    forget_and_hash_anew(office)

    found = office.found()

    assert {
        LAST: f"signed here: the log is not what was signed: among facts {OLD + 1} to 60"
    } == found


def test_a_history_forked_and_signed_with_the_stolen_key_is_found_by_who_took_a_checkpoint(
    office, taken
):
    checkpoint, keys = taken
    office.put(closed_up(33)(office.rows()))
    office.write(5)
    forget_and_hash_anew(office, and_sign=True)

    assert {} == office.found()
    found = office.found(checkpoint, keys=keys)
    assert {LAST: f"{checkpoint}: the log is not what was signed: among facts 1 to 60"} == found


def test_an_older_backup_played_back_is_found(office, taken):
    checkpoint, keys = taken
    office.put(cut_off(OLD)(office.rows()))
    forget_and_hash_anew(office, and_sign=True)

    found = office.found(checkpoint, keys=keys)

    place = "facts 21 to 60 are missing, and whether 1 to 20 are what was signed is not known"
    assert {LAST: f"{checkpoint}: the log ends at 20: {place}"} == found


TREES = {
    "a hash of a fact": ("UPDATE proof_tiles SET hashes = :hashes WHERE level = 0", "tree"),
    "too few": ("UPDATE proof_logs SET size = 400", "tiles"),
    "a node above": ("INSERT INTO proof_tiles VALUES (1, 0, :hashes)", "tiles"),
}


@pytest.mark.parametrize("name", TREES)
def test_what_was_done_to_the_tree_is_found(office, name):
    statement, part = TREES[name]
    values = {"hashes": bytes(32 * FACTS)} if ":hashes" in statement else {}
    office.change_tree(statement, **values)

    assert part in office.found()


def test_a_tile_that_is_gone_is_found(office):
    office.write(300)
    office.sign(office.settings.home / "signed.txt")
    office.change_tree("DELETE FROM proof_tiles WHERE number = 0 AND level = 0")

    assert {"tiles": "2 tiles do not belong to those below: 0/0, 1/0"} == office.found()


def test_a_signature_that_does_not_hold_is_found(office, taken):
    checkpoint, keys = taken
    text = checkpoint.read_text()
    checkpoint.write_text(text.replace("\n60\n", "\n59\n"))

    assert "does not hold" in office.found(checkpoint, keys=keys)["checkpoint"]


def test_a_key_nobody_knows_signs_nothing(office, taken):
    checkpoint, keys = taken
    note = read_note(checkpoint.read_text())
    forger = new_key(read_checkpoint(note).origin)
    checkpoint.write_text(signed(note.text, [forger]).written())

    assert "no key that is known" in office.found(checkpoint, keys=keys)["checkpoint"]


def test_a_checkpoint_of_another_log_is_none_of_this(office, taken):
    checkpoint, keys = taken
    key = KeyRing(office.settings.keys).made("unused")
    text = Checkpoint("another", 60, bytes(32)).text()
    checkpoint.write_text(signed(text, [key]).written())

    assert "it is of the log another" in office.found(checkpoint, keys=keys)["checkpoint"]


def test_a_key_of_one_log_signs_for_no_other_that_is_known_too(office, taken):
    checkpoint, keys = taken
    other = new_key("another")
    keys.write_text(f"{keys.read_text()}{other.public.written()}\n")
    note = read_note(checkpoint.read_text())

    for text, key in (
        (note.text, other),
        (Checkpoint("another", 60, bytes(32)).text(), KeyRing(office.settings.keys).made("unused")),
    ):
        checkpoint.write_text(signed(text, [key]).written())
        assert "no key that is known of that" in office.found(checkpoint, keys=keys)["checkpoint"]


@pytest.mark.parametrize("text", ["", "\0", "# nothing\n", "a+b+c\n"])
def test_a_file_of_keys_that_is_none_is_refused(office, taken, tmp_path, text):
    (tmp_path / "none.txt").write_text(text)

    with pytest.raises(CannotOpen):
        office.found(taken[0], keys=tmp_path / "none.txt")


def test_a_checkpoint_that_is_not_there_is_told(office, tmp_path):
    with pytest.raises(CannotOpen):
        office.found(tmp_path / "nowhere.txt")


def test_where_nothing_was_hashed_only_the_order_can_be_seen(given):
    office = Office(given())
    office.write(5)

    said = {one.about: one.seen for one in verify(office.settings, Asked())}

    assert {} == office.found()
    assert "0 facts as they were hashed, 5 not hashed yet" == said["tree"]


def test_where_there_is_no_ledger_none_is_made(given, tmp_path):
    settings = given(HOME=tmp_path / "nothing")

    with pytest.raises(CannotOpen):
        list(verify(settings, Asked()))
    assert not settings.home.exists()
