"""What a file says becomes what a case carries, sources and all."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.hearing.required import confirmations_of
from domain.ladder import Act, Asked, Posting
from domain.movement import EvaluatorWeight
from domain.rulebooks.award import Award, AwardRule, Duty, Paper, Reward, Rung, Share, Term
from domain.rulebooks.pinning import ladder_of, levels_of, movement_of
from domain.rulebooks.programme import (
    Issuer,
    NominatedClass,
    Programme,
    Review,
    Standard,
    Weighting,
    Window,
)
from domain.rulebooks.regime import End, Regime, Rule
from domain.rulebooks.words import Text

NAMES = Text("tên", "name")
REVIEW = Rung("ward-review", "ward", Act.REVIEW, "council-secretary", "flow", confirmed=True)
VOTE = Rung(
    "province-vote",
    "province",
    Act.VOTE,
    "council-secretary",
    "flow",
    confirmed=True,
    term=Term(25, "record", confirmed=True),
    share=Share(80, "procedure", confirmed=False),
    papers=(Paper("ballot-minutes", "form", confirmed=True),),
)
DECIDE = Rung("province-decide", "province", Act.DECIDE, "leader", "law", confirmed=True)
AWARD = Award(
    key="bk-tinh",
    kind="form",
    names=NAMES,
    subjects=("person", "enterprise"),
    deciding_level="province",
    decided_by=NAMES,
    source="law",
    confirmed=True,
    steps=(REVIEW, VOTE, DECIDE),
    papers=(
        Paper("proposal-letter", "form", confirmed=True),
        Paper("land-paper", "old", confirmed=False, subjects=("enterprise",)),
    ),
    confirmations=(Duty("tax-confirmation", "old", confirmed=False),),
    bonus=(Reward("person", Decimal("1.5"), "table", confirmed=False),),
)
RULE = AwardRule("nd98-2023", "d" * 64, AWARD)
UNITS = {"ward": "10531", "province": "30"}


def test_agencies_and_postings_are_pinned_as_the_file_says_them():
    asks = (Asked("TAX", "taxes", 5, "the operator", confirmed=False),)
    posting = Posting("province", 10, "the operator", confirmed=False)
    steps = (replace(REVIEW, act=Act.CONSULT, asks=asks), DECIDE)
    award = replace(AWARD, steps=steps, postings=(posting,))
    ladder = ladder_of(replace(RULE, award=award), UNITS)
    assert (asks, (posting,)) == (ladder.first.asks, ladder.postings)


def test_each_level_is_named_once_in_the_order_of_the_climb():
    assert ("ward", "province") == levels_of(RULE)


def test_every_step_names_the_unit_of_its_level():
    assert ["10531", "30", "30"] == [step.unit for step in ladder_of(RULE, UNITS).steps]


def test_a_level_without_a_unit_is_an_error():
    with pytest.raises(KeyError, match="province"):
        ladder_of(RULE, {"ward": "10531"})


def test_a_step_carries_the_sources_of_its_numbers():
    vote = ladder_of(RULE, UNITS).step("province-vote")

    assert "flow | Term: record | Share: procedure" == vote.source
    assert (25, 80, ("ballot-minutes",)) == (vote.working_days, vote.percent, vote.papers)


def test_a_step_is_confirmed_only_when_its_numbers_are():
    confirmed = {step.key: step.confirmed for step in ladder_of(RULE, UNITS).steps}

    assert {"ward-review": True, "province-vote": False, "province-decide": True} == confirmed


def test_the_ladder_carries_the_rule_that_gave_it():
    ladder = ladder_of(RULE, UNITS)

    assert ("bk-tinh", "nd98-2023", "d" * 64, "law", True) == (
        ladder.award,
        ladder.regime,
        ladder.digest,
        ladder.source,
        ladder.confirmed,
    )
    coefficient = ladder.times("person")
    assert coefficient is not None
    assert (Decimal("1.5"), "table", False) == (
        coefficient.times,
        coefficient.source,
        coefficient.confirmed,
    )


def test_papers_of_one_kind_of_nominee_are_asked_of_that_kind_only():
    ladder = ladder_of(RULE, UNITS)

    assert ("proposal-letter",) == ladder.papers == ladder.papers_of("person")
    assert ("proposal-letter", "land-paper") == ladder.papers_of("enterprise")


def test_what_authorities_confirm_is_pinned_beside_the_papers():
    ladder = ladder_of(RULE, UNITS)

    assert ("tax-confirmation",) == ladder.confirmations == confirmations_of(ladder, "enterprise")
    assert () == confirmations_of(ladder, "person")
    assert "tax-confirmation" not in ladder.named_papers


WINDOW = Window(date(2025, 4, 4), date(2030, 12, 31), "plan", confirmed=False)
SCORING = (EvaluatorWeight("appraiser", Decimal(2), "house", confirmed=False),)
PLAN = Programme(
    key="plan",
    names=NAMES,
    number="",
    dated=date(2025, 4, 4),
    source="plan",
    confirmed=True,
    window=WINDOW,
    issuer=Issuer("10531", NAMES, NAMES, "plan", confirmed=True),
    legal_bases=(),
    purposes=(),
    requirements=(),
    contents=(),
    classes=(
        NominatedClass(
            key="ward-committee",
            names=NAMES,
            kinds=("collective",),
            source="plan",
            confirmed=True,
            weighting=Weighting(Decimal(3), "house", confirmed=False),
            criteria=(
                Standard("online", "vi", "en", "plan, indicator 1", True, Decimal(80), "%"),
                Standard("on-time", "vi", "en", "plan, item 1", confirmed=True),
            ),
        ),
    ),
    occasions=(Review("annual", NAMES, ("bk-tinh",), "plan", confirmed=True, window=WINDOW),),
    phases=(),
    duties=(),
    recipients=(),
    scoring=SCORING,
)


def test_a_movement_keeps_span_reviews_and_weights():
    movement = movement_of(PLAN, "e" * 64)

    assert ("plan", "e" * 64, date(2025, 4, 4), date(2030, 12, 31), SCORING) == (
        movement.key,
        movement.digest,
        movement.starts_on,
        movement.ends_on,
        movement.scoring,
    )
    occasion = movement.occasion("annual")
    assert occasion is not None
    assert (("bk-tinh",), date(2025, 4, 4)) == (occasion.awards, occasion.opens_on)


def test_a_criterion_weighs_what_its_class_gives():
    chosen = movement_of(PLAN, "").nominee_class("ward-committee")

    assert chosen is not None
    assert [("online", Decimal(80), "%", Decimal(3)), ("on-time", None, "", Decimal(3))] == [
        (one.key, one.target, one.unit, one.weight) for one in chosen.criteria
    ]


@pytest.mark.parametrize(
    ("on", "covered"),
    [
        (date(2023, 12, 31), False),
        (date(2024, 1, 1), True),
        (date(2025, 6, 30), True),
        (date(2025, 7, 1), False),
    ],
)
def test_a_regime_covers_its_first_and_its_last_day(on, covered):
    rule = Rule("vi", "en", "law", confirmed=True)
    end = End(date(2025, 6, 30), "law", confirmed=True)
    regime = Regime("nd98", NAMES, (), date(2024, 1, 1), "law", True, rule, end)

    assert covered is regime.covers(on)


def test_a_regime_without_an_end_covers_every_later_day():
    rule = Rule("vi", "en", "law", confirmed=True)
    regime = Regime("law06", NAMES, (), date(2026, 10, 1), "law", True, rule)

    assert regime.covers(date(2099, 1, 1))
