"""What one act costs when the log holds ten thousand facts, and when it holds a million."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter
from uuid import UUID

from bench import life
from bench.acts_http import DONE, SAID
from bench.filling import fill, wait_in_ward
from bench.load import Job, Load, load_process
from bench.rounds import Results, Run, Sample, sample, take_turns
from bench.servers import house, request, settle, token
from bench.table import Aim, Line, millis, number
from bench.workshop import POSTGRES, Workshop
from infra.ledger.ledger import StoreLedger, open_ledger
from infra.views.database import open_views
from projections.catalogue import VIEWS
from projections.rebuild import rebuild
from services.handle import handle

SMALL, LARGE = "small", "large"
AIM, MOST = "about 1", 1.25  # times as slow: what two runs of one log differ by


@dataclass(frozen=True, slots=True)
class Site:
    """One log: where it lies, how many facts it had to begin with, and cases that wait in it."""

    url: str
    home: Path
    facts: int
    cases: Iterator[UUID]


def measure(workshop: Workshop) -> Iterator[Line]:
    """Act in both logs in turns: at the services, then over HTTP."""
    acts, rounds = workshop.much(400, quick=10), workshop.much(7, quick=1)
    for store in workshop.stores:
        with ExitStack() as open_all:
            sites = {
                SMALL: _site(workshop, store, workshop.much(10_000, quick=100), open_all),
                LARGE: _site(workshop, store, workshop.much(1_000_000, quick=1_000), open_all),
            }
            found = take_turns(_at_services(sites, acts, open_all), rounds)
            yield _line("read, decide and write", store, sites, found)
            yield _rebuilt(store, sites)
            found = take_turns(_over_http(sites, acts, open_all), rounds)
            yield _line("over HTTP", store, sites, found)


def _site(workshop: Workshop, store: str, facts: int, open_all: ExitStack) -> Site:
    """Fill a log."""
    url = open_all.enter_context(workshop.store(store))
    home = open_all.enter_context(workshop.home())
    fill(url, facts)
    waiting = wait_in_ward(url, workshop.much(8_000, quick=60))
    return Site(url, home, facts, iter(waiting))


def _at_services(sites: Mapping[str, Site], acts: int, open_all: ExitStack) -> dict[str, Run]:
    """Return what acts at the services, one act after the other."""

    def run(site: Site, ledger: StoreLedger) -> Sample:
        took = [_act(next(site.cases), ledger) for _ in range(acts)]
        return sample(sum(took), took)

    ledgers = {
        name: open_all.enter_context(closing(open_ledger(site.url))) for name, site in sites.items()
    }
    return {name: partial(run, site, ledgers[name]) for name, site in sites.items()}


def _act(case: UUID, ledger: StoreLedger) -> float:
    began = perf_counter()
    handle(life.order(life.endorsement(case), str(case)), ledger)
    return perf_counter() - began


def _rebuilt(store: str, sites: Mapping[str, Site]) -> Line:
    """Give both logs their views, and tell how long that took for the large one."""
    for site in sites.values():
        engine = open_views(site.home, site.url if store == POSTGRES else f"sqlite:///{site.url}")
        with closing(open_ledger(site.url)) as ledger:
            began = perf_counter()
            last = rebuild(VIEWS, ledger, engine)
            took = perf_counter() - began
        engine.dispose()
    return Line(
        f"rebuild of all views, {last:,} facts", store, f"{number(last / took)} facts/s, once"
    )


def _over_http(sites: Mapping[str, Site], acts: int, open_all: ExitStack) -> dict[str, Run]:
    """Return what acts over one connection."""

    def run(site: Site, port: int, bearer: str) -> Sample:
        version = life.waiting_version()
        asked = [request(next(site.cases), version, bearer, SAID) for _ in range(acts)]
        found = load(Job(port, 1, asked))
        if not found.statuses.keys() <= DONE:
            raise RuntimeError(f"the house answered {found.statuses}")
        settle(port, bearer)
        return sample(found.seconds, found.took)

    load: Load = open_all.enter_context(load_process())
    runs: dict[str, Run] = {}
    for name, site in sites.items():
        bearer = token(site.home, life.SECRETARY.actor, "council-secretary", life.WARD)
        port = open_all.enter_context(house(site.home, site.url))
        settle(port, bearer)
        runs[name] = partial(run, site, port, bearer)
    return runs


def _line(way: str, store: str, sites: Mapping[str, Site], found: Results) -> Line:
    large, small = found.middle(LARGE), found.middle(SMALL)
    slowness = found.slowness(LARGE, SMALL)
    return Line(
        f"one act at {sites[LARGE].facts:,} facts, {way}",
        store,
        f"p50 {millis(large.p50)}",
        f"at {sites[SMALL].facts:,} facts: p50 {millis(small.p50)}",
        str(slowness),
        Aim(AIM, slowness.middle < MOST),
    )
