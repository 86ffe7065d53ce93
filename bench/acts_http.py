"""
Acts a second over HTTP, beside the same server that answers one INSERT for each request.

The aim is read against our own application with the order replaced by that INSERT, for that is
the same server; the bare one does neither ask for a token nor read a form nor write a log line.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from uuid import UUID, uuid4

from bench import life
from bench.filling import fold_views, wait_in_ward
from bench.load import Job, Load, load_process
from bench.one_insert import BARE, GATED
from bench.rounds import Results, Run, Sample, sample, take_turns
from bench.servers import house, peer, request, settle, token
from bench.table import Aim, Line, millis, number
from bench.workshop import POSTGRES, SQLITE, Workshop

OURS = "ours"
DONE = {200, 201}
LEAST = 0.70  # of our own gate
KEPT = {(SQLITE, 1): 0.45, (SQLITE, 8): 0.50, (POSTGRES, 1): 0.45, (POSTGRES, 8): 0.30}
"""What an act has been at least, by store and connections: the aim is missed (bench/README.md)."""
SAID = {"step": life.REVIEW, "reason": life.REASON, "effective_on": "2025-08-06"}


@dataclass(frozen=True, slots=True)
class Field:
    """What is measured on one store: the cases that wait for ours, and how each server is asked."""

    cases: Iterator[UUID]
    ports: Mapping[str, int]
    bearers: Mapping[str, str]
    load: Load

    def run(self, name: str, connections: int, acts: int) -> Sample:
        """Ask one server; afterwards let its views come to rest, so that they disturb nobody."""
        port, bearer = self.ports[name], self.bearers[name]
        version = life.waiting_version()
        cases = islice(self.cases if name == OURS else iter(uuid4, None), acts)
        asked = [request(case, version, bearer, SAID) for case in cases]
        found = self.load(Job(port, connections, asked))
        if not found.statuses.keys() <= DONE:
            raise RuntimeError(f"{name} answered {found.statuses}")
        if name == OURS:
            settle(port, bearer)
        return sample(found.seconds, found.took)


def measure(workshop: Workshop) -> Iterator[Line]:
    """Measure one and eight connections on each store."""
    rounds = workshop.much(5, quick=1)
    plan = {1: workshop.much(1_000, quick=20), 8: workshop.much(2_500, quick=40)}
    for store in workshop.stores:
        with ExitStack() as closing:
            needed = (rounds + 1) * sum(plan.values())
            field = _field(workshop, store, needed, closing)
            for connections, acts in plan.items():
                runs = {name: _run(field, name, connections, acts) for name in (OURS, BARE, GATED)}
                yield from _lines(store, connections, take_turns(runs, rounds))


def _run(field: Field, name: str, connections: int, acts: int) -> Run:
    return lambda: field.run(name, connections, acts)


def _field(workshop: Workshop, store: str, needed: int, closing: ExitStack) -> Field:
    """Start all servers, each on a store of its own; ours knows the cases."""
    ports: dict[str, int] = {}
    bearers: dict[str, str] = {}
    cases: Sequence[UUID] = ()
    for name in (OURS, BARE, GATED):
        home = closing.enter_context(workshop.home())
        url = closing.enter_context(workshop.store(store))
        bearers[name] = token(home, life.SECRETARY.actor, "council-secretary", life.WARD)
        if name == OURS:
            cases = wait_in_ward(url, needed)
            fold_views(url, home)
        server = house(home, url) if name == OURS else peer(name, home, url)
        ports[name] = closing.enter_context(server)
    settle(ports[OURS], bearers[OURS])
    return Field(iter(cases), ports, bearers, closing.enter_context(load_process()))


def _lines(store: str, connections: int, found: Results) -> Iterator[Line]:
    beside: Mapping[str, str] = {
        BARE: "bare server, one INSERT",
        GATED: "our gate, form and log, one INSERT",
    }
    for name, words in beside.items():
        ratio = found.ratio(OURS, name)
        kept = ratio.middle >= KEPT[store, connections]
        aim = Aim(f">= {LEAST:.2f}", ratio.middle >= LEAST, kept) if name == GATED else None
        question = f"acts a second over HTTP, {connections} connection{'s'[: connections - 1]}"
        yield Line(
            question,
            store,
            _told(found.middle(OURS)),
            f"{words}: {_told(found.middle(name))}",
            str(ratio),
            aim,
        )


def _told(one: Sample) -> str:
    return f"{number(one.rate)}/s (p50 {millis(one.p50)}, p99 {millis(one.p99)})"
