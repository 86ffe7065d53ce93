"""Every place that reads what is kept of people is known here, with the trail that it leaves."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from services.stores import People

ROOT = Path(__file__).resolve().parents[2]
TELLING = {"name_of", "noted", "former", "particulars_of", "sexes_of"}
"""The questions of the port that tell a name, or what stands beside one."""
COMPARING = {
    *("namesakes", "called", "committed", "committed_before", "is_erased", "is_held_back"),
}
TRAIL = {"reads_of", "note_read", "note_shown", "forget_reads"}
KEEPING = {
    *(
        "add",
        "put",
        "set_aside",
        "take_over",
        "of_unit",
        "erase",
        "keyed",
        "told_first",
        "told_before",
    ),
    *("brought_to", "left", "note_brought", "pending", "waiting", "drop", "hold_back"),
    *("show_again", "scour"),
}
PLACES = {
    "api/names_shown.py names_shown name_of": "way `name`, once a day",
    "api/names_shown.py names_taken_out name_of": "the way that it is called with, each time",
    "api/nomination/case_told.py case_told former": "beside the name, with its trail",
    "api/person/told.py shown noted": "ways `view` and `export`: all callers go through `reading`",
    "api/person/told.py shown former": "as above",
    "api/person/told.py particulars_shown particulars_of": "as above",
    "api/person/told.py named noted": "tells nobody a name, but whether one stands",
    "api/hearing/letters.py opened noted": "way `letters`",
    "api/review/told.py with_words noted": "way `review`",
    "api/audit/statistics_told.py with_sexes sexes_of": "counts, small groups together",
    "services/letters.py the_letter_is_the_same noted": "tells nobody: held against what is sent",
    "services/forgetting.py _told_of noted": "tells nobody: held against contents put aside",
    "services/forgetting.py _told_of former": "as above",
    "services/forgetting.py _told_of particulars_of": "as above",
    "services/nominating.py is_unnamed noted": "tells nobody a name, but whether one stands",
    "services/demo/play.py _keep_names name_of": "tells nobody: what is not kept is kept",
    "infra/house.py sight name_of": "tells nobody: held against the texts of an order (ADR 131)",
    "infra/verifying/stores_check.py names_open name_of": "tells how many there are",
}
"""Where something telling is asked, and what trail the answer leaves or why it leaves none."""
BYTES = {
    "api/nomination/evidence.py opened": "way `paper`, each time, of any unit",
    "api/commands/edxml_papers.py _attachment": "a package for the unit that decides next: none",
    "services/titles.py the_decision_is_kept": "tells nobody: whether it is whole",
    "infra/verifying/stores_check.py _fate": "tells nobody: whether it is whole",
}
"""Where the bytes of papers are opened, and what trail it leaves or why it leaves none."""
STORE = {"infra/people/names.py", "infra/people/particulars.py", "infra/people/beside_names.py"}
ROOMS = ("api", "web", "services", "infra", "projections")


@cache
def looked_up(path: Path) -> list[tuple[str, ast.Attribute]]:
    """Return what the functions of a file look up, each with the name of the function."""
    tree = ast.walk(ast.parse(path.read_text()))
    functions = [one for one in tree if isinstance(one, ast.FunctionDef)]
    found = [(it.name, one) for it in functions for one in ast.walk(it)]
    return [(name, one) for name, one in found if isinstance(one, ast.Attribute)]


def asked(path: Path) -> Iterator[str]:
    """Yield in which function of a file something telling is asked."""
    for function, one in looked_up(path):
        if one.attr in TELLING and of_people(one.value):
            yield f"{path.relative_to(ROOT)} {function} {one.attr}"


def opening(path: Path) -> Iterator[str]:
    """Yield in which function of a file the bytes of papers are opened."""
    for function, one in looked_up(path):
        if one.attr == "open" and of_papers(one.value):
            yield f"{path.relative_to(ROOT)} {function}"


def of_papers(value: ast.expr) -> bool:
    """Say whether it is the store of papers, as it is called everywhere."""
    return ast.unparse(value).rpartition(".")[2] == "evidence"


def of_people(value: ast.expr) -> bool:
    """Say whether a question is put to the store of people, as it is called everywhere."""
    return ast.unparse(value).rpartition(".")[2] == "people"


def test_every_place_that_tells_a_name_is_known_with_its_trail():
    files = (one for room in ROOMS for one in (ROOT / room).rglob("*.py"))
    theirs = (one for one in files if str(one.relative_to(ROOT)) not in STORE)
    assert {place for one in theirs for place in asked(one)} == PLACES.keys()


def test_every_place_that_opens_a_paper_is_known_with_its_trail():
    files = (one for room in ROOMS for one in (ROOT / room).rglob("*.py"))
    assert {place for one in files for place in opening(one)} == BYTES.keys()


def test_every_question_of_the_store_is_known_to_tell_or_not():
    """Whoever adds a question says whether it tells anything of a person."""
    public = {name for name in dir(People) if not name.startswith("_")}
    assert public == TELLING | COMPARING | TRAIL | KEEPING


@pytest.mark.parametrize("said", ["house().people.name_of(refs)", "ask(people.former)"])
def test_a_new_place_is_seen(tmp_path, monkeypatch, said):
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    (tmp_path / "new.py").write_text(f"def tell():\n    return {said}\n")
    assert ["new.py tell"] == [one.rpartition(" ")[0] for one in asked(tmp_path / "new.py")]
