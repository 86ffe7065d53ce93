"""What docs/rulebooks.md shows loads as it stands there: no example leads astray."""

import re
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from infra.rulebooks import ballot_choice, hearing_choice
from infra.rulebooks.ballot_choice import read_ballots
from infra.rulebooks.calendar_override import read_override
from infra.rulebooks.draft import drafted
from infra.rulebooks.hearing_choice import read_hearing
from infra.rulebooks.reform_files import load_reform
from infra.rulebooks.rule_forces import hold_against, read_forces
from infra.rulebooks.shelf import ROOT, load
from infra.rulebooks.term_rules import read_terms
from infra.rulebooks.units_file import load_units
from infra.rulebooks.vote_places import Votes, awards_in, passed_by, votes_in

PAGE = Path(__file__).parents[2] / "docs" / "rulebooks.md"
SHOWN: list[str] = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
HEAD = """key = "2027-01-01"
in_force_from = 2027-01-01
legal_basis = "none"
source = "An example"
confirmed = false
"""
BOOKS, UNITS = tuple(load().awards.values()), load_units()


def forces(path: Path) -> object:
    """Return rules that are sound and do something."""
    told = read_forces(path)
    hold_against(told, passed_by(BOOKS), UNITS)
    return told


def ballots(path: Path) -> object:
    """Return rules of votes that are sound and do something."""
    known = Votes(votes_in(BOOKS), awards_in(BOOKS), UNITS)
    return ballot_choice.chosen(read_ballots(path), load().lists.ballots.says, BOOKS, known)


def hearing(path: Path) -> object:
    """Return rules of consultations that are sound and do something."""
    house = load().lists.hearing.says
    return hearing_choice.chosen(read_hearing(path), house, awards_in(BOOKS), passed_by(BOOKS))


READERS: dict[str, Callable[[Path], object]] = {
    "[[rules]]": forces,
    "[[quotas]]": forces,
    "[[postings]]": forces,
    "[[reaches]]": forces,
    "[[awards]]": ballots,
    "[consultation]": hearing,
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
