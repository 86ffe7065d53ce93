"""Imports on real stores: the same facts on each, and what a killed process leaves behind."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from domain.past.decide import stream_of
from infra.ledger.ledger import open_ledger
from tests.data.xes_files import acts, log, many, simple, trace, write
from tests.notebook import Notebook
from tests.services.importing import bring, bring_refused, undated, verdicts

IMPORTER = """
import sys
from pathlib import Path
from infra.ledger.ledger import open_ledger
from tests.services.importing import bring, verdicts

def tell(stage, done, total):
    if stage == "write":
        print(done, flush=True)
        sys.stdin.readline()

bring(Path(sys.argv[1]), open_ledger(sys.argv[2]), progress=tell)
"""
ROOT = Path(__file__).parents[2]


def test_every_store_ends_up_with_the_same_facts(tmp_path, ledger):
    notebook = Notebook()
    for path in (
        write(tmp_path, many(700), "first.xes.gz"),
        write(tmp_path, simple("x", "y"), "second.xes"),
        write(tmp_path, log(trace("z", acts("Send"))), "third.xes"),
        write(tmp_path, log(trace("z", acts("Send", "Agree"))), "later.xes"),
    ):
        assert bring(path, notebook) == bring(path, ledger)
        assert 0 == bring(path, ledger).added
    assert (
        "contradicted" == bring_refused(write(tmp_path, log(trace("z", acts("Sign")))), ledger).code
    )

    assert notebook.log == list(ledger.since(0, 10_000))


def killed_at_the_first_write(path: Path, url: str) -> int:
    """Import in a process of its own, killed after its first write; return what it had written."""
    command = [sys.executable, "-c", IMPORTER, str(path), url]
    pipes = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipes, stdout=pipes, text=True) as importer:
        assert importer.stdout is not None
        written = int(importer.stdout.readline())
        os.kill(importer.pid, signal.SIGKILL)
    return written


@pytest.mark.no_cover  # weighing would take half of its time and find nothing new
def test_a_killed_import_leaves_whole_cases_and_is_completed_by_the_next(tmp_path, durable_url):
    path = write(tmp_path, many(1800), "log.xes.gz")
    written = killed_at_the_first_write(path, durable_url)

    with closing(open_ledger(durable_url)) as ledger:
        assert 4 * written == ledger.last_position()
        report = bring(path, ledger)

        assert (1800, 1800 - written, written) == (report.cases, report.added, report.skipped)
        assert list(range(1, 7201)) == [one.position for one in ledger.since(0, 10_000)]
        cases = ledger.read_many([stream_of("old-portal", f"case {n}") for n in range(1800)])
        assert {3} == {len(verdicts(undated(one))) for one in cases.values()}
