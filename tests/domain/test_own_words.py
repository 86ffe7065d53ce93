"""What an operator says of votes and of consultations: of which awards, levels and units."""

import pytest

from domain.rulebooks.award import Share
from domain.rulebooks.shares import OwnShare, with_shares
from domain.rulebooks.words import HeardAward, HearingRules, Silence, UsualTerm
from tests.domain.test_pinning import RULE

HALF, MOST = (Share(percent, "the operator", confirmed=False) for percent in (50, 90))
HERE = {"province": "30"}


def percents(*shares: OwnShare, units: dict[str, str] | None = None) -> list[int | None]:
    """Return the share of each step of an award once these were said."""
    steps = with_shares(RULE, shares, units).award.steps
    return [one.share.percent if one.share else None for one in steps]


def test_who_says_nothing_of_votes_changes_no_award():
    assert RULE is with_shares(RULE, ())


@pytest.mark.parametrize(
    ("said", "percent"),
    [
        (OwnShare(HALF), 50),
        (OwnShare(HALF, award="bk-tinh", level="province", unit="30"), 50),
        (OwnShare(HALF, award="gk-phuong"), 80),
        (OwnShare(HALF, level="ward"), 80),
        (OwnShare(HALF, unit="31"), 80),
    ],
)
def test_a_share_takes_the_place_of_the_award_s_where_it_is_said_of_its_vote(said, percent):
    assert [None, percent, None] == percents(said, units=HERE)


def test_the_first_that_is_said_of_a_vote_counts_and_no_unit_is_known_without_a_case():
    assert [None, 90, None] == percents(OwnShare(MOST), OwnShare(HALF))
    assert [None, 50, None] == percents(OwnShare(MOST, unit="30"), OwnShare(HALF))


LONG, SHORT = (UsualTerm(days, "the operator", confirmed=False) for days in (20, 5))
AGREES, NOTHING = (Silence(said, "rule", confirmed=False) for said in ("agrees", "no-remark"))


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ((), (LONG, NOTHING)),
        ((HeardAward(consultation=SHORT, silence=AGREES),), (SHORT, AGREES)),
        ((HeardAward("bk-tinh", "province", SHORT),), (SHORT, NOTHING)),
        ((HeardAward("bk-tinh", "ward", SHORT, AGREES),), (LONG, NOTHING)),
        ((HeardAward("gk-phuong", None, SHORT, AGREES),), (LONG, NOTHING)),
        ((HeardAward(silence=AGREES), HeardAward("bk-tinh", None, SHORT)), (SHORT, AGREES)),
    ],
)
def test_what_is_said_of_an_award_at_a_level_goes_before_what_is_usual(said, found):
    rules = HearingRules(LONG, NOTHING, said)

    assert found == (rules.term_of("bk-tinh", "province"), rules.silence_of("bk-tinh", "province"))
