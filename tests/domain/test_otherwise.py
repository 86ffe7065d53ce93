"""What of a decided case would have been otherwise under another ladder, each rule by itself."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.bonus import Coefficient
from domain.nomination.decide import NOMINATION
from domain.nomination.events import CouncilVoted
from domain.nomination.otherwise import Difference, differences
from tests.builders import DECIDE, LADDER, REVIEW, VOTE, minutes, opened, report
from tests.reforms import folded

CASE = folded(NOMINATION, opened, report, minutes).dossier
BALLOT = CouncilVoted("district-vote", 11, 9, 10, False, None)
CARRIED = replace(BALLOT, in_favour=11, carried=True)
MORE = Coefficient("person", Decimal("0.5"), "x", confirmed=True)


def test_under_its_own_ladder_nothing_is_otherwise():
    assert () == differences(CASE, [BALLOT, CARRIED], LADDER)


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (None, Difference("award-not-given", "gk-tp", "-")),
        (
            replace(LADDER, subjects=("collective",)),
            Difference("subject-not-honoured", "person", "collective"),
        ),
        (
            replace(LADDER, papers=("proposal-letter",)),
            Difference("papers-lacking", "-", "proposal-letter"),
        ),
        (
            replace(LADDER, coefficients=(MORE,)),
            Difference("bonus-coefficient", "0.3", "0.5"),
        ),
        (replace(LADDER, coefficients=()), Difference("bonus-coefficient", "0.3", "-")),
        (
            replace(LADDER, steps=tuple(
                replace(one, percent=80) if one.key == VOTE.key else one for one in LADDER.steps
            )),
            Difference("vote-outcome", "9 of 10 needed", "9 of 9 needed"),
        ),
    ],
    ids=["not given", "subject", "papers", "bonus", "no bonus", "vote"],
)  # fmt: skip
def test_one_rule_after_another(other, found):
    told = differences(CASE, [BALLOT], other)
    assert [found] == [one for one in told if one.about != "vote-share"]


UPPER = replace(VOTE, key="province-vote", level="province", percent=80)


def test_a_vote_is_held_against_the_share_of_its_own_level():
    """Where the district's vote is gone, the province's share says nothing of it."""
    was = replace(LADDER, steps=(*LADDER.steps[:4], UPPER, DECIDE))
    case = replace(CASE, ladder=was)
    votes = [BALLOT, replace(CARRIED, step=UPPER.key, in_favour=9, needed=9)]
    gone = replace(was, steps=tuple(one for one in was.steps if one.key != VOTE.key))
    sharper = replace(gone, steps=tuple(
        replace(one, percent=90) if one.key == UPPER.key else one for one in gone.steps
    ))  # fmt: skip

    assert ["route"] == [one.about for one in differences(case, votes, gone)]
    assert Difference("vote-outcome", "9 of 9 needed", "9 of 10 needed") in differences(
        case, votes, sharper
    )


def test_a_vote_held_anew_is_held_against_the_same_share():
    again = replace(BALLOT, in_favour=10, carried=True)
    both = replace(LADDER, steps=(*LADDER.steps, replace(VOTE, key="second", percent=50)))

    assert () == differences(replace(CASE, ladder=both), [BALLOT, again], both)


def test_another_route_is_told_in_a_line():
    (found,) = differences(CASE, [BALLOT], replace(LADDER, steps=(REVIEW, DECIDE)))

    assert ("route", "ward review > district decide") == (found.about, found.would)
