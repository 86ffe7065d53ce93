"""What docs/rulebooks.md shows loads as it stands there: no example leads astray."""

import re
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from infra.ballot_choice import read_ballots
from infra.calendar_override import read_override
from infra.hearing_choice import read_hearing
from infra.reform_files import load_reform
from infra.rule_forces import read_forces
from infra.rulebook_draft import drafted
from infra.rulebook_shelf import ROOT
from infra.term_rules import read_terms

PAGE = Path(__file__).parents[2] / "docs" / "rulebooks.md"
SHOWN: list[str] = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
HEAD = """key = "2027-01-01"
in_force_from = 2027-01-01
legal_basis = "none"
source = "An example"
confirmed = false
"""
READERS: dict[str, Callable[[Path], object]] = {
    "[[rules]]": read_forces,
    "[[quotas]]": read_forces,
    "[[postings]]": read_forces,
    "[[reaches]]": read_forces,
    "[[awards]]": read_ballots,
    "[consultation]": read_hearing,
    "[near]": lambda path: read_terms(path, {"leader"}),
    "[[days_off]]": read_override,
}


def example(begins: str) -> str:
    """Return the one example of the page that begins so."""
    (found,) = (one for one in SHOWN if one.startswith(begins))
    return found


@pytest.mark.parametrize("begins", READERS)
def test_a_file_of_the_operator_is_read(begins, tmp_path):
    path = tmp_path / "shown.toml"
    path.write_text(example(begins))
    assert READERS[begins](path)


def test_an_award_stands_in_its_regime(tmp_path):
    draft = tmp_path / "nd152-2025"
    copytree(ROOT / "nd152-2025", draft)
    asks = example("[[steps.asks]]").replace("steps.asks", "postings").splitlines()
    told = [line for line in asks if not line.startswith(("agency", "subject"))]
    shown = "\n".join([example('key = "gk-phuong"'), *told, 'level = "ward"', ""])
    (draft / "gk-phuong.toml").write_text(shown)
    (regime,) = drafted(draft).regimes()
    assert "nd152-2025" == regime.key


def test_a_reform_is_read_and_named_after_its_day(tmp_path):
    path = tmp_path / "2027-01-01.toml"
    path.write_text(HEAD + example("[[ended]]"))
    assert "2027-01-01" == load_reform(path).key


def test_every_example_is_tried():
    tried = {*READERS, 'key = "gk-phuong"', "[[steps.asks]]", "[[ended]]"}
    assert len(tried) == len(SHOWN)
