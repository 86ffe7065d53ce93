"""The rules a verdict asks, in their order: what each refuses, and what it looks at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from domain.eligibility import (
    conditions,
    hearing_rules,
    hearing_seen,
    namesakes,
    once,
    rules,
    seen,
    unsaid,
)
from domain.eligibility.look import Look
from domain.eligibility.sight import Seen
from domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Rule:
    """
    A rule by its key in rules.toml: what it refuses, and what it looks at.

    `final` says that nothing done on the same case mends it, `lasting` whether nothing does in the
    case at hand, though in others something may. `confirmed` answers for what the
    rulebook pinned in the case says; what the rule itself rests on, rules.toml tells, and counts
    unless the rule holds `by_data`: then it demands nothing by itself. No operator weakens one that
    holds `always`: it says how an act that was begun here ends, or keeps the register from holding
    one thing twice. Nor does one bind that only `tells`.
    """

    key: str
    check: Callable[[Look], Sequence[Refusal | None]]
    looks_at: Callable[[Look], Seen]
    final: bool
    confirmed: Callable[[Look], bool] = lambda _: True
    always: bool = False
    by_data: bool = False
    tells: bool = False
    lasting: Callable[[Look], bool] = lambda _: False


ACHIEVEMENT = Rule(
    "one-achievement-one-award",
    rules.one_achievement_founds_one_award,
    seen.achievement,
    final=True,
)
NOTHING_OPEN = Rule(
    "nothing-is-open", rules.nothing_is_open_against_the_nominee, seen.holds, final=False
)
RULES: tuple[Rule, ...] = (
    Rule("form-matches-subject", rules.the_form_matches_the_subject, seen.subject, final=True),
    Rule("regime-is-of-its-day", rules.a_receipt_shows_the_regime, seen.regime, final=True),
    Rule("file-is-whole", rules.the_file_is_whole, seen.file, final=False),
    Rule("originals-only", rules.the_papers_are_originals, seen.forms, final=False),
    ACHIEVEMENT,
    Rule("initiative-counts-once", once.an_initiative_counts_once, seen.initiatives, final=True),
    Rule("initiative-of-kin", once.no_merged_unit_has_the_number, seen.kin, final=False),
    Rule(
        "passing-results-found-no-merit",
        rules.passing_results_found_no_higher_merit,
        seen.basis,
        final=True,
    ),
    Rule(
        "passing-results-are-said",
        unsaid.no_passing_result_is_left_out,
        unsaid.register,
        final=False,
        tells=True,
    ),
    Rule("cited-honours-are-held", rules.what_is_cited_is_held, seen.basis, final=False),
    NOTHING_OPEN,
    Rule(
        "after-discipline",
        rules.the_achievement_follows_the_discipline,
        seen.discipline,
        final=True,
    ),
    Rule(
        "titles-in-a-row",
        rules.titles_were_held_in_a_row,
        seen.titles,
        final=False,
        confirmed=rules.every_row_is_confirmed,
    ),
    Rule(
        conditions.CONFIRMED,
        conditions.what_the_law_asks_is_met,
        conditions.all_stand,
        final=False,
        lasting=partial(conditions.missed_for_good, conditions.CONFIRMED),
    ),
    Rule(
        conditions.OTHERS,
        conditions.what_else_is_asked_is_met,
        conditions.all_stand,
        final=False,
        confirmed=lambda _: False,
        lasting=partial(conditions.missed_for_good, conditions.OTHERS),
    ),
    Rule(
        "kind-is-asked",
        conditions.a_kind_is_asked_for_something,
        seen.commendation,
        final=True,
        confirmed=lambda _: False,
    ),
    Rule(
        "words-agree-with-facts",
        conditions.a_word_agrees_with_the_facts,
        conditions.all_stand,
        final=False,
        tells=True,
    ),
    Rule(
        "one-title-a-year",
        once.a_title_of_a_year_is_given_once,
        seen.title,
        final=True,
        always=True,
    ),
    Rule("one-state-form-a-year", rules.one_state_form_a_year, seen.state_form, final=True),
    Rule(
        "state-form-excepted",
        once.a_further_state_form_is_an_exception,
        seen.state_form,
        final=False,
        confirmed=lambda _: False,
    ),
    Rule(
        conditions.ANOTHER,
        namesakes.a_namesake_is_another,
        namesakes.namesakes_stand,
        final=False,
        always=True,
    ),
    Rule("name-known", once.no_other_case_has_the_name, seen.namesakes, final=False, tells=True),
    Rule("a-place-is-left", rules.a_place_is_left, seen.places, final=False),
    Rule(
        "agencies-were-heard",
        hearing_rules.every_agency_was_heard,
        hearing_seen.consulted,
        final=False,
        always=True,
    ),
    Rule(
        "findings-are-answered",
        hearing_rules.what_is_against_the_case_is_answered,
        hearing_seen.against,
        final=False,
        always=True,
    ),
    Rule(
        "no-posting-is-open",
        hearing_rules.no_posting_is_open,
        hearing_seen.posting,
        final=False,
        always=True,
    ),
    Rule(
        "posted-where-asked",
        hearing_rules.the_case_was_posted,
        hearing_seen.posted,
        final=False,
        confirmed=hearing_rules.the_posting_rule_is_confirmed,
        by_data=True,
    ),
    Rule(
        "enterprise-duties-met",
        hearing_rules.the_enterprise_meets_its_duties,
        hearing_seen.confirmations,
        final=False,
    ),
)
