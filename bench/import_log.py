"""Cases a second of `import-log` on the real approval log, beside reading the file alone."""

import os
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from time import perf_counter

from bench.rounds import Run, Sample, take_turns
from bench.table import Line, number
from bench.workshop import Workshop
from infra.clock import SystemClock
from infra.ledger.ledger import open_ledger
from infra.xes.file import read_xes
from infra.xes.mapping import load_mapping
from services.import_log import import_log, quiet

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("VINHDANH_SHARED", ROOT.parent / "shared" / "data"))
LOG = SHARED / "approval-log" / "DomesticDeclarations.xes.gz"
MAPPING = ROOT / "docs" / "examples" / "approval-log.toml"
QUESTION = "import-log of the real log"
OURS, READING = "ours", "reading"


def measure(workshop: Workshop) -> Iterator[Line]:
    """Import the whole file into an empty ledger, again and again."""
    if workshop.quick or not LOG.exists():
        why = "left out of a quick run" if workshop.quick else "skipped: the log is not here"
        yield Line(QUESTION, "", f"{why} (VINHDANH_SHARED)")
        return
    for store in workshop.stores:
        runs: dict[str, Run] = {OURS: partial(_import, workshop, store), READING: _read}
        found = take_turns(runs, 2)
        yield Line(
            QUESTION,
            store,
            f"{number(found.middle(OURS).rate)} cases/s",
            f"reading and checking the file: {number(found.middle(READING).rate)} cases/s",
            str(found.ratio(OURS, READING)),
        )


def _import(workshop: Workshop, store: str) -> Sample:
    mapping, now = load_mapping(MAPPING), SystemClock().now()
    with workshop.store(store) as url, closing(open_ledger(url)) as ledger:
        began = perf_counter()
        report = import_log(LOG, mapping, ledger, reader=read_xes, operator="bench", now=now)
        took = perf_counter() - began
    if report.added != report.cases:
        raise RuntimeError(f"{report.added} of {report.cases} cases came in")
    return Sample(report.added / took)


def _read() -> Sample:
    began = perf_counter()
    with read_xes(LOG, load_mapping(MAPPING).role_attribute, quiet) as log:
        return Sample(log.cases / (perf_counter() - began))
