"""People lend each other one power at once: one is admitted; power is taken back meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from uuid import uuid4, uuid5

import pytest

from domain.delegation.commands import GrantDelegation
from domain.delegation.events import DelegationEnded
from domain.delegation.state import list_of
from domain.refusal import Refused
from infra.ledger.ledger import StoreLedger
from services.handle import Order, handle
from services.ports import Append
from tests.builders import APRIL, CASE, SECRETARY, SPACE, WAITING, WARD
from tests.infra.writing import envelope
from tests.lending import BASIS, ENDORSE, GIVEN, LENT, SCOPE, YEAR_END

PEOPLE = ("a", "b", "c")
PATIENCE = 120


def lending(who: str, race: int, ledger: StoreLedger, start: Barrier) -> str:
    """Lend power to the next one in a ring, at the same time as the others."""
    delegate = PEOPLE[(PEOPLE.index(who) + 1) % len(PEOPLE)]
    key, unit = uuid5(SPACE, f"{who} lends in race {race}"), f"{WARD}{race}"
    scope = replace(SCOPE, unit=unit)
    hand = replace(SECRETARY, actor=who, units=frozenset({unit}))
    order = GrantDelegation(key, hand, delegate, scope, "KT", APRIL, YEAR_END, BASIS)
    start.wait()
    try:
        handle(Order(order, uuid4(), "race"), ledger)
    except Refused as refused:
        return " ".join(sorted({one.code for one in refused.refusals}))
    return "granted"


def ring(ledger: StoreLedger, people: int, races: int) -> list[list[str]]:
    """Return what became of each ring of people who lend to each other."""
    start = Barrier(people, timeout=PATIENCE)

    def runs(who: str) -> list[str]:
        return [lending(who, race, ledger, start) for race in range(races)]

    with ThreadPoolExecutor(people) as pool:
        return [list(one) for one in zip(*pool.map(runs, PEOPLE[:people]), strict=True)]


def test_of_a_ring_of_people_who_lend_at_once_one_is_admitted(ledger):
    for race, became in enumerate(ring(ledger, 3, 25)):
        assert 1 == became.count("granted"), became
        assert {"granted", "delegation-chained"} >= set(became)
        assert 1 == len(ledger.read(list_of(f"{WARD}{race}")))


def test_power_taken_back_while_an_act_is_decided_is_seen(ledger, monkeypatch):
    before = replace(envelope(), actor="officer", effective_on=APRIL)
    ledger.append([Append(CASE, 0, WAITING), Append(LENT, 0, (GIVEN,))], before)
    append = ledger.append

    def meanwhile(appends, by):
        monkeypatch.setattr(ledger, "append", append)
        append([Append(LENT, 1, (DelegationEnded(APRIL, "meanwhile"),))], envelope())
        return append(appends, by)

    monkeypatch.setattr(ledger, "append", meanwhile)
    with pytest.raises(Refused) as refused:
        handle(Order(ENDORSE, uuid4(), "c"), ledger)
    assert ["delegation-revoked"] == [one.code for one in refused.value.refusals]
    assert len(WAITING) == len(ledger.read(CASE))
