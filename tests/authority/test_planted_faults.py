"""A fault planted in one policy, or in the table, is seen in the cells it touches and no others."""

from dataclasses import replace
from typing import Any

import pytest

from domain import access
from domain.decision import issue
from domain.hand import Hand
from domain.hearing import complain, consult, judge, publish
from domain.nomination import access as of_cases
from domain.nomination import duties, favourable, returns
from domain.refusal import Refusal
from domain.submission import dispatch
from infra.ledger.ledger import StoreLedger
from tests.authority import rows
from tests.authority.cells import Hands, cells, some
from tests.authority.persons import NOBODY
from tests.authority.places import BUSY, PLAIN, Place
from tests.authority.rows import UNITS

pytestmark = pytest.mark.no_cover
REVIEW = Place("waiting", "ward-review", PLAIN)
APPRAISAL = Place("waiting", "district-appraisal", PLAIN)
SUBMIT = Place("waiting", "district-submit", PLAIN)
DECISION = Place("waiting", "central-decision", PLAIN)
CONSULT = Place("waiting", "province-consult", PLAIN)
BACK = Place("returned", "district-appraisal", BUSY)
ASKED = Place("waiting", "district-vote", BUSY)
WORD_ELSEWHERE = "nobody_endorses_what_they_judged_elsewhere"
JUDGED_ELSEWHERE = "nobody_judges_what_they_endorsed_elsewhere"
FOR_AN_AGENCY = "nobody_endorses_what_they_were_consulted_on"
SETTLING = "complaint-settling"
OBJECTION = "objection-settling"


def nothing(*_: object) -> None:
    """Forget a rule."""


def clerks_too(hand: Hand, role: str) -> Refusal | None:
    """Give a role too many what any other may."""
    return None if "clerk" in hand.roles else access.the_hand_has_the_role(hand, role)


def near(place: Place, act: str) -> list[Hands]:
    """Return the hands that a fault in one act would let in or keep out."""
    named = rows.named(rows.ROWS[act], place)
    roles = {role for role, _ in named}
    strangers = [("clerk", place.holder), *((role, unit) for role in roles for unit in UNITS)]
    mine = [Hands(office, who) for office in named for who in some(place)]
    return [*mine, *(Hands(office, NOBODY) for office in strangers)]


def unlike(place: Place, stage: StoreLedger, hands: list[Hands]) -> set[str]:
    """Return the acts of a place in which some cell is unlike the table."""
    return {one.act for one in cells(place, stage, hands) if not one.agrees}


OWN_WORDS = {"nobody_gives_two_opinions", WORD_ELSEWHERE, JUDGED_ELSEWHERE}
"""Rules on words of two steps: where those are of two offices, the rule on offices says so too."""
FAULTS = {
    "a clerk too": (of_cases, "the_hand_has_the_role", clerks_too, REVIEW, "return"),
    "any unit": (of_cases, "the_hand_sits_in_the_unit", nothing, REVIEW, "endorsement"),
    "own case": (of_cases, "nobody_judges_their_own_case", nothing, REVIEW, "refusal"),
    "own case sent": (of_cases, "nobody_judges_their_own_case", nothing, SUBMIT, "submission"),
    "two opinions": (duties, "nobody_gives_two_opinions", nothing, CONSULT, "endorsement"),
    "a word elsewhere": (duties, WORD_ELSEWHERE, nothing, CONSULT, "endorsement"),
    "a judged step": (judge, JUDGED_ELSEWHERE, nothing, CONSULT, "judgement"),
    "for an agency": (duties, FOR_AN_AGENCY, nothing, APPRAISAL, "appraisal"),
    "two levels": (duties, "nobody_agrees_at_two_levels", nothing, APPRAISAL, "appraisal"),
    "two levels sent": (dispatch, "nobody_agrees_at_two_levels", nothing, SUBMIT, "submission"),
    "two levels granted": (issue, "nobody_agrees_at_two_levels", nothing, DECISION, "decision"),
    "two offices": (dispatch, "nobody_agrees_in_two_offices", nothing, SUBMIT, "submission"),
    "two offices granted": (issue, "nobody_agrees_in_two_offices", nothing, DECISION, "decision"),
    "own agreement": (returns, "nobody_proposes_what_they_agreed_to", nothing, BACK, "supplement"),
    "own letter": (complain, "nobody_settles_what_they_entered", nothing, ASKED, SETTLING),
    "own objection": (publish, "nobody_settles_what_they_entered", nothing, ASKED, OBJECTION),
    "another agency": (consult, "the_hand_sits_in_the_unit", nothing, ASKED, "agency-opinion"),
    "who chooses": (favourable, "the_hand_appraises_the_case", nothing, REVIEW, "regime"),
    "a stranger chooses": (favourable, "the_hand_sits_on_the_way", nothing, REVIEW, "regime"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_rule_forgotten_in_one_policy_is_seen(stage, monkeypatch, fault):
    where, rule, instead, place, act = FAULTS[fault]
    hands = near(place, act)
    assert unlike(place, stage, hands) == set()
    monkeypatch.setattr(where, rule, instead)
    if rule in OWN_WORDS:
        monkeypatch.setattr(where, "nobody_agrees_in_two_offices", instead)
    assert act in unlike(place, stage, hands)


TABLE_FAULTS: dict[str, dict[str, Any]] = {
    "a role too many": {"who": ("the judge of the holder", "clerk of the holder")},
    "a role less": {"who": ()},
    "a bar forgotten": {"bars": frozenset({"the nominee"})},
    "a bar too many": {"bars": frozenset({"the nominee", "proposed it", "agreed"})},
    "a place forgotten": {"where": frozenset({"draft"})},
    "a place too many": {"where": frozenset({"waiting", "returned"})},
}


@pytest.mark.parametrize("fault", TABLE_FAULTS)
def test_a_row_written_otherwise_is_seen(stage, monkeypatch, fault):
    row = rows.ROWS["return"][0]
    tried = [(place, near(place, "return")) for place in (SUBMIT, BACK)]
    monkeypatch.setitem(rows.ROWS, "return", (replace(row, **TABLE_FAULTS[fault]),))
    assert {act for place, hands in tried for act in unlike(place, stage, hands)} == {"return"}
