"""The reform of 1 July 2025, SIGKILLed half way and run again: the same as one that ran through."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from random import Random

import orjson
import pytest

from domain.nomination.authority import CaseReassigned, CaseUnassigned
from domain.nomination.decide import NOMINATION
from domain.nomination.handing import desk_of
from domain.nomination.state import Running
from domain.units import Unit
from infra.ledger import StoreLedger, open_ledger
from infra.units_file import load_units
from services.histories import Histories
from tests.communes import FIRST, LAST, STAGES, THANH_BINH, a_sample, case_of, fill, old_communes
from tests.succession_file import assert_the_file_says_so
from tests.thanh_binh import assert_thanh_binh

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

AUTHORITY = CaseReassigned | CaseUnassigned
NAME = "2025-07-01"
EVERY = "VINHDANH_DRILL_EVERY"
"""Of how many old communes one takes part in the whole drill: each, where it is not set."""


def run(url: str, stop_after: float | None = None) -> dict[str, float]:
    """Apply the reform in a process; kill it once it is so far along, or return what it says."""
    asked = [sys.executable, "-m", "bench.reform_runner", url, NAME]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        for line in process.stdout:
            if line.startswith("{"):
                said: dict[str, float] = orjson.loads(line)
                return said
            _, done, total = line.split()
            if stop_after is not None and int(done) / int(total) >= stop_after:
                process.kill()
                return {}
    raise RuntimeError("it died by itself")


def given_to(ledger: StoreLedger, communes: Sequence[Unit]) -> Iterator[dict[object, object]]:
    """Yield what cases were given; each was given one thing, and has one authority by it."""
    for start in range(0, len(communes), 100):
        found: dict[object, object] = {}
        some = communes[start : start + 100]
        cases = [case_of(one.code, stage) for one in some for stage in STAGES]
        states = Histories(ledger).each(NOMINATION, cases)
        for case, facts in ledger.read_many(cases).items():
            (found[case],) = [one for one in facts if isinstance(one.event, AUTHORITY)]
            assert_one_authority(states[case])
        yield found


def assert_one_authority(state: object) -> None:
    """See that one unit that stands is competent, or that no single one carries the old one on."""
    assert isinstance(state, Running)
    units, choice = load_units(), state.dossier.undecided
    if choice is None:
        at = desk_of(state)
        assert units.unit(at.unit, FIRST)
        assert at.level in {None, "ward", "province", "central"}
        assert_the_file_says_so(state)
    else:
        assert 1 != len(units.carrying_on(choice.proposer, LAST, FIRST))


def assert_side_by_side(whole: str, cut: str, communes: Sequence[Unit]) -> None:
    """Hold what came of a run that was cut off to what came of one that was not."""
    with closing(open_ledger(whole)) as one, closing(open_ledger(cut)) as other:
        for mine, theirs in zip(given_to(one, communes), given_to(other, communes), strict=True):
            assert mine == theirs
        assert_thanh_binh(one)
        assert one.last_position() == other.last_position()


def drill(whole: str, cut: str, communes: Sequence[Unit], kills: int) -> dict[str, float]:
    """Run once through, and once killed again and again; hold what came of it side by side."""
    for url in (whole, cut):
        with closing(open_ledger(url)) as ledger:
            cases = fill(ledger, communes)
    said, dice = run(whole), Random(7)
    for kill in range(kills):
        run(cut, stop_after=(kill + dice.random()) / (kills + 1))
    last, again = run(cut), run(whole)
    assert_side_by_side(whole, cut, communes)
    assert cases == said["cases"] == said["moved"] + said["choices"]
    assert (cases, said["position"]) == (again["unchanged"], again["position"])
    assert cases == last["cases"] == last["unchanged"] + last["moved"] + last["choices"]
    return said


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def pair(request, tmp_path):
    """Lend two empty stores of each kind that outlives a process."""
    if request.param == "sqlite":
        yield str(tmp_path / "whole.db"), str(tmp_path / "cut.db")
    else:
        server = request.getfixturevalue("postgres_server")
        with server.database() as whole, server.database() as cut:
            yield whole, cut


def test_a_reform_killed_half_way_and_run_again_gives_the_same(pair):
    whole, cut = pair
    drill(whole, cut, a_sample(), kills=1)


@pytest.mark.drill
def test_every_old_commune_with_a_case_at_every_stage(pair):
    whole, cut = pair
    every = int(os.environ.get(EVERY, "1"))
    ours = [one for one in old_communes() if one.code == THANH_BINH]
    communes = list({one.code: one for one in (*old_communes()[::every], *ours)}.values())
    said = drill(whole, cut, communes, kills=3)
    print(f"{len(communes)} communes, {len(STAGES)} stages: {said}")  # noqa: T201 - for the evidence
    left = sum(len(load_units().carrying_on(one.code, LAST, FIRST)) != 1 for one in communes)
    assert (len(communes) * len(STAGES), left * len(STAGES)) == (said["cases"], said["choices"])
    assert every > 1 or (10_051, 480) == (len(communes), left)
    assert said["peak_mib"] - said["base_mib"] < 200
