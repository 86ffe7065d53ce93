"""The second person sees the very lines of a file of rules that differ, whatever stands in them."""

from contextlib import closing
from dataclasses import replace

import pytest

from domain.house_acts.events import HouseActProposed
from domain.house_acts.state import HouseAct, Stage
from infra.ledger.ledger import open_ledger
from infra.rulebooks.rules_kept import KeptRules
from infra.settings import read
from services.house_changes import Shelf, changes
from tests.builders import APRIL, hand

FIRST = '[[rules]]\nkey = "nothing-is-open"\nforce = "binds"\n'
SECOND = '[[rules]]\nkey = "cited-honours-are-held"\nforce = "binds"\n'
ENDS = ("\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c")


@pytest.fixture
def diff(tmp_path):
    """Return what tells the lines of the diff below its head."""
    files = KeptRules(replace(read(), home=tmp_path))

    def told(before: str, after: str | bytes) -> list[str]:
        old = files.keep(before.encode())
        new = files.keep(after if isinstance(after, bytes) else after.encode())
        said = HouseActProposed("rules", "rules", new, "rules: 1 forces", "why", None, APRIL)
        act = HouseAct(Stage.PROPOSED, said, present=old)
        with closing(open_ledger("memory:")) as ledger:
            shelf = Shelf(ledger, files, lambda _: None, lambda _: hand("x", "operator", "VN"))
            return (changes(act, shelf).diff or "").split("\n")[3:]

    return told


@pytest.mark.parametrize("end", ENDS)
def test_a_rule_that_became_a_comment_is_seen_to_go(diff, end):
    hidden = "# " + FIRST.rstrip("\n").replace("\n", end)
    lines = diff(FIRST + SECOND, f"{hidden}\n{SECOND}")

    assert [f"-{one}" for one in FIRST.splitlines()] == [one for one in lines if one[0] == "-"]
    (added,) = (one for one in lines if one[0] == "+")
    assert (True, True) == (added.startswith("+# [[rules]]\\"), added.isprintable())


@pytest.mark.parametrize("end", ENDS)
def test_a_comment_does_not_pass_for_a_rule(diff, end):
    lines = diff(SECOND, f"{SECOND}# {end}{FIRST.rstrip().replace(chr(10), end)}\n")

    assert 1 == len([one for one in lines if one.startswith("+")])


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("# a\u202eb\u200b", "+# a\\u202eb\\u200b"),
        ("# \U000e0041", "+# \\U000e0041"),
        ("# \r", "+# \\r"),
        ("# \ttab, Nguyễn", "+# \ttab, Nguyễn"),
        (b"# \xff", "+# \\udcff"),
    ],
)
def test_what_is_not_seen_is_escaped(diff, written, told):
    assert told in diff(SECOND, written)
