"""What the tree over the log costs an act, and how long a proof and a verification take."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from time import perf_counter, process_time
from uuid import UUID

from bench import life
from bench.councils import appoint, appoint_again
from bench.filling import fill, wait_in_ward
from bench.offline import verified
from bench.table import Aim, Line, millis, number
from bench.workshop import POSTGRES, Workshop
from domain.proof.paths import is_included
from infra.database_url import parse_database
from infra.ledger.ledger import StoreLedger, open_ledger
from infra.proof.log import ProofLog
from infra.proof.tiles import open_proofs
from services.handle import handle

GATHERED = 100  # acts between two looks of the follower; a busy house does more in its second
MOST_PERCENT, MOST_MILLIS = 15, 20
PROOFS = 200
COUNCILS = 1_000  # a sub-log each: those of a province's wards in a few years
OF_A_COUNTRY = 19_000  # and as many more for the communes of all provinces
OLD, NEW = 9, 1  # facts of councils beside each 100 acts there: in sub-logs that are, and new ones
"""
A sub-log begins once a year for each council, some 3,400 a year in a country of 3,321 communes;
one for each 100 acts would be a country of 340,000 acts a year, a hundred for each commune.
"""


def measure(workshop: Workshop) -> Iterator[Line]:
    """Hash a log, act on it with the tree following, and prove."""
    facts, acts = workshop.much(1_000_000, quick=1_000), workshop.much(2_000, quick=100)
    for store in workshop.stores:
        with ExitStack() as open_all:
            url = open_all.enter_context(workshop.store(store))
            home = open_all.enter_context(workshop.home())
            fill(url, facts)
            cases = wait_in_ward(url, 3 * acts)
            appoint(url, COUNCILS)
            ledger = open_all.enter_context(closing(open_ledger(url)))
            address = url if store == POSTGRES else f"sqlite:///{url}"
            proofs = _tree(home, address, ledger, open_all)
            yield _hashed(store, proofs)
            # A busy house looks each second, and signs for whoever asks: at most once a look.
            yield _followed("the tree", store, cases[:acts], ledger, proofs.size)
            mine, rest = cases[acts : 2 * acts], cases[2 * acts :]
            yield _followed(_over(COUNCILS), store, mine, ledger, proofs.checkpoint)
            more = appoint(url, workshop.much(OF_A_COUNTRY, quick=COUNCILS))
            meet = partial(_meet, url, iter(more))
            name = f"{_over(COUNCILS + len(more))}, {OLD + NEW} facts of councils too"
            yield _followed(name, store, rest, ledger, proofs.checkpoint, meet)
            yield _proven(store, proofs)
            yield verified(store, address, home, proofs)


def _over(sublogs: int) -> str:
    return f"the tree, and a checkpoint over {sublogs:,} sub-logs signed each look"


def _meet(url: str, councils: Iterator[UUID]) -> None:
    appoint_again(url, islice(councils, OLD))
    appoint(url, NEW)


def _tree(home: Path, url: str, ledger: StoreLedger, open_all: ExitStack) -> ProofLog:
    engine = open_proofs(home, parse_database(url))
    open_all.callback(engine.dispose)
    return ProofLog(ledger, engine, home / "keys")


def _hashed(store: str, proofs: ProofLog) -> Line:
    began = perf_counter()
    size = proofs.size()
    rate = number(size / (perf_counter() - began))
    return Line(f"hashing a log of {size:,} facts", store, f"{rate} facts/s, once")


def _followed(
    what: str,
    store: str,
    cases: list[UUID],
    ledger: StoreLedger,
    look: Callable[[], object],
    meanwhile: Callable[[], None] = lambda: None,
) -> Line:
    """
    Compare processor time in one process: acts, and a look at the log after so many of them.

    What happens *meanwhile* is looked at too, and not counted among the acts.
    """
    look()
    acting = taking = 0.0
    for first in range(0, len(cases), GATHERED):
        began = process_time()
        for case in cases[first : first + GATHERED]:
            handle(life.order(life.endorsement(case), str(case)), ledger)
        acting += process_time() - began
        meanwhile()
        began = process_time()
        look()
        taking += process_time() - began
    percent = 100 * taking / acting
    ours = f"{1_000_000 * taking / len(cases):.0f} us of an act of"
    beside = f"{1_000_000 * acting / len(cases):.0f} us at the services"
    said, aim = f"{percent:.1f} %", Aim(f"{MOST_PERCENT} %", percent < MOST_PERCENT)
    return Line(f"{what}, a share of an act", store, ours, beside, said, aim)


def _proven(store: str, proofs: ProofLog) -> Line:
    dice, took, size = Random(1), list[float](), proofs.size()
    for position in (dice.randrange(1, size + 1) for _ in range(PROOFS)):
        began = perf_counter()
        said = proofs.inclusion(position, size)
        took.append(perf_counter() - began)
        if not is_included(said.leaf, position, size, said.path, said.root):
            raise RuntimeError(f"position {position} is not proven")
    took.sort()
    p50, p99 = took[PROOFS // 2], took[-PROOFS // 100]
    shown, aim = f"p50 {millis(p50)}, p99 {millis(p99)}", _in_time(p99)
    return Line(f"a proof of inclusion, {size:,} facts", store, shown, aim=aim)


def _in_time(seconds: float) -> Aim:
    return Aim(f"{MOST_MILLIS} ms", seconds * 1_000 < MOST_MILLIS)
