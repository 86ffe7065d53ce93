"""Wards race for one achievement: one is admitted, on every store, each in its own process too."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from functools import partial
from os import getpid
from uuid import uuid5

import pytest

from domain.nomination.events import NominationFiled
from domain.nomination.keys import keys_of
from domain.nomination.state import opened as dossier_of
from domain.register.claims import claim_stream
from domain.register.events import KeyClaimed
from infra.ledger import StoreLedger, open_ledger
from services.ports import Append
from tests.builders import SPACE
from tests.infra.racing import WHOLE, by_processes, by_threads, case_of, filed, told
from tests.infra.writing import envelope

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new


def one_is_admitted(outcomes: Sequence[Sequence[str]], ledger: StoreLedger) -> None:
    """Check that one is filed in each race, that the others hear why, and one key is taken."""
    for race, became in enumerate(zip(*outcomes, strict=True)):
        assert 1 == became.count("filed")
        assert {"filed", "achievement-taken"} == set(became)
        winner = case_of(became.index("filed"), race)
        assert isinstance(ledger.read(winner)[-1], NominationFiled)
        key = keys_of(dossier_of(told(0, race)))[0]
        assert [KeyClaimed(key, winner)] == list(ledger.read(claim_stream(key)))


def race_through_processes(races: int, url: str) -> None:
    """Let two wards race, each in a process that is not this one, then look who won."""
    found = by_processes(2, races, url)
    assert 3 == len({getpid(), *(process for process, _ in found)})
    outcomes = [became for _, became in found]
    assert [races, races] == [len(became) for became in outcomes]
    with closing(open_ledger(url)) as ledger:
        one_is_admitted(outcomes, ledger)


def test_eight_wards_race_for_an_achievement_and_one_is_admitted(ledger):
    one_is_admitted(by_threads(8, 25, ledger), ledger)


def test_two_wards_race_each_in_a_process_of_its_own(durable_url):
    race_through_processes(25, durable_url)


def test_two_drafts_race_for_a_title_of_a_year_and_one_is_filed(ledger):
    title = replace(told(0, 0), ladder=replace(WHOLE, award="cstdcs", yearly=True), basis=None)
    for race in range(10):
        nominee = replace(title.nominee, ref=uuid5(SPACE, f"racer {race}"))
        cases = [case_of(draft, race) for draft in range(2)]
        for case in cases:
            words = replace(title, nominee=nominee, achievement=f"As {case} says")
            ledger.append([Append(case, 0, (words,))], envelope())
        with ThreadPoolExecutor(2) as pool:
            became = list(pool.map(partial(filed, ledger=ledger), cases))
        assert ["filed", "title-taken"] == sorted(became)


@pytest.mark.drill
def test_ten_thousand_races_of_two_wards_admit_one_each(durable_url):
    race_through_processes(10_000, durable_url)
