"""Honest logs by the thousand, of every size, store, key and witness: no verifier blames one."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

import pytest

from domain.proof.handover import Handover
from domain.proof.note import WITNESS, Note
from infra.proof.check import Trusted
from infra.proof.export import exported
from infra.proof.handovers import heirs
from infra.proof.keys import SigningKey, new_key, signed
from services.proofs import Asked
from tests.infra.tampering import Office
from tests.proving.houses import ORIGIN, Rows, kept, stands, verified
from tests.proving.logs import log
from tests.proving.places import wrong
from tests.verifying.runners import VERIFIER
from tests.verifying.small_log import line

KEYS = [new_key(ORIGIN) for _ in range(4)]
SEERS = [new_key(f"inspector.example/w{number}", WITNESS) for number in range(3)]
LARGEST, TYPICAL = 900, 40


@dataclass
class Honest:
    """An honest house: its facts, at which sizes it signed, when its key changed, who cosigned."""

    rows: Rows
    renewals: Sequence[int] = ()
    witnesses: Sequence[SigningKey] = ()
    quorum: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)

    def key(self, size: int) -> SigningKey:
        """Return the key in use at a size."""
        return KEYS[sum(size >= one for one in self.renewals)]

    def sign(self, sizes: Sequence[int]) -> None:
        """Sign at some sizes, where the key changes with both; witnesses cosign."""
        for size, stand in stands(self.rows, sizes).items():
            both = [KEYS[at] for at, one in enumerate(self.renewals) if one == size]
            note = signed(stand.text(), [*both, self.key(size)])
            seen = [one.cosign(note.text, size) for one in self.witnesses]
            written = Note(note.text, (*note.signatures, *seen)).written()
            self.notes.append((f"taken-{size}", written))

    def handovers(self) -> str:
        """Return how each key handed over to the next."""
        pairs = zip(pairwise(KEYS), self.renewals, strict=False)
        told = (signed(Handover(new.public, at).text(), [old, new]) for (old, new), at in pairs)
        return "".join(one.written() for one in told)


def honest(dice: Random) -> Honest:
    """Return an honest house of some size."""
    size = dice.randrange(LARGEST if dice.random() < 0.02 else 2 * TYPICAL)
    changes = min(size, dice.choice((0, 0, 0, 1, 2, 3)))
    renewals = sorted(dice.sample(range(1, size + 1), changes))
    seers = dice.sample(SEERS, dice.choice((0, 0, 1, 2, 3)))
    made = Honest(log(size, dice), renewals, seers, dice.randrange(len(seers) + 1))
    sizes = {dice.randrange(size + 1) for _ in range(dice.randrange(1, 6))}
    made.sign(sorted({*sizes, *renewals} if dice.random() < 0.5 else sizes))
    return made


def blamed(one: Honest, dice: Random) -> dict[str, str]:
    """Return what the verifier of the package finds wrong, as an auditor who has the first key."""
    known = heirs([KEYS[0].public], one.handovers())
    public = [seer.public for seer in one.witnesses]
    of = kept(one.rows, *KEYS)
    of = of if dice.random() < 0.5 else of.elsewhere()
    return wrong(verified(one.rows, of, one.notes, Trusted(known, public, one.quorum)))


def blamed_by_the_file(one: Honest) -> list[object]:
    """Return what the one-file verifier finds wrong; an empty export is none to it."""
    trust, lines = trusted_by_the_file(one), [line(row) for row in one.rows]
    found = VERIFIER.verify_export(lines, dict(one.notes), trust.keys(VERIFIER.Known()), trust)
    return [each for each in found if not each.holds and each.code != "nothing-read"]


def trusted_by_the_file(one: Honest):
    """Return whom an auditor with the first key believes; a quorum of none asks for no witness."""
    first = VERIFIER.keys(KEYS[0].public.written())
    if not one.quorum:
        return VERIFIER.Trust(first, one.handovers())
    public = "".join(f"{seer.public.written()}\n" for seer in one.witnesses)
    seers = VERIFIER.keys(public, VERIFIER.WITNESS)
    return VERIFIER.Trust(first, one.handovers(), seers, one.quorum)


def alarms(count: int, seed: int) -> Iterator[object]:
    """Verify so many honest houses in memory, one in ten by the one file too; yield any blame."""
    dice = Random(seed)
    for number in range(count):
        one = honest(dice)
        if found := blamed(one, dice):
            yield number, found
        if number % 10 == 0 and (told := blamed_by_the_file(one)):
            yield number, told


def lives_on(office: Office, dice: Random) -> None:
    """Let a house in a store do what houses do."""
    office.write(dice.randrange(1, 40), streams=dice.randrange(1, 9))
    with office.proofs() as proofs:
        for act in dice.sample(("checkpoint", "renew_key", "rehash", "size"), dice.randrange(4)):
            getattr(proofs, act)()


def alarms_of_stores(offices: Sequence[Office], count: int, folder, seed: int) -> Iterator[object]:
    """Verify houses in stores, and their exports, again and again while they live on."""
    dice, export, keys = Random(seed), folder / "export.jsonl", folder / "keys.txt"
    for number in range(count):
        office = dice.choice(offices)
        lives_on(office, dice)
        if found := office.found():
            yield number, found
        export.write_bytes(b"".join(exported(office.settings)))
        note = office.sign(folder / "note.txt")
        asked = Asked((note,), office.keys(keys), export=export)
        if found := office.wrong(asked):
            yield number, found


def test_honest_logs_are_not_blamed(given, tmp_path):
    office = Office(given(HOME=tmp_path / "house"))

    assert [] == [*alarms(60, 1), *alarms_of_stores([office], 4, tmp_path, 2)]


@pytest.mark.drill
@pytest.mark.parametrize("seed", range(10))
def test_ten_thousand_honest_logs_are_not_blamed(seed, say):
    found = [*alarms(970, seed)]

    say(f"970 honest logs verified, drawn by {seed}, {len(found)} alarms")
    assert [] == found[:9]


@pytest.mark.drill
@pytest.mark.postgres
def test_three_hundred_honest_logs_in_stores_are_not_blamed(given, postgres_url, tmp_path, say):
    offices = [Office(given(HOME=tmp_path / f"house-{number}")) for number in range(4)]
    offices.append(Office(given(HOME=tmp_path / "server", DATABASE_URL=postgres_url)))
    found = [*alarms_of_stores(offices, 300, tmp_path, 4)]

    say(f"300 honest logs in files and PostgreSQL verified, {len(found)} alarms")
    assert [] == found[:9]


@pytest.mark.drill
@pytest.mark.postgres
def test_three_hundred_honest_logs_in_postgresql_are_not_blamed(
    given, postgres_server, tmp_path, say
):
    with ExitStack() as lent:
        urls = [lent.enter_context(postgres_server.database()) for _ in range(3)]
        homes = [tmp_path / f"server-{number}" for number in range(3)]
        places = zip(homes, urls, strict=True)
        offices = [Office(given(HOME=home, DATABASE_URL=url)) for home, url in places]
        found = [*alarms_of_stores(offices, 300, tmp_path, 5)]

    say(f"300 honest logs in PostgreSQL verified, {len(found)} alarms")
    assert [] == found[:9]
