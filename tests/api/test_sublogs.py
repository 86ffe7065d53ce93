"""All facts of a council and year over HTTP and at the terminal, with the proof of it."""

import json
import sqlite3
from contextlib import closing
from uuid import UUID, uuid4

import pytest

from api.commands.sublog import FORM
from domain.facts import Event
from domain.proof.completeness import Completeness, Placed, are_all
from domain.proof.leaf import StoredFact
from domain.proof.note import bytes_of, read_checkpoint, read_note
from domain.proof.sublog import Part, SubLog
from domain.proof.tree import leaf_hash
from infra.proof.lines import read_lines
from infra.proof.tiles import FILE, members
from infra.wiring import front_door
from services.ports import Append
from tests.api.badges import AUDITOR
from tests.api.commanding import Desk
from tests.api.speech import refused
from tests.builders import WAITING
from tests.council import COUNCIL, SESSION, appointed, convened, seats
from tests.infra.writing import envelope

YEAR = envelope().recorded_at.year
FACTS: dict[UUID, Event] = {COUNCIL: appointed(*seats(3)), SESSION: convened(3)}


@pytest.fixture
def terminal(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a terminal in front of a house whose council was appointed and called."""
    monkeypatch.setenv("VINHDANH_HOME", str(desk.home))
    with front_door().open() as system:
        told = [Append(stream, 0, (fact,)) for stream, fact in FACTS.items()]
        system.ledger.append([Append(uuid4(), 0, WAITING), *told], envelope())
    return desk


def proof_of(said) -> Completeness:
    """Return the proof that an answer is."""
    placed = [
        Placed(
            SubLog(Part(UUID(one["council"]), one["year"]), one["count"], read(one["root"])),
            one["place"],
            [read(step) for step in one["hashes"]],
        )
        for one in said["placed"]
    ]
    return Completeness(Part(UUID(said["council"]), said["year"]), said["total"], placed)


def read(coded: str) -> bytes:
    """Return a hash."""
    return bytes_of(coded, "a hash")


def test_over_http_all_positions_of_a_council_and_year_come_with_their_proof(house, say):
    for stream, fact in FACTS.items():
        house.given(stream, fact)
    said = say(AUDITOR).get(f"/councils/{COUNCIL}/sub-log", year=YEAR).get_json()
    root = read_checkpoint(read_note(said["checkpoint"])).sublogs

    hashes = [leaf_hash(house.proofs.fact(one).leaf()) for one in said["positions"]]
    assert ([1, 2], True) == (said["positions"], are_all(proof_of(said), hashes, root))
    assert not are_all(proof_of(said), hashes[:1], root)


def test_of_a_council_nobody_knows_it_is_proved_that_there_is_nothing(house, say):
    house.given(SESSION, FACTS[SESSION])
    said = say(AUDITOR).get(f"/councils/{uuid4()}/sub-log", year=YEAR).get_json()
    root = read_checkpoint(read_note(said["checkpoint"])).sublogs

    assert ([], True) == (said["positions"], are_all(proof_of(said), [], root))


def test_positions_that_are_fewer_than_signed_are_refused_over_http(house, say):
    for stream, fact in FACTS.items():
        house.given(stream, fact)
    house.proofs.checkpoint()
    with house.proofs._engine.begin() as tx:
        tx.execute(members.delete().where(members.c.position == 2))

    refusal = say(AUDITOR).get(f"/councils/{COUNCIL}/sub-log", year=YEAR)
    assert (500, ["log-altered"]) == refused(refusal)


@pytest.mark.parametrize("year", ["", "0", "99999", "soon"])
def test_a_year_is_a_year(say, year):
    assert 422 == say(AUDITOR).get(f"/councils/{COUNCIL}/sub-log", year=year).status_code


def test_at_the_terminal_the_facts_come_along_and_prove_themselves(terminal):
    head, *lines = terminal.run("sub-log", str(COUNCIL), str(YEAR)).stdout.encode().splitlines(True)
    said, rows = json.loads(head), [row for row in read_lines(lines) if isinstance(row, StoredFact)]

    root = read_checkpoint(read_note(said["checkpoint"])).sublogs
    assert (FORM, [one.position for one in rows]) == (said["form"], said["positions"])
    hashes = [leaf_hash(row.leaf()) for row in rows]
    assert (2, True) == (len(rows), are_all(proof_of(said), hashes, root))


def test_at_the_terminal_facts_that_do_not_prove_to_be_all_are_refused(terminal):
    terminal.run("sub-log", str(COUNCIL), str(YEAR))
    with closing(sqlite3.connect(terminal.home / FILE)) as file, file:
        done = file.execute(f"DELETE FROM proof_sublog_facts WHERE council = '{COUNCIL.hex}'")
        assert 2 == done.rowcount

    said = terminal.run("sub-log", str(COUNCIL), str(YEAR))
    assert (1, "") == (said.exit_code, said.stdout)
    assert "log-altered: sub-logs are kept otherwise than they are signed" in said.stderr
