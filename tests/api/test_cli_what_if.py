"""`vinhdanh what-if`: the demo ward's decided cases under other rules, nothing touched."""

from contextlib import closing

from infra.ledger import open_ledger
from tests.api.commanding import Desk


def last(desk: Desk) -> int:
    """Return the position of the newest fact."""
    with closing(open_ledger(desk.home / "vinhdanh.db")) as ledger:
        return ledger.last_position()


def test_decided_cases_are_held_against_another_regime(demo):
    before = last(demo)
    own = demo.told("what-if", "--rulebook", "nd152-2025")
    other = demo.told("what-if", "--rulebook", "nd98-2023")

    assert own["decided"] == other["decided"] > 0
    assert "route" in {one["about"] for one in other["differences"]}
    assert all(one["cases"] and one["example"] for one in other["differences"])
    assert own["alike"] <= own["decided"]
    assert before == last(demo)


def test_the_differences_are_printed(demo):
    printed = demo.run("what-if", "--rulebook", "nd98-2023").stdout

    assert "decided cases" in printed.splitlines()[-1]


def test_a_regime_nobody_knows_is_refused(demo):
    refused = demo.run("what-if", "--rulebook", "nd1-1999")

    assert (1, True) == (refused.exit_code, "regime-unknown" in refused.stderr)
