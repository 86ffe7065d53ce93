"""Wards race for what one may have: one is admitted on every store, by two processes too."""

import sys
from collections.abc import Sequence
from contextlib import closing
from os import getpid
from uuid import UUID

import pytest

from domain.nomination.events import NominationFiled
from domain.nomination.keys import keys_of, place_keys
from domain.nomination.state import enriched
from domain.nomination.state import opened as dossier_of
from domain.register.claims import claim_stream
from domain.register.events import KeyClaimed
from infra.ledger.ledger import StoreLedger, open_ledger
from tests.infra.raced_keys import HEIR, KINDS, WARDS, Entrant, case_of, lineage
from tests.infra.racing import by_processes, by_threads

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

Races = Sequence[tuple[str, int]]


def races_of(many: int, kinds: Sequence[str] = tuple(KINDS)) -> Races:
    """Return so many races, for each kind of key in turn."""
    return [(kinds[race % len(kinds)], race) for race in range(many)]


def keys(one: Entrant) -> set[str]:
    """Return the keys of a draft as it is filed."""
    dossier = dossier_of(one.told)
    for paper in one.papers:
        dossier = enriched(dossier, paper)
    return {*keys_of(dossier), *place_keys(dossier, one.hand.forces)}


def holders(key: str, ledger: StoreLedger) -> list[object]:
    """Return who took a key, as it is written down."""
    return [one.holder for one in ledger.read(claim_stream(key)) if isinstance(one, KeyClaimed)]


def one_is_admitted(races: Races, outcomes: Sequence[Sequence[str]], ledger: StoreLedger) -> None:
    """Check that one is filed in each race, the others hear why, and have taken nothing."""
    for (kind, race), became in zip(races, zip(*outcomes, strict=True), strict=True):
        assert 1 == became.count("filed"), (kind, race, became)
        assert {"filed", KINDS[kind].code} == set(became)
        the_winner_took_all(kind, race, became.index("filed"), len(became), ledger)


def the_winner_took_all(kind: str, race: int, winner: int, wards: int, ledger: StoreLedger) -> None:
    """Check that one case alone is filed and holds its keys, and nobody holds those of others."""
    cases = [case_of(kind, ward, race) for ward in range(wards)]
    assert [cases[winner]] == [one for one in cases if is_filed(one, ledger)]
    taken = [keys(KINDS[kind].enters(ward, race)) for ward in range(wards)]
    assert any(one.startswith(f"{kind}/") for one in set.intersection(*taken))
    for key in set.union(*taken):
        assert cases[winner : winner + (key in taken[winner])] == holders(key, ledger), key


def is_filed(case: UUID, ledger: StoreLedger) -> bool:
    """Say whether the last fact of a case is that it was filed."""
    return isinstance(ledger.read(case)[-1], NominationFiled)


def race_through_processes(many: int, url: str) -> None:
    """Let two wards race, each in a process that is not this one, then look who won."""
    races = races_of(many)
    found = by_processes(2, races, url)
    assert 3 == len({getpid(), *(process for process, _ in found)})
    outcomes = [became for _, became in found]
    with closing(open_ledger(url)) as ledger:
        one_is_admitted(races, outcomes, ledger)
    won = [became.count("filed") for became in outcomes]
    sys.stdout.write(f"{many} races for {len(KINDS)} kinds of keys, won by each ward: {won}\n")


def test_the_wards_are_real_and_no_two_are_one():
    units = lineage().units
    assert units
    day = KINDS["place"].enters(0, 0).told.opened_on
    names = {one.name for code in WARDS if (one := units.unit(code, day))}
    assert len(WARDS) == len(names)
    later = KINDS["place"].enters(1, 0).told
    assert (HEIR, "10531") == (later.unit, WARDS[0])
    assert WARDS[0] in lineage().forerunners(HEIR, later.opened_on)


def test_eight_wards_race_for_each_kind_of_key_and_one_is_admitted(ledger):
    races = races_of(24, [kind for kind in KINDS if kind != "place"])
    one_is_admitted(races, by_threads(8, races, ledger), ledger)


def test_two_wards_race_each_in_a_process_of_its_own(durable_url):
    race_through_processes(28, durable_url)


@pytest.mark.drill
def test_ten_thousand_races_of_two_wards_admit_one_each(durable_url):
    race_through_processes(10_000, durable_url)
