"""Wards race for one achievement: one is admitted, on every store, through two processes too."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from threading import Barrier
from uuid import UUID, uuid4, uuid5

import pytest

from domain.nomination.basis import Basis, Entry
from domain.nomination.commands import FileNomination
from domain.nomination.events import NominationFiled, NominationOpened
from domain.nomination.keys import keys_of
from domain.nomination.state import opened as dossier_of
from domain.refusal import Refused
from domain.register.claims import claim_stream
from domain.register.events import KeyClaimed
from infra.ledger import StoreLedger, open_ledger
from services.handle import Order, handle
from services.ports import Append, Conflict
from tests.builders import LADDER, NOMINEE, OFFICER, SPACE, opened
from tests.infra.writing import envelope

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

PATIENCE = 120
WHOLE = replace(LADDER, papers=())


def case_of(ward: int, race: int) -> UUID:
    """Return the case of a ward in a race."""
    return uuid5(SPACE, f"ward {ward} race {race}")


def told(ward: int, race: int) -> NominationOpened:
    """Return a draft: each ward knows the person under another reference, and words it anew."""
    basis = Basis(achievement=Entry("31", 2025, str(race + 1)))
    nominee = replace(NOMINEE, ref=uuid5(SPACE, f"person of ward {ward}"))
    words = f"As ward {ward} says in race {race}"
    return replace(opened, nominee=nominee, achievement=words, ladder=WHOLE, basis=basis)


def filed_by(ward: int, races: int, ledger: StoreLedger, start: Barrier) -> Sequence[str]:
    """File the draft of a ward in each race; return what became of it."""
    became = []
    for race in range(races):
        case = case_of(ward, race)
        ledger.append([Append(case, 0, (told(ward, race),))], envelope())
        start.wait()
        try:
            handle(Order(FileNomination(case, OFFICER), uuid4(), "race"), ledger)
        except Refused as refused:
            became.append(" ".join(one.code for one in refused.refusals))
        except Conflict:
            became.append("busy")
        else:
            became.append("filed")
    return became


def race_for(doors: Sequence[StoreLedger], races: int) -> None:
    """Let one ward a door race; then one is filed each, the others hear why, one key is taken."""
    start = Barrier(len(doors), timeout=PATIENCE)
    with ThreadPoolExecutor(len(doors)) as pool:
        wards = range(len(doors))
        outcomes = list(pool.map(lambda w: filed_by(w, races, doors[w], start), wards))
    for race, became in enumerate(zip(*outcomes, strict=True)):
        assert 1 == became.count("filed")
        assert {"filed", "achievement-taken"} == set(became)
        winner = case_of(became.index("filed"), race)
        assert isinstance(doors[0].read(winner)[-1], NominationFiled)
        key = keys_of(dossier_of(told(0, race)))[0]
        assert [KeyClaimed(key, winner)] == list(doors[0].read(claim_stream(key)))


def test_eight_wards_race_for_an_achievement_and_one_is_admitted(ledger):
    race_for([ledger] * 8, races=25)


def test_two_wards_race_through_two_processes(durable_url):
    with closing(open_ledger(durable_url)) as one, closing(open_ledger(durable_url)) as other:
        race_for([one, other], races=25)


@pytest.mark.drill
def test_ten_thousand_races_of_two_wards_admit_one_each(durable_url):
    with closing(open_ledger(durable_url)) as one, closing(open_ledger(durable_url)) as other:
        race_for([one, other], races=10_000)
