"""`vinhdanh delegate`: list, grant and end at the terminal."""

import pytest

from tests.api.commanding import Desk

SAID = (
    *("--unit", "10532", "--role", "leader", "--capacity", "KT", "--act", "decision"),
    *("--level", "ward", "--movement", "hai-duong-2025"),
    *("--from", "2026-01-05", "--number", "3/QĐ-UBND", "--dated", "2026-01-02"),
)


@pytest.fixture
def terminal(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a terminal at which the head of the ward sits."""
    monkeypatch.setenv("VINHDANH_TOKEN", desk.token("leader", "10532", "--capacity", "TM"))
    return desk


def says(terminal: Desk, *args: str) -> str:
    """Return what a command prints when all is well."""
    found = terminal.run("delegate", *args)
    assert found.exit_code == 0, found.stderr
    return found.stdout.strip()


def test_power_is_lent_listed_and_taken_back(terminal):
    key = says(terminal, "grant", "deputy", *SAID, "--key", "k")
    assert key == says(terminal, "grant", "deputy", *SAID, "--key", "k")
    (row,) = terminal.told("delegate", "list")["items"]
    assert (key, "leader.10532", "deputy", ["decision"], "ward", "hai-duong-2025") == tuple(
        row[one] for one in ("delegation", "delegator", "delegate", "acts", "level", "movement")
    )
    gone = ("--since", "2027-01-01", "--reason", "Back from leave")
    assert key == says(terminal, "end", key, *gone)
    assert "2027-01-01" in says(terminal, "list", "--person", "deputy")
    assert "" == says(terminal, "list", "--on", "2027-01-01")


def test_what_is_refused_is_named(terminal):
    found = terminal.run("delegate", "grant", "leader.10532", *SAID)
    assert 0 != found.exit_code
    assert "delegation-to-oneself" in found.stderr
