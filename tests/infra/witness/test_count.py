"""The house counts witnesses that it knows now, each by its name once."""

import pytest

from domain.proof.note import WITNESS, read_checkpoint, read_note
from infra.proof.keys import new_key
from tests.infra.tampering import Office

SEERS = [new_key(name, WITNESS) for name in ("w1.example", "w1.example", "w2.example")]


@pytest.fixture
def office(given, tmp_path):
    made = Office(given(HOME=tmp_path / "house"))
    made.write(4)
    return made


def named(path, *seers) -> None:
    path.write_text("".join(f"{one.public.written()}\n" for one in seers))


def test_two_keys_of_one_witness_are_one_and_who_was_taken_out_none(office, tmp_path):
    path = tmp_path / "witnesses.txt"
    named(path, *SEERS)
    with office.proofs() as proofs:
        store = proofs.cosignatures(path)
        first = proofs.checkpoint()
        store.take(first.written() + "".join(one.cosign(first.text, 5).written() for one in SEERS))
        office.write(1)
        later = proofs.checkpoint()
        two = "".join(one.cosign(later.text, 6).written() for one in SEERS[:2])
        store.take(later.written() + two)

        assert [5, 4, None] == [size(store.newest(many)) for many in (1, 2, 3)]
        named(path, SEERS[2])
        assert [4, None] == [size(store.newest(many)) for many in (1, 2)]
        assert 2 == len(read_note(store.newest()).signatures)


def test_without_a_file_of_witnesses_nobody_counts(office, tmp_path):
    path = tmp_path / "witnesses.txt"
    named(path, SEERS[0])
    with office.proofs() as proofs:
        note = proofs.checkpoint()
        proofs.cosignatures(path).take(note.written() + SEERS[0].cosign(note.text, 5).written())

        assert proofs.cosignatures(None).newest() is None


def size(written: str | None) -> int | None:
    return read_checkpoint(read_note(written)).size if written else None
