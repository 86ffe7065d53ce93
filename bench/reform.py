"""The reform of 1 July 2025 on every old commune: cases a second, and the memory it takes."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing

import orjson

from bench.table import Line, number
from bench.workshop import Workshop
from infra.ledger.ledger import open_ledger
from tests.communes import SIX, fill, old_communes

QUESTION = "the reform of 2025-07-01"
NAME = "2025-07-01"


def measure(workshop: Workshop) -> Iterator[Line]:
    """Apply the reform to a ledger with a case at each of six stages in every old commune."""
    communes = old_communes()[: workshop.much(20_000, quick=20)]
    for store in workshop.stores:
        with workshop.store(store) as url:
            with closing(open_ledger(url)) as ledger:
                cases = fill(ledger, communes, SIX)
            first, again = run(url), run(url)
        if first["cases"] != cases or again["unchanged"] != cases:
            raise RuntimeError(f"{first} of {cases} cases, then {again}")
        yield Line(
            QUESTION,
            store,
            f"{number(first['cases'] / first['seconds'])} cases/s: {cases} cases, "
            f"{len(SIX)} a commune, in {first['seconds']:.0f} s ({first['cpu']:.0f} s of CPU), "
            f"{first['peak_mib']:.0f} MiB at most, {first['base_mib']:.0f} before the first case",
            f"again, nothing to do: {again['seconds']:.0f} s",
            f"{first['choices']:.0f} left to a person",
        )


def run(url: str) -> dict[str, float]:
    """Apply the reform in a process of its own; return what it says of it."""
    asked = [sys.executable, "-m", "bench.reform_runner", url, NAME]
    done = subprocess.run(asked, check=True, capture_output=True, text=True)
    said: dict[str, float] = orjson.loads(done.stdout.splitlines()[-1])
    return said
