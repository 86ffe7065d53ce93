"""Proofs over HTTP: a checkpoint to keep, and what a client can check with it alone."""

from base64 import b64decode

import pytest

from domain.proof.note import keys_of, read_checkpoint, read_note
from domain.proof.paths import is_consistent, is_included
from infra.proof.keys import signers
from tests.api.badges import AUDITOR
from tests.api.speech import refused
from tests.builders import CASE, OTHER, at_submit, filed, minutes, opened_in_movement, report

WELL_KNOWN = "/.well-known/vinhdanh"
FACTS = 4 + len(at_submit)


@pytest.fixture
def reader(house, say):
    """An auditor before a log of some facts."""
    house.given(CASE, opened_in_movement, report, minutes, filed)
    house.given(OTHER, *at_submit)
    return say(AUDITOR)


def bytes_of(*coded: str) -> list[bytes]:
    return [b64decode(one) for one in coded]


def test_a_checkpoint_is_signed_by_a_key_that_is_told(reader):
    said = reader.get("/checkpoint").get_json()
    note = read_note(said["note"])

    stand = read_checkpoint(note)
    assert (stand.origin, stand.size) == (said["origin"], said["size"])
    assert ([stand.root], FACTS) == (bytes_of(said["root"]), stand.size)
    assert 1 == len(signers(note, keys_of("\n".join(said["keys"]))))


def test_whoever_asks_gets_it_at_the_well_known_address(reader, app):
    note = app.test_client().get(f"{WELL_KNOWN}/checkpoint")
    keys = app.test_client().get(f"{WELL_KNOWN}/keys")

    assert "text/plain; charset=utf-8" == note.content_type == keys.content_type
    assert reader.get("/checkpoint").get_json()["note"] == note.text
    assert 1 == len(signers(read_note(note.text), keys_of(keys.text)))


@pytest.mark.parametrize("asked", ["", f"&size={FACTS}"])
def test_a_fact_is_proven_to_be_in_the_log_that_was_signed(reader, asked):
    stand = read_checkpoint(read_note(reader.get("/checkpoint").get_json()["note"]))

    said = reader.get(f"/proofs/inclusion?position=3{asked}").get_json()

    (leaf,), path = bytes_of(said["leaf_hash"]), bytes_of(*said["hashes"])
    assert is_included(leaf, said["position"], said["size"], path, stand.root)


def test_a_log_is_proven_to_have_grown_only(house, reader):
    old = read_checkpoint(read_note(reader.get("/checkpoint").get_json()["note"]))
    house.given(CASE, report)
    new = read_checkpoint(read_note(reader.get("/checkpoint").get_json()["note"]))

    said = reader.get(f"/proofs/consistency?from={old.size}").get_json()

    assert (old.size, new.size) == (said["from_size"], said["to_size"])
    assert [old.root, new.root] == bytes_of(said["from_root"], said["to_root"])
    assert is_consistent(old.size, new.size, bytes_of(*said["hashes"]), old.root, new.root)


@pytest.mark.parametrize(
    "address",
    [
        "/proofs/inclusion?position=999",
        "/proofs/inclusion?position=1&size=999",
        "/proofs/inclusion?position=3&size=2",
        "/proofs/consistency?from=999",
        "/proofs/consistency?from=1&to=999",
        "/proofs/consistency?from=2&to=1",
    ],
)
def test_what_the_log_does_not_hold_is_a_problem(reader, address):
    assert (422, ["position-unknown"]) == refused(reader.get(address))


@pytest.mark.parametrize(
    "address",
    [
        "/checkpoint?size=1",
        "/proofs/inclusion",
        "/proofs/inclusion?position=0",
        "/proofs/inclusion?position=1&size=0",
        "/proofs/consistency",
        "/proofs/consistency?from=-1",
    ],
)
def test_what_asks_for_no_proof_is_a_problem(reader, address):
    assert "query-invalid" in refused(reader.get(address))[1]


def test_a_log_that_was_altered_is_not_signed_for(house, reader):
    reader.get("/checkpoint")
    with house.proofs._engine.begin() as tx:
        tx.exec_driver_sql("UPDATE proof_logs SET size = size + 7")

    assert (500, ["log-altered"]) == refused(reader.get("/checkpoint"))
    assert (500, ["log-altered"]) == refused(reader.get("/proofs/inclusion?position=1"))
