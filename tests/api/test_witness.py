"""A witness before a real service: it looks, cosigns and hands over; the house publishes that."""

from pathlib import Path

import pytest
from flask import Flask, redirect

from domain.proof.note import WITNESS, keys_of, read_checkpoint, read_key, read_note
from infra.proof.keys import cosigners, new_key, signers
from infra.witness.desk import WitnessDesk
from services.witnessing import Unheard
from tests.api.badges import AUDITOR
from tests.builders import CASE, OTHER, at_submit, filed, minutes, opened_in_movement, report
from tests.stand_in_server import serving

WELL_KNOWN = "/.well-known/vinhdanh"
PLAIN = "text/plain"


@pytest.fixture
def service(house, app, tmp_path):
    """The address of a service with some facts; it reads of its witnesses in a file."""
    house.given(CASE, opened_in_movement, report, minutes, filed)
    (tmp_path / "witnesses.txt").touch()
    house.cosignatures = house.proofs.cosignatures(tmp_path / "witnesses.txt")
    with serving(app) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def web(app):
    return app.test_client()


@pytest.fixture
def witness(desk, web, tmp_path):
    """Run a command of a witness that knows the keys of the service."""
    keys = tmp_path / "keys.txt"

    def run(*said: str, name: str = "w1"):
        keys.write_text(web.get(f"{WELL_KNOWN}/keys").text)
        more = ("--name", f"{name}.example", "--keys", str(keys)) if said == ("new",) else ()
        return desk.run("witness", *said, "--folder", str(tmp_path / name), *more)

    return run


@pytest.fixture
def known(service, witness, tmp_path):
    """A witness that the house knows; its public key."""
    said = witness("new")
    with (tmp_path / "witnesses.txt").open("a") as file:
        file.write(said.stdout)
    return read_key(said.stdout.strip(), WITNESS)


@pytest.fixture
def token(tmp_path):
    (tmp_path / "token").write_text(f"{AUDITOR}\n")
    return str(tmp_path / "token")


def cosigned(tmp_path: Path, name: str = "w1") -> str:
    return (tmp_path / name / "cosigned.txt").read_text(encoding="utf-8")


def test_it_cosigns_hands_over_and_the_house_publishes_that(
    service, witness, known, token, web, tmp_path
):
    said = witness("look", "--from", service)

    assert 0 == witness("hand-in", "--to", service, "--token-file", token).exit_code
    assert "cosigned: 4 facts, seen for the first time\n" in said.stdout
    for address in ("checkpoint", "cosigned", "cosigned?witnesses=1"):
        published = web.get(f"{WELL_KNOWN}/{address}").text
        assert published == cosigned(tmp_path)
    note = read_note(published)
    assert [known] == list(cosigners(note, [known]))
    assert 1 == len(signers(note, keys_of(web.get(f"{WELL_KNOWN}/keys").text)))


def test_it_goes_on_where_it_was(house, service, witness, known, web, tmp_path):
    witness("look", "--from", service)
    house.given(OTHER, *at_submit)

    said = witness("look", "--from", service)

    assert (
        f"cosigned: {4 + len(at_submit)} facts, {len(at_submit)} more than before\n" in said.stdout
    )
    assert f"{4 + len(at_submit)}\n" == witness("seen").stdout
    assert 404 == web.get(f"{WELL_KNOWN}/cosigned").status_code


def test_what_is_older_is_still_published_when_the_log_went_on(
    house, service, witness, known, token, web
):
    witness("look", "--from", service)
    witness("hand-in", "--to", service, "--token-file", token)
    house.given(OTHER, *at_submit)

    note = read_note(web.get(f"{WELL_KNOWN}/cosigned").text)

    assert 4 == read_checkpoint(note).size
    assert 1 == len(read_note(web.get(f"{WELL_KNOWN}/checkpoint").text).signatures)


def altered(house) -> None:
    """Write the log anew and sign for it with the key of the house."""
    with house.proofs._engine.begin() as tx:
        tx.exec_driver_sql("UPDATE proof_tiles SET hashes = zeroblob(128)")
        tx.exec_driver_sql("DELETE FROM proof_checkpoints")


def test_a_log_that_was_written_anew_and_signed_is_told_loudly(
    house, service, witness, known, tmp_path
):
    witness("look", "--from", service)
    before = cosigned(tmp_path)
    altered(house)

    said = witness("look", "--from", service)

    assert (1, before) == (said.exit_code, cosigned(tmp_path))
    assert "forked: two checkpoints of 4 facts say different things" in said.stderr
    house.given(OTHER, *at_submit)
    assert "forked: " in witness("look", "--from", service).stderr


def test_a_shorter_log_shows_its_checkpoint_and_no_proof(service, web):
    told = web.get(f"{WELL_KNOWN}/growth?from=99").text

    assert told.startswith("old 99\n\nvinhdanh-")


def test_a_new_key_is_believed_since_the_old_one_handed_over(house, service, witness, known):
    witness("look", "--from", service)
    house.proofs.renew_key()
    house.given(OTHER, *at_submit)

    assert 0 == witness("look", "--from", service).exit_code


def test_by_files_it_goes_as_well(house, service, witness, known, web, tmp_path):
    growth = tmp_path / "growth.txt"
    growth.write_text(web.get(f"{WELL_KNOWN}/growth?from=0").text, encoding="utf-8")
    (tmp_path / "handovers.txt").write_text(web.get(f"{WELL_KNOWN}/handovers").text)

    assert 0 == witness("look", "--file", str(growth)).exit_code
    assert "new keys: none\n" == witness("follow", str(tmp_path / "handovers.txt")).stdout
    assert ["w1.example"] == list(house.cosignatures.take(cosigned(tmp_path)))


@pytest.mark.parametrize(
    "said", [(), ("--from", "http://a", "--file", "F"), ("--bus", "--file", "F")]
)
def test_it_is_told_where_to_look(witness, tmp_path, said):
    (tmp_path / "F").touch()
    told = witness("look", *(str(tmp_path / "F") if one == "F" else one for one in said))

    assert 2 == told.exit_code


def test_a_service_that_is_not_there_is_told(witness, known):
    assert "ftp" in witness("look", "--from", "ftp://a").stderr
    said = witness("look", "--from", "http://127.0.0.1:1")

    assert (1, True) == (said.exit_code, "http://127.0.0.1:1: " in said.stderr)


@pytest.fixture
def sent(service, web):
    """Hand something in as cosigned."""

    def send(written: str | bytes, kind: str = PLAIN, **headers: str):
        said = {"Authorization": f"Bearer {AUDITOR}", **headers}
        answer = web.post(
            f"{WELL_KNOWN}/cosignatures", data=written, content_type=kind, headers=said
        )
        return answer.status_code, answer.get_json().get("code")

    return send


def test_what_is_handed_in_is_a_checkpoint_of_ours_cosigned_by_a_known_witness(
    witness, known, service, sent, tmp_path, web
):
    witness("look", "--from", service)
    good, seer = cosigned(tmp_path), new_key("w1.example", WITNESS)
    note = read_note(good)
    strange = good + seer.cosign(note.text, 1).written()
    own = web.get(f"{WELL_KNOWN}/checkpoint").text

    assert (200, None) == sent(good) == sent(strange)
    assert (401, "token-missing") == sent(good, Authorization="")
    assert (403, "witness-unknown") == sent(own) == sent(own + seer.cosign(note.text, 1).written())
    assert (404, "checkpoint-unknown") == sent(good.replace("\n4\n", "\n3\n"))
    assert (422, "note-malformed") == sent("") == sent(b"\xff") == sent(spoilt(good))
    assert (415, "media-type-refused") == sent(good, "application/json")
    assert (413, "too-large") == sent("x" * 70_000)


def spoilt(written: str) -> str:
    """Return a cosigned note whose cosignature is of another moment."""
    note = read_note(written)
    last = note.signatures[-1]
    other = bytes([*last.signed[:7], last.signed[7] ^ 1, *last.signed[8:]])
    return written.replace(last.written(), type(last)(last.name, last.key, other).written())


def test_of_two_cosignatures_of_a_witness_the_younger_stays(house, known, service, tmp_path, web):
    key = WitnessDesk(tmp_path / "w1")._key()
    own = read_note(house.proofs.checkpoint().written())
    lines = [key.cosign(own.text, at).written() for at in (5, 9, 7)]

    for line in lines:
        house.cosignatures.take(own.written() + line)

    assert own.written() + lines[1] == web.get(f"{WELL_KNOWN}/cosigned").text
    assert 404 == web.get(f"{WELL_KNOWN}/cosigned?witnesses=2").status_code
    assert 422 == web.get(f"{WELL_KNOWN}/cosigned?witnesses=0").status_code


def test_a_token_goes_nowhere_else(known, service, tmp_path):
    other, path = Flask("other"), "/.well-known/vinhdanh/cosignatures"
    other.add_url_rule(path, view_func=lambda: redirect(f"{service}{path}"), methods=["POST"])

    with serving(other) as port, pytest.raises(Unheard, match="302"):
        WitnessDesk(tmp_path / "w1").hand_over(f"http://127.0.0.1:{port}", "a note", AUDITOR)


@pytest.mark.parametrize("content", [b"\xff", b"x" * 70_000])
def test_an_answer_that_is_no_text_or_too_much_is_not_heard(known, tmp_path, content):
    other = Flask("other")
    other.add_url_rule("/.well-known/vinhdanh/handovers", view_func=lambda: content)

    with serving(other) as port, pytest.raises(Unheard):
        WitnessDesk(tmp_path / "w1").ask(f"http://127.0.0.1:{port}")


@pytest.mark.parametrize("address", ["http://log.example.vn", "ftp://127.0.0.1"])
def test_a_token_is_sent_where_nobody_reads_it_or_not_at_all(tmp_path, address):
    with pytest.raises(Unheard, match="over https alone"):
        WitnessDesk(tmp_path / "w1").hand_over(address, "a note", AUDITOR)
