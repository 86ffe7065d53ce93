"""What the suite samples has its full length in the drills of each day, which the gate runs."""

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
MARK = re.compile(r"mark\.daily\b")
DAILY = sorted(
    path.relative_to(HOUSE).as_posix()
    for path in (HOUSE / "tests").rglob("test_*.py")
    if path != Path(__file__) and MARK.search(path.read_text(encoding="utf-8"))
)
MAKE, GATE, EVIDENCE, CONFIG = (
    (HOUSE / name).read_text(encoding="utf-8")
    for name in ("Makefile", ".ci/run", "docs/evidence.md", "pyproject.toml")
)


def test_the_gate_runs_the_drills_of_each_day_and_the_suite():
    orders = [line for line in GATE.splitlines() if line.startswith("make ")]

    assert ["make check", "make drill-daily", "make test"] == orders


def test_there_are_drills_of_each_day():
    assert DAILY


def test_the_drills_of_each_day_are_all_that_the_suite_leaves_to_them():
    assert '"-m", "not drill and not daily"' in CONFIG
    assert re.search(r"^drill-daily:.*\n\t@\S+ -m pytest .*-m daily$", MAKE, re.MULTILINE)


@pytest.mark.parametrize("file", DAILY)
def test_the_evidence_says_of_each_file_what_runs_at_full_length(file):
    folders = (file, file.rpartition("/")[0])
    told = re.findall(r"`T -m daily (\S+)`", EVIDENCE)

    assert set(folders) & set(told)
