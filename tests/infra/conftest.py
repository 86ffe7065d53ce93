"""Fixtures of the rooms with sockets and disks."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

from infra.database_url import parse_database
from infra.proof.log import ProofLog
from infra.proof.tiles import open_proofs
from infra.settings import Settings, read
from tests.infra.cheap_log import Facts


@pytest.fixture
def engine(durable_url: str) -> Iterator[Engine]:
    """Open an empty database of each kind that outlives its process."""
    opened = create_engine(parse_database(durable_url))
    yield opened
    opened.dispose()


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """Start the test in an empty folder, with nothing of ours in the environment."""
    for name in [name for name in os.environ if name.startswith("VINHDANH_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def given(bare, monkeypatch):
    """Return a way to read the settings with these variables set."""

    def read_with(**values: str | Path) -> Settings:
        for name, value in values.items():
            monkeypatch.setenv(f"VINHDANH_{name}", str(value))
        return read()

    return read_with


@pytest.fixture
def facts():
    return Facts()


@pytest.fixture
def trees(given, tmp_path):
    settings = given(HOME=tmp_path)
    opened = open_proofs(settings.home, settings.database)
    yield opened
    opened.dispose()


@pytest.fixture
def proofs(facts, trees, tmp_path):
    return ProofLog(facts, trees, tmp_path / "keys")
