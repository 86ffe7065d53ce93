"""Lending power and taking it back: what is granted, listed and ended, and what is refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.delegation.commands import Levels
from domain.delegation.events import (
    Basis,
    DelegationEnded,
    DelegationListed,
)
from tests.builders import (
    APRIL,
    CHAIRMAN,
    LEADER,
    SECRETARY,
)
from tests.lending import (
    GIVEN,
    LENT,
    LIST,
    SCOPE,
    SECOND,
    end,
    grant,
    stands,
)
from tests.spec import Given, given_in


def test_a_delegation_is_granted_and_listed_in_its_unit():
    Given().when(grant()).then(GIVEN, DelegationListed(LENT))
    given_in(LENT, GIVEN).when(grant()).then_refused("already-granted")


def test_everything_wrong_with_a_grant_is_told_at_once():
    wrong = grant(
        replace(LEADER, effective_on=APRIL),
        delegate=" District-LEADER",
        scope=replace(SCOPE, acts=("score", "endorsement")),
        capacity="TM",
        ends_on=date(2025, 4, 14),
        basis=Basis("", date(2025, 4, 16)),
    )
    Given().when(wrong).then_refused(
        "role-missing",
        "unit-foreign",
        "delegation-to-oneself",
        "capacity-not-lent",
        "act-not-lent",
        "span-impossible",
        "number-missing",
        "basis-dated-ahead",
        "dated-before-basis",
    )


LEVELS = Levels(frozenset({"ward", "province"}), "ward")


@pytest.mark.parametrize(
    ("scope", "own", "told"),
    [
        ({"level": "nonsense"}, "ward", ["level-not-known"]),
        ({"level": "nonsense", "acts": ("return",)}, "ward", ["level-not-known"]),
        ({"level": "province", "acts": ("endorsement", "vote")}, "ward", ["level-not-held"]),
        ({"level": "province", "acts": ("endorsement", "withdrawal")}, "ward", []),
        ({"level": "province"}, "ward", []),
        ({"level": "province", "acts": ("decision",)}, "province", []),
        ({"level": "province", "acts": ("decision",)}, None, []),
        ({"level": "ward", "acts": ("decision",)}, "ward", []),
        ({"acts": ("decision",)}, "ward", []),
    ],
)
def test_a_level_at_which_nothing_is_lent_is_refused(scope, own, told):
    lent = replace(SCOPE, **scope)
    outcome = Given().when(grant(scope=lent, levels=replace(LEVELS, own=own)))
    assert told == [one.code for one in outcome.refusals]
    assert not Given().when(grant(scope=lent)).refusals  # as it is read back from its fact


def test_a_level_is_told_with_what_else_is_wrong_and_the_levels_there_are():
    lent = replace(SCOPE, level="x", acts=("score",))
    outcome = Given().when(grant(scope=lent, levels=LEVELS))
    outcome.then_refused("act-not-lent", "level-not-known")
    assert {"level": "x", "known": "province, ward"} == outcome.refusals[1].facts


@pytest.mark.parametrize("act", [
    "appraisal", "decision", "endorsement", "refusal", "return", "submission", "vote",
])  # fmt: skip
def test_acts_of_a_step_alone_are_not_lent_for_another_level(act):
    above = replace(SCOPE, level="province", acts=(act,))
    (refusal,) = Given().when(grant(scope=above, levels=LEVELS)).refusals
    assert {"level": "province", "unit": above.unit, "own": "ward"} == refusal.facts


def test_a_mandate_has_an_end_and_the_other_forms_need_none():
    Given().when(grant(ends_on=None)).then_refused("delegation-without-end")
    for form in ("KT", "TL", "Q"):
        fact = replace(GIVEN, capacity=form, ends_on=None)
        Given().when(grant(capacity=form, ends_on=None)).then(fact, DelegationListed(LENT))


def test_power_does_not_come_back_nor_is_it_lent_on():
    back = replace(GIVEN, delegator="DEPUTY", delegate="Secretary")
    stands(back).when(grant()).then_refused("delegation-looped")
    stands(replace(GIVEN, delegator="x", delegate="secretary")).when(grant()).then_refused(
        "delegation-chained"
    )
    stands(replace(GIVEN, delegator="deputy", delegate="x")).when(grant()).then_refused(
        "delegation-chained"
    )
    stands(replace(GIVEN, delegate="x")).when(grant()).then(GIVEN, DelegationListed(LENT))


@pytest.mark.parametrize(
    "changes",
    [
        {"scope": replace(SCOPE, role="leader")},
        {"begins_on": date(2026, 1, 1), "ends_on": date(2026, 2, 1)},
        {"begins_on": date(2025, 4, 1), "ends_on": date(2025, 4, 14)},
        {"begins_on": date(2026, 1, 1), "ends_on": None},
    ],
)
def test_other_power_and_other_days_make_no_loop(changes):
    back = replace(GIVEN, delegator="deputy", delegate="secretary", **changes)
    stands(back).when(grant()).then(GIVEN, DelegationListed(LENT))


@pytest.mark.parametrize(
    ("mine", "theirs", "loops"),
    [
        ({"acts": ("appraisal",)}, {"acts": ("endorsement",)}, False),
        ({"acts": ("appraisal",)}, {}, True),
        ({"awards": ("gk-tp",)}, {"awards": ("bk-tinh",)}, False),
        ({"awards": ("gk-tp",)}, {"awards": ("bk-tinh", "gk-tp")}, True),
        ({"level": "ward"}, {"level": "province"}, False),
        ({"level": "ward"}, {"level": None}, True),
        ({"movement": "m"}, {"movement": "n"}, False),
        ({"movement": "m"}, {"movement": "m"}, True),
    ],
)
def test_scopes_that_meet_loop_and_those_that_do_not_stand_beside(mine, theirs, loops):
    scope = replace(SCOPE, **theirs)
    back = replace(GIVEN, delegator="deputy", delegate="secretary", scope=scope)
    outcome = stands(back).when(grant(scope=replace(SCOPE, **mine)))

    assert (["delegation-looped"] if loops else []) == [one.code for one in outcome.refusals]


def test_power_that_was_taken_back_makes_no_loop_after_that_day():
    back = replace(GIVEN, delegator="deputy", delegate="secretary")
    for since, loops in ((APRIL, False), (APRIL + timedelta(days=1), True)):
        ended = DelegationEnded(since, "over")
        outcome = stands(back, SECOND, ended).when(grant())
        assert loops == bool(outcome.refusals)


def test_an_entry_of_nothing_stands_in_nobodys_way():
    listed = given_in(LIST, DelegationListed(SECOND))
    listed.when(grant()).then(GIVEN, DelegationListed(LENT))


def test_delegator_and_head_take_power_back_early_and_once():
    granted = given_in(LENT, GIVEN)
    over = DelegationEnded(APRIL, "back from leave")
    for by in (SECRETARY, CHAIRMAN):
        granted.when(end(by)).then(over)
    granted.when(end(LEADER)).then_refused("not-the-delegator")
    granted.when(end(since=date(2026, 1, 1))).then_refused("ends-by-itself")
    granted.when(end(since=date(2025, 4, 14))).then_refused("ended-afterwards")
    given_in(LENT, GIVEN, over).when(end()).then_refused("already-ended")
    given_in(LENT, replace(GIVEN, ends_on=None)).when(end()).then(over)
    Given().when(end()).then_refused("delegation-unknown")


def test_a_delegation_of_a_day_is_one_and_may_be_ended_on_its_last():
    Given().when(grant(ends_on=APRIL)).then(replace(GIVEN, ends_on=APRIL), DelegationListed(LENT))
    of_a_day = given_in(LENT, replace(GIVEN, ends_on=APRIL))
    of_a_day.when(end()).then(DelegationEnded(APRIL, "back from leave"))


def test_no_paper_of_a_delegation_is_dated_ahead():
    ahead = replace(SECRETARY, effective_on=date(2025, 12, 2))
    Given().when(grant(ahead)).then_refused("dated-ahead")
    given_in(LENT, GIVEN).when(end(ahead, since=date(2025, 12, 3))).then_refused("dated-ahead")
