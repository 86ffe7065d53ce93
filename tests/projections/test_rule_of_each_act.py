"""The history names at each act the rule that the case stood under then, not the one of today."""

from dataclasses import replace

from domain.change import Change
from domain.nomination.favour import RegimeChosen
from projections.history import RULE, of_nomination
from projections.then import answered
from tests.builders import CASE, PAPER, at_submit, opened, sent, up
from tests.projections.following import picked


def test_each_act_names_the_rule_of_its_day_not_the_one_of_today(following):
    following.given(CASE, *at_submit)
    newer = replace(opened.ladder, regime="nd152-2025", digest="e" * 64)
    choice = "nd98-2023", newer.regime, newer, "ward-submit", None, "r", "t", False, ()
    following.given(CASE, RegimeChosen(*choice))
    following.given_together(Change(PAPER, sent), Change(CASE, up))
    lines = following.ask(of_nomination(CASE))
    told = [picked(row, *RULE) for row in lines]
    before, after = ("nd98-2023", "d" * 64), ("nd152-2025", "e" * 64)
    assert [*[before] * len(at_submit), after, after, after] == told
    later = following.ask(of_nomination(CASE, (lines[-2]["position"], lines[-2]["subject"])))
    assert [after] == [picked(row, *RULE) for row in later]
    then = answered(of_nomination(CASE), following.book.log[: len(at_submit)])
    assert {before} == {picked(row, *RULE) for row in then}
