"""All that is wrong with an operator's file is told at once, by line; what is weak, by doctor."""

from dataclasses import replace

import pytest

from domain.council.rule import BallotRules, TieRule
from domain.rulebooks.words import HeardAward, Silence, UsualTerm
from infra.rulebooks import hearing_choice
from infra.rulebooks.ballot_choice import BadBallots
from infra.rulebooks.hearing_choice import BadHearing, read_hearing
from infra.rulebooks.own_rules import ballots_of
from infra.rulebooks.own_rules_check import own_rules
from infra.rulebooks.shelf import load
from tests.infra.rulebooks.test_own_rules import HEARING, RULE, SHARE, TIES, UNITS, chosen, told

__all__ = ["told"]


def test_everything_wrong_with_votes_is_told_at_once(told):
    odd = RULE.replace("bk-ttg", "prize").replace("quorum_part = 1", "quorum_part = 3")
    with pytest.raises(BadBallots) as refused:
        ballots_of(told("ballots.toml", odd + SHARE.replace("31", "ZZZ")), UNITS)
    for why in ("line 3: $.awards[0].award", "line 11: $.awards[0].rule", "$.shares[0].unit: unkn"):
        assert why in str(refused.value)
    low, high = (SHARE.replace("75", one) for one in ("0", "101"))
    with pytest.raises(BadBallots) as refused:
        ballots_of(told("ballots.toml", low + high), UNITS)
    for line in (5, 12):
        assert f"ballots.toml: line {line}: Expected" in str(refused.value)


def test_confirmed_rules_for_equal_points_are_not_left_out(tmp_path):
    law = TieRule("oldest-first", "a", "b", "the law", confirmed=True)
    sure = BallotRules((), (law, replace(law, key="more-ballots-first", confirmed=False)))
    for text in ("ties = []", TIES):
        with pytest.raises(BadBallots, match="oldest-first is confirmed law: the law"):
            chosen(tmp_path / "ballots.toml", text, sure)
    assert None is chosen(tmp_path / "ballots.toml", "", sure).ties
    kept = BallotRules((), (replace(law, key="more-ballots-first"),))
    assert chosen(tmp_path / "ballots.toml", TIES, kept).ties


def test_a_confirmed_rule_of_one_award_is_not_overridden(tmp_path):
    term = UsualTerm(5, "the law", confirmed=True)
    silence = Silence("no-remark", "the law", confirmed=True)
    house = load().lists.hearing.says
    for law in (HeardAward("bk-ttg", None, term), HeardAward("bk-ttg", "province", None, silence)):
        path = tmp_path / "hearing.toml"
        path.write_text(HEARING)
        known = {"bk-ttg"}, {("bk-ttg", "province")}
        with pytest.raises(BadHearing, match="confirmed law: the law"):
            hearing_choice.chosen(read_hearing(path), replace(house, awards=(law,)), *known)
        other = replace(law, award="bk-tinh")
        path.write_text(HEARING.partition("[[awards]]")[2].join(("[[awards]]", "")))
        free = hearing_choice.chosen(read_hearing(path), replace(house, awards=(other,)), *known)
        assert free.awards


def test_doctor_tells_of_votes_that_hardly_decide_anything(told):
    few = RULE.replace("quorum_whole = 2", "quorum_whole = 100")
    settings = told("ballots.toml", few + SHARE.replace("75", "1").replace("false", "true"))
    (found,) = own_rules(settings, UNITS)
    assert (True, True) == (found.ok, found.warns)
    assert "$.shares[0]: 1 % is less than half" in found.seen
    assert "$.awards[0]: a quorum of 1 of 100 is less than half" in found.seen
    (sound,) = own_rules(told("ballots.toml", RULE + SHARE.replace("false", "true")), UNITS)
    assert (False, False) == (sound.warns, "less than half" in sound.seen)
