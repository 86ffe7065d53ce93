"""`vinhdanh what-if`: the demo ward's decided cases under other rules, nothing touched."""

from contextlib import closing
from shutil import copytree

from infra.ledger import open_ledger
from infra.rulebook_shelf import ROOT
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


def test_decided_cases_are_held_against_a_regime_that_is_only_drafted(demo, tmp_path):
    draft = tmp_path / "draft"
    copytree(ROOT / "nd98-2023", draft)
    regime = draft / "regime.toml"
    regime.write_text(regime.read_text().replace('key = "nd98-2023"', 'key = "draft"'))
    before, own = last(demo), demo.told("what-if", "--rulebook", "nd98-2023")
    other = demo.told("what-if", "--rulebook", str(draft))

    assert ("draft", before) == (other["rulebook"], last(demo))
    assert {**own, "rulebook": "draft"} == other


def test_a_draft_that_is_broken_is_told_and_holds_nothing(demo, tmp_path):
    refused = demo.run("what-if", "--rulebook", str(tmp_path))

    assert (1, True) == (refused.exit_code, "regime.toml: missing" in refused.stderr)


def test_a_regime_nobody_knows_is_refused(demo):
    refused = demo.run("what-if", "--rulebook", "nd1-1999")

    assert (1, True) == (refused.exit_code, "regime-unknown" in refused.stderr)
