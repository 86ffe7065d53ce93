"""A key that handed over signs nothing longer any more, and has one heir, for whoever looks."""

from contextlib import suppress

import pytest

from domain.proof.handover import Handover, TwoHeirs
from domain.proof.note import BadNote, Checkpoint, keys_of
from domain.proof.witness import Alarm
from infra.proof import signing as proof_signing
from infra.proof.handovers import heirs
from infra.proof.keys import KeyRing, SigningKey, new_key, signed
from infra.witness.desk import WitnessDesk
from services.proofs import Asked
from services.upkeep import CannotOpen
from tests.infra.tampering import Office
from tests.infra.witness.test_witness import LOG, LOG40, handover, refused

SECOND, THIRD, THIEF = (new_key(LOG.name) for _ in range(3))


def of(size: int, *by):
    return signed(Checkpoint(LOG.name, size, bytes(32)).text(), by)


def test_an_old_key_counts_up_to_where_it_handed_over():
    found = heirs([LOG.public], handover(LOG, SECOND, 30) + handover(SECOND, THIRD, 50))

    assert [LOG.public] == list(found.signers(of(30, LOG)))
    assert [] == list(found.signers(of(31, LOG)))
    assert [SECOND.public] == list(found.signers(of(31, LOG, SECOND)))
    assert [[], [THIRD.public]] == [list(found.signers(of(51, one))) for one in (SECOND, THIRD)]


def test_what_was_handed_over_before_sizes_were_written_ends_with_the_next_one():
    before = handover(LOG, SECOND, None)

    assert [LOG.public] == list(heirs([LOG.public], before).signers(of(99, LOG)))
    later = heirs([LOG.public], before + handover(SECOND, THIRD, 50))
    assert [[LOG.public], []] == [list(later.signers(of(size, LOG))) for size in (50, 51)]


@pytest.mark.parametrize("turned", [False, True])
def test_two_heirs_of_one_key_are_told_in_whatever_order(turned):
    two = [handover(SECOND, THIRD), handover(SECOND, THIEF)]
    written = "".join(two[::-1] if turned else two)

    with pytest.raises(TwoHeirs, match=SECOND.public.id.hex()):
        heirs([LOG.public], handover(LOG, SECOND) + written)
    assert issubclass(TwoHeirs, BadNote)


def test_a_key_of_another_log_signs_nothing_of_this_one():
    other = new_key("other.example")

    assert [] == list(heirs([LOG.public, other.public], "").signers(of(3, other)))


@pytest.fixture
def desk(tmp_path):
    made = WitnessDesk(tmp_path / "witness")
    made.begin("w1.example", LOG.public.written())
    made.look(LOG40.shown(0, 20))
    made.follow(handover(LOG, SECOND, 30))
    return made


def test_a_witness_takes_nothing_by_the_old_key_from_there_on(desk):
    assert 30 == desk.look(LOG40.shown(20, 30)).size
    assert "key-retired" == refused(desk, LOG40.shown(30, 40))
    assert 40 == WitnessDesk(desk._folder).look(LOG40.shown(30, 40, SECOND)).size


def test_a_witness_remembers_who_took_over_and_alarms_at_another(desk):
    with pytest.raises(Alarm) as alarm:
        WitnessDesk(desk._folder).follow(handover(LOG, THIEF, 10**9))

    assert "two-heirs" == alarm.value.code
    assert "unknown-key" == refused(desk, LOG40.shown(20, 40, THIEF))
    with desk._book.held() as book:
        kept = book.execute("SELECT code, shown FROM refused").fetchall()
    assert [("two-heirs", handover(LOG, THIEF, 10**9))] == kept


@pytest.fixture
def office(given, tmp_path):
    made = Office(given(HOME=tmp_path / "house"))
    made.write(60)
    return made


def test_a_stolen_key_that_handed_over_is_refused_by_verify(office, tmp_path):
    keys, chain = office.keys(tmp_path / "keys.txt"), tmp_path / "handovers.txt"
    with office.proofs() as proofs:
        old = key(office)
        at = proofs.renew_key()
        chain.write_text(proofs.handovers())
        office.write(1)
        late = signed(proofs.checkpoint().text, [old])
    for name, note, said in (("at", at, False), ("late", late, True)):
        (tmp_path / name).write_text(note.written())
        wrong = office.wrong(Asked([tmp_path / name], keys, chain))
        assert said == ("had handed over before" in wrong.get("checkpoint", ""))

    stranger = new_key(old.name)
    twice = signed(Handover(stranger.public, 70).text(), [old, stranger]).written()
    chain.write_text(chain.read_text() + twice)
    with pytest.raises(CannotOpen, match="handed over twice"):
        office.wrong(Asked([tmp_path / "at"], keys, chain))


@pytest.mark.parametrize("where", ["_tell", "hand_over", "_keep"])
def test_a_renewal_that_dies_before_it_counts_changes_nothing(office, monkeypatch, where):
    with office.proofs() as proofs:
        first = proofs.checkpoint()
        with monkeypatch.context() as dying, suppress(InterruptedError):
            dying.setattr(proof_signing, where, dies)
            proofs.renew_key()
        office.write(1)

        assert first.signatures[0].key == proofs.checkpoint().signatures[0].key
        assert "" == proofs.handovers()
        assert 2 == len(proofs.renew_key().signatures)


def dies(*_: object) -> None:
    raise InterruptedError


def test_a_renewal_that_dies_after_it_counts_is_carried_through_by_who_signs_next(
    office, monkeypatch
):
    with office.proofs() as proofs:
        with monkeypatch.context() as dying, suppress(InterruptedError):
            dying.setattr(KeyRing, "take_over", dies)
            proofs.renew_key()
        office.write(1)
        note, (_, new) = proofs.checkpoint(), proofs.verifiers()

        assert new in heirs(proofs.verifiers()[:1], proofs.handovers()).signers(note)
        assert 1 == len(note.signatures)


def test_a_house_of_before_hands_over_with_a_size_from_now_on(office):
    with office.proofs() as proofs:
        proofs.checkpoint()
        old = key(office)
        proofs.renew_key()
        before = signed(Handover(key(office).public, None).text(), [old, key(office)]).written()
        office.change_tree("UPDATE proof_handovers SET note = :note", note=before)
        office.write(2)
        proofs.renew_key()
        found = heirs(proofs.verifiers()[:1], proofs.handovers())

    assert [None, 62] == [one.size for one in found.handovers.values()]
    assert 3 == len(found.keys)


def key(office: Office) -> SigningKey:
    """Return the key of the house that is in use."""
    found = KeyRing(office.settings.keys).current()
    assert found
    return found


def test_a_witness_that_died_while_it_was_made_is_made(tmp_path, monkeypatch):
    desk = WitnessDesk(tmp_path / "w")
    with monkeypatch.context() as dying, suppress(InterruptedError):
        dying.setattr(KeyRing, "made", dies)
        desk.begin("w1.example", LOG.public.written())
    assert keys_of((tmp_path / "w" / "log-keys.txt").read_text())

    desk.begin("w1.example", LOG.public.written())
    assert 20 == desk.look(LOG40.shown(0, 20)).size
    with pytest.raises(CannotOpen, match="a witness already"):
        desk.begin("w1.example", LOG.public.written())


def test_a_witness_without_its_key_is_not_begun_over_what_it_saw(desk):
    (desk._folder / "witness.key").unlink()

    with pytest.raises(CannotOpen, match="a witness already"):
        desk.begin("w1.example", LOG.public.written())
    assert 20 == desk.last().size
