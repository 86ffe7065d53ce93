"""One number in the books of two wards that were merged: filed at one moment, one is admitted."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from threading import Barrier, BrokenBarrierError, local

import pytest

from domain.force import Force, Forces
from domain.nomination.basis import Basis, Entry
from domain.nomination.commands import FileNomination
from infra.ledger.ledger import StoreLedger
from services import handle
from services.ports import Append
from tests.infra.raced_keys import HEIR, WARDS, case_of, lineage, resting_on
from tests.infra.racing import PATIENCE, filed
from tests.infra.writing import envelope

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

KIN = "initiative-of-kin"
BOOKS = (WARDS[0], HEIR)
BINDS = Forces(chosen={KIN: Force.BINDS}, lineage=lineage())
WARNS = replace(BINDS, chosen={KIN: Force.WARNS})


def told(ward: int, forces: Forces, ledger: StoreLedger) -> FileNomination:
    """Enter the draft of a ward that counts the number from its own book; return its filing."""
    one = resting_on(Basis(initiatives=(Entry(BOOKS[ward], 2024, "12/SK"),)), ward, 0)
    case = case_of("kin", ward, 0)
    ledger.append([Append(case, 0, (one.told,))], envelope())
    return FileNomination(case, replace(one.hand, forces=forces))


def at_one_moment(append: Callable[..., int]) -> Callable[..., int]:
    """Return a way to write for which two wait for each other, the first time each of them does."""
    both, mine = Barrier(2, timeout=PATIENCE), local()

    def together(*given: object) -> int:
        if not getattr(mine, "waited", False):
            mine.waited = True
            with suppress(BrokenBarrierError):
                both.wait()
        return append(*given)

    return together


def race(ledger: StoreLedger, monkeypatch: pytest.MonkeyPatch, forces: Forces) -> list[str]:
    """Let both wards decide before either writes; return what became of them, in order."""
    orders = [told(ward, forces, ledger) for ward in range(2)]
    monkeypatch.setattr(ledger, "append", at_one_moment(ledger.append))
    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(lambda one: filed(one, ledger), orders))


def test_of_two_merged_wards_one_counts_the_number(ledger, monkeypatch):
    assert ["filed", KIN] == race(ledger, monkeypatch, BINDS)


def test_where_the_rule_warns_both_are_admitted(ledger, monkeypatch):
    assert ["filed", "filed"] == race(ledger, monkeypatch, WARNS)


def test_nothing_held_lets_both_in(ledger, monkeypatch):
    monkeypatch.setattr(handle, "kin_held", lambda *_: [])
    assert ["filed", "filed"] == race(ledger, monkeypatch, BINDS)


def test_a_case_that_names_both_books_holds_both(ledger):
    one = resting_on(Basis(initiatives=tuple(Entry(book, 2024, "12/SK") for book in BOOKS)), 0, 0)
    case = case_of("kin", 0, 0)
    ledger.append([Append(case, 0, (one.told,))], envelope())
    assert "filed" == filed(FileNomination(case, replace(one.hand, forces=BINDS)), ledger)
    assert KIN_OF_BOTH == filed(told(1, BINDS, ledger), ledger)


KIN_OF_BOTH = f"{KIN} initiative-used"
