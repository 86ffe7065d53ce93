"""An operator says by two files how councils vote and how agencies are consulted."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from domain.council.rule import BallotRules, Base, RuledAward, Way
from domain.rulebooks.award import Share
from infra.rulebooks import ballot_choice
from infra.rulebooks.ballot_choice import BadBallots, read_ballots
from infra.rulebooks.files import RulebookFiles
from infra.rulebooks.hearing_choice import BadHearing
from infra.rulebooks.own_file import OWN
from infra.rulebooks.own_rules import CouncilRules, ballots_of, council_rules, hearing_of
from infra.rulebooks.shelf import load
from infra.rulebooks.units_file import load_units
from infra.rulebooks.vote_places import Votes, votes_in

UNITS, DAY = load_units(), date(2026, 3, 2)
RULE = """
[[awards]]
award = "bk-ttg"
level = "province"

[awards.rule]
way = "open"
base = "present"
written = false
recused_leave = true
quorum_part = 1
quorum_whole = 2
casting_vote = true
source = "Decision 20/UBND"
confirmed = true
"""
SHARE = """
[[shares]]
award = "hcld3"
unit = "31"
percent = 75
source = "Decision 21/UBND"
confirmed = false
"""
TIES = """
[[ties]]
key = "more-ballots-first"
vi = "Phiếu trước."
en = "Ballots first."
source = "Decision 22/UBND"
confirmed = true
"""
HEARING = """
[consultation]
working_days = 7
source = "Decision 23/UBND"
confirmed = true

[[awards]]
award = "bk-ttg"
level = "province"

[awards.consultation]
working_days = 5
source = "Decision 24/UBND"
confirmed = false

[awards.silence]
counts_as = "agrees"
source = "Decision 24/UBND"
confirmed = false
"""


@pytest.fixture
def told(given, tmp_path):
    """Write a file of the operator into the home, and return the settings."""

    def written(name: str, text: str):
        (tmp_path / name).write_text(text)
        return given(HOME=tmp_path)

    return written


def books(councils: CouncilRules) -> RulebookFiles:
    return RulebookFiles(UNITS.at_level, units=UNITS, councils=councils)


def test_a_vote_is_held_by_the_operator_s_rule_and_others_by_the_rulebooks(told):
    rules = books(council_rules(told("ballots.toml", RULE), UNITS)).ballot_rules()
    own = rules.of("bk-ttg", "province", "31")
    assert own
    assert (Way.OPEN, Base.PRESENT, True) == (own.way, own.base, own.casting_vote)
    assert (f"{OWN}Decision 20/UBND", True) == (own.source, own.confirmed)
    other = rules.of("hcld3", "province", "31")
    assert other
    assert (Way.SECRET, False) == (other.way, other.source.startswith(OWN))


def test_a_share_is_pinned_into_the_case_and_told_as_the_operator_s(told):
    ours = books(council_rules(told("ballots.toml", SHARE), UNITS))
    ladders = [one.ladder("hcld3", "10532", DAY) for one in (ours, books(CouncilRules()))]
    votes = [step for one in ladders if one for step in one.steps if step.percent]
    assert [75, 80] == [one.percent for one in votes]
    assert [True, False] == [f"{OWN}Decision 21" in one.source for one in votes]


def test_a_share_of_every_council_stands_in_the_text_of_the_award(told):
    text = SHARE.replace('unit = "31"', 'level = "province"')
    ours = books(council_rules(told("ballots.toml", text), UNITS))
    shares = [one.share for rule in ours.awards(DAY) for one in rule.award.steps if one.share]
    assert [Share(75, f"{OWN}Decision 21/UBND", confirmed=False)] == [
        one for one in shares if one.source.startswith(OWN)
    ]
    assert ours.award("hcld3", DAY) in ours.awards(DAY)


def test_ties_of_the_operator_stand_for_all_of_them(told):
    settings = told("ballots.toml", TIES)
    assert ["more-ballots-first"] == [
        one.key for one in books(council_rules(settings, UNITS)).ballot_rules().ties
    ]
    assert () == books(council_rules(told("ballots.toml", "ties = []"), UNITS)).ballot_rules().ties


def test_agencies_have_the_term_and_the_silence_of_the_operator(told):
    rules = books(council_rules(told("hearing.toml", HEARING), UNITS)).hearing_rules()
    asked = [("bk-ttg", "province"), ("hcld3", "province")]
    assert [5, 7] == [rules.term_of(*one).working_days for one in asked]
    assert ["agrees", "no-remark"] == [rules.silence_of(*one).counts_as for one in asked]
    assert f"{OWN}Decision 23/UBND" == rules.term_of(*asked[1]).source


def test_where_no_file_is_everything_is_as_in_the_rulebooks(given, tmp_path):
    settings = given(HOME=tmp_path)
    assert CouncilRules() == council_rules(settings, UNITS)
    assert load().lists.ballots.says == books(CouncilRules()).ballot_rules()
    assert load().lists.hearing.says == books(CouncilRules()).hearing_rules()


def test_a_file_is_found_by_its_setting(given, tmp_path):
    for name, text in (("votes.toml", RULE), ("asks.toml", HEARING)):
        (tmp_path / name).write_text(text)
    settings = given(BALLOTS="votes.toml", HEARING="asks.toml")
    assert (1, 1) == (
        len(ballots_of(settings, UNITS).awards),
        hearing_of(settings).unconfirmed - 1,
    )


AGAIN = RULE.replace('level = "province"', "")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[[awards", "Expected"),
        ("colour = 1", "colour"),
        (RULE + "colour = 1", r"line 16: \$.awards\[0\].rule.colour: unknown key"),
        (RULE.replace("open", "loud"), r"line 7: Invalid enum value 'loud' - at `\$.awards\[0\]"),
        (RULE.replace("bk-ttg", "prize"), r"line 3: \$.awards\[0\].award: unknown prize"),
        (RULE.replace("province", "moon"), "no council votes at moon"),
        (RULE.replace("bk-ttg", "gk-phuong"), "no council votes on gk-phuong at province"),
        (AGAIN + RULE, r"line 17: \$.awards\[1\]: a rule before it takes its cases"),
        (RULE.replace("Decision 20/UBND", " "), r"\$.awards\[0\]: needs a source"),
        (RULE.replace("quorum_part = 1", "quorum_part = 3"), "3 of 2 is no quorum"),
        (RULE.replace("open", "secret"), "no hand is seen in a secret vote"),
        (SHARE.replace("31", "ZZZ"), r"\$.shares\[0\].unit: unknown ZZZ"),
        (SHARE.replace("unit", 'level = "province"\nunit'), "a unit has one, name either"),
        (SHARE.replace("75", "101"), "percent"),
        (SHARE + SHARE, r"line 9: \$.shares\[1\]: a rule before it takes its cases"),
        (SHARE.replace("Decision 21/UBND", ""), r"\$.shares\[0\]: needs a source"),
        (TIES.replace("more-ballots-first", "oldest"), "no rule oldest"),
        (TIES + TIES, "more-ballots-first stands twice"),
        (TIES.replace("Decision 22/UBND", ""), r"\$.ties\[0\]: needs a source"),
    ],
)
def test_votes_that_cannot_be_held_so_are_refused_with_line_and_reason(told, text, why):
    with pytest.raises(BadBallots, match=why):
        ballots_of(told("ballots.toml", text), UNITS)


WIDE = '[[awards]]\n[awards.silence]\ncounts_as = "agrees"\nsource = "D"\nconfirmed = true\n'


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("consultation = 1", "consultation"),
        (HEARING.replace("= 7", "= 0"), r"line 3: \$.consultation.working_days: 0"),
        (HEARING.replace("Decision 23/UBND", ""), r"\$.consultation: needs a source"),
        (HEARING.replace("agrees", "hail"), r"line 17: \$.awards\[0\].silence.counts_as: unknown"),
        (HEARING.replace("bk-ttg", "prize"), r"\$.awards\[0\].award: unknown prize"),
        (HEARING.replace('"province"', '"moon"'), "no way to bk-ttg leads through moon"),
        ('[[awards]]\naward = "bk-ttg"\n', r"\$.awards\[0\]: says nothing"),
        (WIDE + WIDE, r"line 6: \$.awards\[1\]: an entry before it takes its cases"),
        (HEARING + "colour = 1", r"\$.awards\[0\].silence.colour: unknown key"),
    ],
)
def test_consultations_that_cannot_be_so_are_refused_with_line_and_reason(told, text, why):
    with pytest.raises(BadHearing, match=why):
        hearing_of(told("hearing.toml", text))


def chosen(path: Path, text: str, sure: BallotRules):
    path.write_text(text)
    held = tuple(load().awards.values())
    known = Votes(votes_in(held), frozenset(one.award.key for one in held), UNITS)
    return ballot_choice.chosen(read_ballots(path), sure, held, known)


@pytest.mark.parametrize(
    ("change", "holds"),
    [
        ({}, True),
        ({"quorum_part": 1, "quorum_whole": 3}, True),
        ({"quorum_part": 2, "quorum_whole": 3}, False),
        ({"way": Way.SECRET, "casting_vote": False}, False),
        ({"base": Base.ALL}, False),
        ({"written": True}, False),
        ({"recused_leave": False}, False),
    ],
)
def test_a_confirmed_rule_of_law_may_be_made_stricter_in_numbers_alone(tmp_path, change, holds):
    (own,) = chosen(tmp_path / "ballots.toml", RULE, BallotRules()).awards
    law = replace(own.rule, source="the law", confirmed=True, **change)
    sure = BallotRules((RuledAward(law),))
    if holds:
        assert (own,) == chosen(tmp_path / "ballots.toml", RULE, sure).awards
        return
    with pytest.raises(BadBallots, match="bk-ttg at province is confirmed law: the law"):
        chosen(tmp_path / "ballots.toml", RULE, sure)
