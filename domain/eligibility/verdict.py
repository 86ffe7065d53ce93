"""One check: eligible, not eligible, or not yet; and what of it binds an act."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from domain.eligibility import hearing_rules, hearing_seen, once, rules, seen
from domain.eligibility.look import Look
from domain.eligibility.sight import Seen
from domain.force import Force, Forces
from domain.refusal import Refusal


class Answer(Enum):
    """What the check says of a case; of one that is over, that there is nothing left to judge."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not-eligible"
    NOT_YET = "not-yet"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Rule:
    """
    A rule by its key in rules.toml: what it refuses, and what it looks at.

    `final` says that nothing done on the same case mends it. `confirmed` answers for what the
    rulebook pinned in the case says; what the rule itself rests on, rules.toml tells, and counts
    unless the rule holds `by_data`: then it demands nothing by itself. No operator weakens one that
    holds `always`: it says how an act that was begun here ends, or keeps the register from holding
    one thing twice.
    """

    key: str
    check: Callable[[Look], Sequence[Refusal | None]]
    looks_at: Callable[[Look], Seen]
    final: bool
    confirmed: Callable[[Look], bool] = lambda _: True
    always: bool = False
    by_data: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """
    What one rule found: its force, what is broken, what it looked at.

    `confirmed` answers for what the rulebook pinned in the case says of it.
    """

    rule: Rule
    force: Force
    broken: tuple[Refusal, ...]
    seen: Seen
    confirmed: bool

    @property
    def looked_at(self) -> Mapping[str, str]:
        """Return what the rule looked at, in English."""
        return {name: one.detail for name, one in self.seen.items()}

    @property
    def stops(self) -> bool:
        """Say whether this keeps the case from going on."""
        return self.force is Force.BINDS and bool(self.broken)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, and what each rule found."""

    answer: Answer
    findings: tuple[Finding, ...]


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
        "one-title-a-year",
        once.a_title_of_a_year_is_given_once,
        seen.title,
        final=True,
        always=True,
    ),
    Rule("one-state-form-a-year", rules.one_state_form_a_year, seen.state_form, final=True),
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


def broken(rule: Rule, look: Look) -> tuple[Refusal, ...]:
    """Return what of a rule is broken."""
    return tuple(one for one in rule.check(look) if one)


def force(rule: Rule, look: Look, forces: Forces) -> Force:
    """Return how hard a rule holds for a case."""
    if rule.always:
        return Force.BINDS
    return forces.of(rule.key, confirmed=rule.confirmed(look), by_data=rule.by_data)


def forbidden(look: Look, forces: Forces, among: Sequence[Rule] = RULES) -> list[Refusal]:
    """Return what keeps a case from being filed, going up or being granted: what binds."""
    look = replace(look, forces=forces)
    return [
        refusal
        for rule in among
        if force(rule, look, forces) is Force.BINDS
        for refusal in rule.check(look)
        if refusal
    ]


def verdict(look: Look, forces: Forces) -> Verdict:
    """Return what every rule finds, and the answer that follows from those that bind."""
    look = replace(look, forces=forces)
    findings = tuple(
        Finding(
            one,
            force(one, look, forces),
            broken(one, look),
            one.looks_at(look),
            one.confirmed(look),
        )
        for one in RULES
    )
    return Verdict(answer(look, findings), findings)


def answer(look: Look, findings: Sequence[Finding]) -> Answer:
    """Return what follows from the findings that bind, for a case that still goes on."""
    if look.over:
        return Answer.OVER
    stopping = [one for one in findings if one.stops]
    if any(one.rule.final for one in stopping):
        return Answer.NOT_ELIGIBLE
    return Answer.NOT_YET if stopping else Answer.ELIGIBLE
