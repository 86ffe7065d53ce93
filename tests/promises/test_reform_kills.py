"""The reform of 1 July 2025, SIGKILLed half way and run again: the same as one that ran through."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from random import Random

import orjson
import pytest

from domain.council.agenda import agenda_key
from domain.nomination.authority import CaseReassigned, CaseUnassigned
from domain.nomination.decide import NOMINATION
from domain.nomination.handing import desk_of
from domain.nomination.state import Running
from domain.register.claims import CLAIM, claim_stream
from domain.units import Unit
from infra.ledger.ledger import StoreLedger, open_ledger
from infra.rulebooks.units_file import load_units
from services.histories import Histories
from tests.communes import (
    EVERY_STAGE,
    FIRST,
    LAST,
    STAGES,
    THANH_BINH,
    a_sample,
    case_of,
    fill,
    old_communes,
)
from tests.open_matters import COUNCILS
from tests.succession_file import assert_the_file_says_so, heirs, province_before, province_of
from tests.thanh_binh import assert_thanh_binh

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

AUTHORITY = CaseReassigned | CaseUnassigned
NAME = "2025-07-01"
EVERY = "VINHDANH_DRILL_EVERY"
"""Of how many old communes one takes part in the whole drill: each, where it is not set."""


ON_AGENDAS = tuple(f" {way} province-vote" for way in ("agenda", *COUNCILS))
SAMPLED = (*STAGES, "bk-ttg ballots province-vote")


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


def given_to(
    ledger: StoreLedger, communes: Sequence[Unit], stages: Sequence[str]
) -> Iterator[dict[object, object]]:
    """Yield what cases were given; each was given one thing, and has one authority by it."""
    for start in range(0, len(communes), 100):
        found: dict[object, object] = {}
        some = communes[start : start + 100]
        cases = [case_of(one.code, stage) for one in some for stage in stages]
        states = Histories(ledger).each(NOMINATION, cases)
        for case, facts in ledger.read_many(cases).items():
            (found[case],) = [one for one in facts if isinstance(one.event, AUTHORITY)]
            assert_one_authority(states[case])
        assert_on_agendas_of_who_is_asked([one.code for one in some], stages, ledger)
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


def assert_on_agendas_of_who_is_asked(
    wards: Sequence[str], stages: Sequence[str], ledger: StoreLedger
) -> None:
    """See cases on the agenda of a council that is asked, or waits for a person; on no other."""
    voted = [one for one in stages if one.endswith(ON_AGENDAS)]
    keys = {
        claim_stream(agenda_key(case_of(ward, stage))): ward for ward in wards for stage in voted
    }
    for key, holder in Histories(ledger).each(CLAIM, list(keys)).items():
        assert (holder is not None) == is_asked_still(keys[key])


def is_asked_still(ward: str) -> bool:
    """Say whether the council of a case's province is asked after the reform, or nobody yet."""
    after = [province_of()[one] for one in heirs()[ward]]
    return len(after) != 1 or after == [province_before(ward)]


def assert_side_by_side(
    whole: str, cut: str, communes: Sequence[Unit], stages: Sequence[str]
) -> None:
    """Hold what came of a run that was cut off to what came of one that was not."""
    with closing(open_ledger(whole)) as one, closing(open_ledger(cut)) as other:
        mine, theirs = (given_to(each, communes, stages) for each in (one, other))
        assert all(here == there for here, there in zip(mine, theirs, strict=True))
        assert_thanh_binh(one, stages)
        assert one.last_position() == other.last_position()


def drill(
    whole: str, cut: str, communes: Sequence[Unit], stages: Sequence[str], kills: int
) -> dict[str, float]:
    """Run once through, and once killed again and again; hold what came of it side by side."""
    for url in (whole, cut):
        with closing(open_ledger(url)) as ledger:
            cases = fill(ledger, communes, stages)
    said, dice = run(whole), Random(7)
    for kill in range(kills):
        run(cut, stop_after=(kill + dice.random()) / (kills + 1))
    last, again = run(cut), run(whole)
    assert_side_by_side(whole, cut, communes, stages)
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
    drill(whole, cut, a_sample(), SAMPLED, kills=1)


@pytest.mark.drill
def test_every_old_commune_with_a_case_at_every_stage(pair):
    whole, cut = pair
    every = int(os.environ.get(EVERY, "1"))
    ours = [one for one in old_communes() if one.code == THANH_BINH]
    communes = list({one.code: one for one in (*old_communes()[::every], *ours)}.values())
    said = drill(whole, cut, communes, EVERY_STAGE, kills=3)
    print(f"{len(communes)} communes, {len(EVERY_STAGE)} stages: {said}")  # noqa: T201 - for the evidence
    left = sum(len(load_units().carrying_on(one.code, LAST, FIRST)) != 1 for one in communes)
    assert (len(communes) * len(EVERY_STAGE), left * len(EVERY_STAGE)) == (
        said["cases"],
        said["choices"],
    )
    assert every > 1 or (10_051, 480) == (len(communes), left)
    assert said["peak_mib"] - said["base_mib"] < 200
