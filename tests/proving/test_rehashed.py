"""A log altered, hashed anew and signed with the stolen key: found by what was taken outside."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from domain.proof.note import read_checkpoint, read_note
from domain.proof.witness import Alarm
from infra.proof.export import exported
from infra.proof.keys import KeyRing
from infra.witness.desk import WitnessDesk
from tests.infra.tampering import Office
from tests.infra.witness.test_witness import History
from tests.proving.bits import columns
from tests.proving.edits import EDITS, GAPS, Rows, edited, first_other
from tests.proving.houses import hashes
from tests.proving.logs import log
from tests.proving.places import places
from tests.proving.test_bits import raw
from tests.proving.test_edits import bounds

WAYS = [one for one in EDITS if one not in GAPS]


@dataclass(frozen=True)
class Outside:
    """What others hold: checkpoints by size, keys, an export, and a witness who saw all."""

    notes: dict[int, Path]
    keys: Path
    export: Sequence[bytes]
    witness: WitnessDesk


def lay(office: Office, rows: Rows) -> None:
    """Let the ledger hold these rows and no others."""
    office.put([raw(columns(one)) for one in rows])


def lived(office: Office, rows: Rows, sizes: Sequence[int], folder: Path) -> Outside:
    """Let a house live up to *rows* and sign at some sizes; return what was taken meanwhile."""
    folder.mkdir()
    office.write(1)
    taken = {}
    for size in sizes:
        lay(office, rows[:size])
        taken[size] = office.sign(folder / f"{size}.txt")
    desk, keys = WitnessDesk(folder / "witness"), office.keys(folder / "keys.txt")
    desk.begin("inspector.example/w", keys.read_text())
    desk.look(f"old 0\n\n{taken[max(sizes)].read_text()}")
    return Outside(taken, keys, [*exported(office.settings)], desk)


def hashed_anew(office: Office, rows: Rows) -> str:
    """Put *rows* in, hash and sign all of it anew with the stolen key; return what it says."""
    lay(office, rows)
    office.change_tree("DELETE FROM proof_checkpoints")
    with office.proofs() as proofs:
        proofs.rehash()
        return proofs.checkpoint().written()


def missed(office: Office, outside: Outside, sound: Rows, rows: Rows, dice: Random) -> list[str]:
    """Return what does not find, at its place, that the log is not what it was."""
    first, note = first_other(sound, rows), hashed_anew(office, rows)
    said = [by_checkpoints(office, outside, first, dice), by_export(office, outside, first)]
    if office.found().keys() - {"versions"}:
        said.append("the house itself tells of it")
    if is_cosigned(outside.witness, rows, note, office):
        said.append("the witness cosigned")
    return [one for one in said if one]


def by_checkpoints(office: Office, outside: Outside, first: int, dice: Random) -> str:
    """Say which checkpoints taken outside, the last and some others, do not tell the place."""
    held = {max(outside.notes), *dice.sample(sorted(outside.notes), dice.randrange(4))}
    found = office.found(*(outside.notes[one] for one in held), keys=outside.keys)
    told = {one: place for one, place in places(found).items() if one.startswith("checkpoint")}
    due = {f"checkpoint of {one} facts": place for one, place in bounds(sorted(held), first)}
    return "" if are_told(told, due, first) else f"first {first}: {told} for {due}"


def by_export(office: Office, outside: Outside, first: int) -> str:
    """Say whether the first line that differs from an export that was kept is another."""
    now = [*exported(office.settings)]
    line = next(at for at, one in enumerate(outside.export) if now[at : at + 1] != [one]) + 1
    return "" if line == first else f"the export: {line} for {first}"


def are_told(told: dict[str, range], due: dict[str, range], first: int) -> bool:
    """Say whether each checkpoint that covers the place tells it, as narrowly as the others let."""
    fits = (first in told[one] and told[one] in {due[one], range(first, first + 1)} for one in told)
    return told.keys() == due.keys() and all(fits)


def is_cosigned(desk: WitnessDesk, rows: Rows, note: str, office: Office) -> bool:
    """Say whether the witness cosigns what the thief signs; the best proof there is comes along."""
    key = KeyRing(office.settings.keys).current()
    with suppress(Alarm):
        stand, seen = read_checkpoint(read_note(note)), desk.seen()
        shown = History(*hashes(rows)).shown(min(seen, stand.size), key=key)
        desk.look(shown)
        return True
    return False


def tries(office: Office, folder: Path, facts: int, times: int, seed: int) -> list[list[str]]:
    """Alter a log and hash it anew again and again; return what did not find it."""
    dice = Random(seed)
    sound = log(facts, dice)
    sizes = sorted({facts, *dice.sample(range(1, facts), 6)})
    outside = lived(office, sound, sizes, folder)
    found = list[list[str]]()
    for number in range(times):
        rows = edited(sound, WAYS[number % len(WAYS)], dice) or sound[:1]
        if said := missed(office, outside, sound, rows, dice):
            found.append([WAYS[number % len(WAYS)], *said])
    return found


def test_hashed_anew_with_the_stolen_key_it_is_found_by_what_was_taken(given, tmp_path):
    office = Office(given(HOME=tmp_path / "house"))

    assert [] == tries(office, tmp_path / "taken", 30, 10, 1)


@pytest.mark.drill
@pytest.mark.parametrize("seed", range(4))
def test_a_thousand_times_hashed_anew_it_is_found_by_what_was_taken(given, tmp_path, seed, say):
    office = Office(given(HOME=tmp_path / "house"))
    found = tries(office, tmp_path / "taken", 200, 250, seed)

    say(f"250 times log {seed} hashed anew and signed with the stolen key, {len(found)} not found")
    assert [] == found[:9]
