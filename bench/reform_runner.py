"""One run of a reform in a process of its own: `python -m bench.reform_runner URL NAME|FILE`."""

import resource
import sys
from contextlib import closing
from time import perf_counter, process_time

import orjson

from infra.clock import SystemClock
from infra.ledger.ledger import open_ledger
from infra.rulebooks.calendars import NONE, OfficialCalendars
from infra.rulebooks.files import RulebookFiles
from infra.rulebooks.reform_files import load_reform
from infra.rulebooks.units_file import load_units
from services.reform import hand_of
from tests.second_person import apply

KIBIBYTES = 1 / 1024


def peak() -> int:
    """Return the most memory this process has held, in MiB."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIBIBYTES)


def told(stage: str, done: int, total: int) -> None:
    """Say how far the run is, so that whoever kills it knows when."""
    print(f"{stage} {done} {total}", flush=True)


def main(url: str, which: str) -> None:
    """Apply a reform, and print what it did and what it took."""
    plan = load_reform(which)
    plan.units.forerunners("VN", plan.in_force_from)
    units = load_units()
    forces = RulebookFiles(units.at_level, units=units).forces()
    hand = hand_of("bench", plan, SystemClock(), OfficialCalendars(NONE), forces)
    with closing(open_ledger(url)) as ledger:
        base, began, cpu = peak(), perf_counter(), process_time()
        tally = apply(plan, hand, ledger, told)
        said = {
            "cases": tally.cases,
            "moved": tally.moved.total(),
            "choices": tally.choices.total(),
            "unchanged": tally.unchanged,
            "seconds": perf_counter() - began,
            "cpu": process_time() - cpu,
            "base_mib": base,
            "peak_mib": peak(),
            "position": ledger.last_position(),
        }
    print(orjson.dumps(said).decode(), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
