"""Wards that race for one achievement: threads beside one ledger, or a process for each ward."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from multiprocessing import get_context
from os import getpid
from threading import Barrier
from typing import Protocol
from uuid import UUID, uuid4, uuid5

from domain.nomination.basis import Basis, Entry
from domain.nomination.commands import FileNomination
from domain.nomination.events import NominationOpened
from domain.refusal import Refused
from infra.ledger import StoreLedger, open_ledger
from services.handle import Order, handle
from services.ports import Append, Conflict
from tests.builders import LADDER, NOMINEE, OFFICER, SPACE, opened
from tests.infra.writing import envelope

PATIENCE = 120
WHOLE = replace(LADDER, papers=())
SPAWN = get_context("spawn")


class Start(Protocol):
    """Where a ward waits until all are ready."""

    def wait(self) -> int:
        """Wait for the others."""
        ...


def case_of(ward: int, race: int) -> UUID:
    """Return the case of a ward in a race."""
    return uuid5(SPACE, f"ward {ward} race {race}")


def told(ward: int, race: int) -> NominationOpened:
    """Return a draft: each ward knows the person under another reference, and words it anew."""
    basis = Basis(achievement=Entry("31", 2025, str(race + 1)))
    nominee = replace(NOMINEE, ref=uuid5(SPACE, f"person of ward {ward}"))
    words = f"As ward {ward} says in race {race}"
    return replace(opened, nominee=nominee, achievement=words, ladder=WHOLE, basis=basis)


def filed(case: UUID, ledger: StoreLedger) -> str:
    """File a draft; return what became of it."""
    try:
        handle(Order(FileNomination(case, OFFICER), uuid4(), "race"), ledger)
    except Refused as refused:
        return " ".join(one.code for one in refused.refusals)
    except Conflict:
        return "busy"
    return "filed"


def filed_by(ward: int, races: int, ledger: StoreLedger, start: Start) -> Iterator[str]:
    """File the draft of a ward in each race, all wards at once; yield what became of each."""
    for race in range(races):
        case = case_of(ward, race)
        ledger.append([Append(case, 0, (told(ward, race),))], envelope())
        start.wait()
        yield filed(case, ledger)


def by_threads(wards: int, races: int, ledger: StoreLedger) -> list[list[str]]:
    """Let wards race in threads beside one ledger; return what became of each ward's drafts."""
    start = Barrier(wards, timeout=PATIENCE)
    with ThreadPoolExecutor(wards) as pool:
        return list(pool.map(lambda ward: [*filed_by(ward, races, ledger, start)], range(wards)))


def race_alone(url: str, ward: int, races: int, start: Start) -> tuple[int, list[str]]:
    """Race in a process of one's own; return its number, and what became of the drafts."""
    with closing(open_ledger(url)) as ledger:
        return getpid(), [*filed_by(ward, races, ledger, start)]


def by_processes(wards: int, races: int, url: str) -> Sequence[tuple[int, list[str]]]:
    """Let each ward race in a process of its own on the store of *url*."""
    with SPAWN.Manager() as manager, SPAWN.Pool(wards) as pool:
        start = manager.Barrier(wards, timeout=PATIENCE)
        orders = [(url, ward, races, start) for ward in range(wards)]
        return pool.starmap(race_alone, orders, chunksize=1)
