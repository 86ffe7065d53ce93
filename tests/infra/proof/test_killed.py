"""Who signs is killed at any moment: what is kept of sub-logs agrees with the log, and goes on."""

from multiprocessing import get_context
from random import Random
from time import sleep

import pytest
from sqlalchemy import Engine

from domain.proof.note import read_checkpoint
from domain.proof.sublog import Standing
from infra.proof.log import ProofLog
from infra.proof.sublogs import left_off
from infra.proof.tiles import open_proofs, size_of
from infra.settings import Settings
from tests.infra.council_log import CouncilLog

FACTS = 300
SOON, LONGEST = 0.4, 3.0  # seconds


def live(facts: CouncilLog, settings: Settings) -> None:
    """Sign for a log again and again while it grows fact by fact."""
    proofs, told = opened(facts, settings)[0], facts.facts
    for size in range(FACTS):
        facts.facts = told[:size]
        proofs.checkpoint()


def opened(facts: CouncilLog, settings: Settings) -> tuple[ProofLog, Engine]:
    """Open the tree over a log, as a process does that starts."""
    engine = open_proofs(settings.home, settings.database)
    return ProofLog(facts, engine, settings.keys), engine


def killed(settings: Settings, dice: Random, longest: float = LONGEST) -> None:
    """Kill who signs at some moment, and see what is left."""
    facts = CouncilLog()
    for _ in range(FACTS):
        facts.live(dice)
    process = get_context("fork").Process(target=live, args=(facts, settings))
    process.start()
    sleep(dice.uniform(0, longest))
    process.kill()
    process.join()
    proofs, engine = opened(facts, settings)
    with engine.connect() as tx:
        size, trees = left_off(tx)
        assert (size_of(tx), facts.root(size)) == (size, Standing(trees).root())
    assert facts.root(FACTS) == read_checkpoint(proofs.checkpoint()).sublogs
    engine.dispose()


def test_whenever_who_signs_is_killed_it_goes_on_as_by_definition(given, tmp_path):
    killed(given(HOME=tmp_path), Random(1), SOON)


@pytest.mark.drill
@pytest.mark.parametrize("seed", range(100))
def test_at_any_moment_it_goes_on_as_by_definition(given, tmp_path, seed):
    killed(given(HOME=tmp_path), Random(seed))


@pytest.mark.drill
@pytest.mark.postgres
@pytest.mark.parametrize("seed", range(10))
def test_at_any_moment_it_goes_on_in_postgresql(given, postgres_url, tmp_path, seed):
    killed(given(HOME=tmp_path, DATABASE_URL=postgres_url), Random(seed))
