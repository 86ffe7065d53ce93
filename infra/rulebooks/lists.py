"""The lists beside the rulebooks: vocabulary, papers, reasons, salaries, sources, levels."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from domain.audit.finding import AuditRules
from domain.council.rule import BallotRules
from domain.eligibility.conditions import WAYS
from domain.eligibility.ruleset import RULES
from domain.force import ANY_AWARD
from domain.lineage import Successions
from domain.nomination.policies import REASONS
from domain.personal.rules import PersonalRules
from domain.register.grounds import GROUNDS_OF
from domain.rulebooks.words import (
    BaseSalary,
    HearingRules,
    OfficialCalendar,
    PaperKind,
    RefusalReason,
    RegisterGround,
    RuleWords,
    Source,
    Vocabulary,
    WayWords,
    YearRules,
)
from domain.terms import TermRules
from infra.rulebooks.audit_checks import wrong_in_audit
from infra.rulebooks.ballot_choice import wrong_in_rule, wrong_in_ties
from infra.rulebooks.calendar_checks import wrong_in_calendar
from infra.rulebooks.checks import Known
from infra.rulebooks.movement_checks import twice, wrong_in_salaries
from infra.rulebooks.personal_checks import wrong_in_personal
from infra.rulebooks.reading import Document, read
from infra.rulebooks.sources import unfounded
from infra.rulebooks.term_rules import wrong_in_terms
from infra.rulebooks.units_file import read_levels
from infra.rulebooks.vote_places import Votes, strange_places

LEVELS = "units/levels.toml"
JUDGED = "judged"


@dataclass(frozen=True, slots=True)
class PaperKinds:
    """The form of paper-kinds.toml."""

    kinds: tuple[PaperKind, ...]


@dataclass(frozen=True, slots=True)
class RefusalReasons:
    """The form of refusal-reasons.toml."""

    reasons: tuple[RefusalReason, ...]


@dataclass(frozen=True, slots=True)
class RegisterGrounds:
    """The form of register-grounds.toml."""

    grounds: tuple[RegisterGround, ...]


@dataclass(frozen=True, slots=True)
class RuleList:
    """The form of rules.toml."""

    rules: tuple[RuleWords, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """The form of conditions.toml."""

    ways: tuple[WayWords, ...]


@dataclass(frozen=True, slots=True)
class SalaryScale:
    """The form of base-salary.toml."""

    amounts: tuple[BaseSalary, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """The form of sources.toml."""

    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Lists:
    """All of them, as read."""

    vocabulary: Document[Vocabulary]
    papers: Document[PaperKinds]
    reasons: Document[RefusalReasons]
    salaries: Document[SalaryScale]
    sources: Document[Sources]
    rules: Document[RuleList]
    ballots: Document[BallotRules]
    hearing: Document[HearingRules]
    grounds: Document[RegisterGrounds]
    successions: Document[Successions]
    calendar: Document[OfficialCalendar]
    terms: Document[TermRules]
    years: Document[YearRules]
    ways: Document[Ways]
    audit: Document[AuditRules]
    personal: Document[PersonalRules]


def read_lists(root: Path) -> Lists:
    """
    Read the lists under *root*.

    Raises:
        BadRulebook: at the first file that cannot be read.
    """
    return Lists(
        vocabulary=read(root, "vocabulary.toml", Vocabulary),
        papers=read(root, "paper-kinds.toml", PaperKinds),
        reasons=read(root, "refusal-reasons.toml", RefusalReasons),
        salaries=read(root, "base-salary.toml", SalaryScale),
        sources=read(root, "sources.toml", Sources),
        rules=read(root, "rules.toml", RuleList),
        ballots=read(root, "ballots.toml", BallotRules),
        hearing=read(root, "hearing.toml", HearingRules),
        grounds=read(root, "register-grounds.toml", RegisterGrounds),
        successions=read(root, "succession.toml", Successions),
        calendar=read(root, "calendar.toml", OfficialCalendar),
        terms=read(root, "terms.toml", TermRules),
        years=read(root, "years.toml", YearRules),
        ways=read(root, "conditions.toml", Ways),
        audit=read(root, "audit.toml", AuditRules),
        personal=read(root, "personal-data.toml", PersonalRules),
    )


def known_from(lists: Lists, root: Path) -> Known:
    """Return the keys the other files may use."""
    words = lists.vocabulary.says
    return Known(
        kinds={one.key for one in words.kinds},
        roles={one.key for one in words.roles},
        subjects={one.key for one in words.subjects},
        papers={one.key for one in lists.papers.says.kinds},
        sources={one.key for one in lists.sources.says.sources},
        levels=tuple(read_levels((root / LEVELS).read_text(encoding="utf-8"))),
    )


def wrong_in_lists(lists: Lists, known: Known) -> Iterator[str]:
    """Return everything wrong in the lists, each with file and key."""
    told = (lists.papers, lists.reasons, lists.salaries, lists.rules, lists.ballots)
    last = (lists.successions, lists.years, lists.ways, lists.audit, lists.personal)
    for one in (*told, lists.hearing, lists.grounds, *last):
        yield from one.named(unfounded(one.says, known.sources))
    yield from (f"{LEVELS}: {one}" for one in unfounded(known.levels, known.sources))
    yield from lists.audit.named(wrong_in_audit(lists.audit.says))
    yield from lists.personal.named(wrong_in_personal(lists.personal.says, known.levels))
    yield from lists.grounds.named(wrong_in_grounds(lists.grounds.says.grounds))
    calendar, terms = lists.calendar, lists.terms
    yield from calendar.named(unfounded(calendar.says, known.sources))
    yield from calendar.named(wrong_in_calendar(calendar.says))
    yield from terms.named(unfounded(terms.says, known.sources))
    says = terms.says
    yield from terms.named(wrong_in_terms(says.near, says.entry, says.notices, known.roles))
    papers, reasons, sources = lists.papers, lists.reasons, lists.sources
    yield from papers.named(twice("$.kinds", [one.key for one in papers.says.kinds]))
    yield from reasons.named(wrong_in_reasons([one.key for one in reasons.says.reasons]))
    yield from sources.named(twice("$.sources", [one.key for one in sources.says.sources]))
    yield from lists.ballots.named(wrong_in_ties([one.key for one in lists.ballots.says.ties]))
    yield from lists.rules.named(wrong_in_rules([one.key for one in lists.rules.says.rules]))
    yield from lists.ways.named(wrong_in_ways(lists.ways.says))
    yield from lists.salaries.named(wrong_in_salaries(lists.salaries.says.amounts))


def wrong_in_grounds(grounds: Sequence[RegisterGround]) -> Iterator[str]:
    """Find grounds that stand twice, that no act knows, and those without words."""
    yield from twice("$.grounds", [one.key for one in grounds])
    said = {(act, one.key) for one in grounds for act in one.acts}
    known = {(act, key) for act, keys in GROUNDS_OF.items() for key in keys}
    yield from (f"$.grounds: {act} knows no {key}" for act, key in sorted(said - known))
    yield from (f"$.grounds: {key} is missing for {act}" for act, key in sorted(known - said))


def wrong_in_rules(keys: Sequence[str]) -> Iterator[str]:
    """Find rules without words, and words without a rule."""
    known = [one.key for one in RULES]
    yield from twice("$.rules", keys)
    yield from (f"$.rules: {key} is missing" for key in known if key not in keys)
    yield from (f"$.rules: no rule {key}" for key in keys if key not in known)


def wrong_in_ways(told: Ways) -> Iterator[str]:
    """Find ways of showing a condition without words, and words without a way."""
    keys, known = [one.key for one in told.ways], [*WAYS, JUDGED]
    yield from twice("$.ways", keys)
    yield from (f"$.ways: {key} is missing" for key in known if key not in keys)
    yield from (f"$.ways: no way {key}" for key in keys if key not in known)


def wrong_in_ballots(rules: BallotRules, known: Votes) -> Iterator[str]:
    """Find rules of votes there are not, that nothing reaches, and quorums that are none."""
    yield from strange_places("$.awards", [one.where() for one in rules.awards], known)
    for number, one in enumerate(rules.awards):
        yield from wrong_in_rule(f"$.awards[{number}]", one.rule)


def wrong_in_years(rules: YearRules, awards: Collection[str]) -> Iterator[str]:
    """Find years said of an award nobody knows, or twice of one, and a reach below nothing."""
    reaches, yearly = [one.award for one in rules.reaches], [one.award for one in rules.yearly]
    yield from twice("$.reaches", reaches)
    yield from twice("$.yearly", yearly)
    strange = {*reaches, *yearly} - {*awards, ANY_AWARD}
    yield from (f"$: unknown award {one}" for one in sorted(strange))
    short = (one for one in rules.reaches if one.years_back < 0)
    yield from (f"$.reaches: {one.award} has {one.years_back}" for one in short)


def wrong_in_reasons(keys: Sequence[str]) -> Iterator[str]:
    """Find reasons for a refusal that no act knows, and those without words."""
    yield from twice("$.reasons", keys)
    yield from (f"$.reasons: no act knows {key}" for key in keys if key not in REASONS)
    yield from (f"$.reasons: {key} is missing" for key in sorted(REASONS - {*keys}))
