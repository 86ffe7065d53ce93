"""The rules of terms: what the rulebooks say, and what an operator's file sets anew."""

from datetime import date

import pytest

from domain.terms import NoticeAct, Restart
from infra.rulebooks.files import RulebookFiles
from infra.rulebooks.shelf import load
from infra.rulebooks.term_rules import NOTHING_SET, BadTerms, read_terms
from tests.plain_house import UNITS

ROLES = {"leader", "clerk"}
SHIPPED = load().lists.terms.says
CLOCK = """
[clock]
after_return = "on"
on_hold = false
source = "a decision of the province"
confirmed = true
"""
NOTICE = """
[[notices]]
key = "late"
act = "escalation"
working_days = 5
role = "leader"
source = "a decision of the province"
confirmed = true
"""


def written(tmp_path, text):
    """Return the path of an operator's file."""
    path = tmp_path / "terms.toml"
    path.write_text(text)
    return path


def test_nothing_shipped_passes_for_confirmed():
    assert not SHIPPED.near.confirmed
    assert not SHIPPED.clock.confirmed
    assert not SHIPPED.entry.confirmed
    assert not any(one.confirmed for one in SHIPPED.notices)
    assert {"near", "overdue", "long-overdue"} == {one.key for one in SHIPPED.notices}


def test_an_operator_sets_one_part_and_the_others_stay(tmp_path):
    rules = read_terms(written(tmp_path, CLOCK), ROLES).over(SHIPPED)
    assert (Restart.ON, False) == (rules.clock.after_return, rules.clock.on_hold)
    assert (SHIPPED.near, SHIPPED.notices) == (rules.near, rules.notices)


def test_an_operator_says_how_long_papers_are_entered(tmp_path):
    entry = '[entry]\nworking_days = 5\nsource = "a decision"\nconfirmed = true\n'
    rules = read_terms(written(tmp_path, entry), ROLES).over(SHIPPED)
    assert (5, SHIPPED.near) == (rules.entry.working_days, rules.near)
    with pytest.raises(BadTerms, match=r"line 1: \$.entry: needs a source"):
        read_terms(written(tmp_path, entry.replace("a decision", " ")), ROLES)


def test_an_operator_s_notices_stand_for_all_notices(tmp_path):
    rules = read_terms(written(tmp_path, NOTICE), ROLES).over(SHIPPED)
    assert [("late", NoticeAct.ESCALATION, 5)] == [
        (one.key, one.act, one.working_days) for one in rules.notices
    ]
    assert () == read_terms(written(tmp_path, "notices = []"), ROLES).over(SHIPPED).notices


def test_a_case_pins_the_clock_that_an_operator_set(tmp_path):
    chosen = read_terms(written(tmp_path, CLOCK), ROLES)
    for terms, after_return in ((chosen, Restart.ON), (NOTHING_SET, Restart.ANEW)):
        rulebooks = RulebookFiles(UNITS.at_level, terms=terms)
        ladder = rulebooks.ladder("bk-tinh", "10531", date(2025, 5, 5))
        assert ladder is not None
        assert after_return is ladder.clock.after_return


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("near = 1", "terms.toml"),
        ("[clock", "terms.toml"),
        ("[far]\nworking_days = 1", r"line 1: \$.far: unknown key"),
        (CLOCK.replace("a decision of the province", " "), r"line 2: \$.clock: needs a source"),
        (NOTICE.replace("= 5", "= 500"), "working_days: 500"),
        (NOTICE.replace('"leader"', '"boss"'), "unknown boss"),
        (NOTICE + NOTICE, "late stands twice"),
    ],
)
def test_a_file_that_makes_no_sense_stops_the_start(tmp_path, text, why):
    with pytest.raises(BadTerms, match=why):
        read_terms(written(tmp_path, text), ROLES)


def test_a_file_that_is_not_there_stops_the_start(tmp_path):
    with pytest.raises(BadTerms, match="nowhere"):
        read_terms(tmp_path / "nowhere.toml", ROLES)
