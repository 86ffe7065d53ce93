"""How cases under other regimes look as a document: differences, verdicts, rule by rule."""

from collections.abc import Mapping, Sequence
from typing import TypedDict
from uuid import UUID

from api.nomination.verdict_shapes import BrokenRule, finding_shown
from api.sights import LookedAt
from domain.eligibility.verdict import Finding
from domain.rulebooks.words import RuleWords, Text
from services.what_if import CaseAgain, Otherwise

Words = Mapping[str, RuleWords]


class RuleSide(TypedDict):
    """What a rule says under one rulebook, and what it looked at."""

    holds: bool
    force: str
    broken: list[BrokenRule]
    looked_at: Mapping[str, str]
    seen: list[LookedAt]


class RuleOtherwise(TypedDict):
    """A rule that answers differently under two rulebooks."""

    rule: str
    text: Text
    source: str
    confirmed: bool
    was: RuleSide
    would: RuleSide


class CaseOtherwise(TypedDict):
    """A case, its verdict under its own rulebook and another, and the rules that differ."""

    nomination: UUID
    award: str
    outcome: str
    decided_under: str
    was: str | None
    would: str | None
    rules: list[RuleOtherwise]


def side_shown(one: Finding, said: RuleWords) -> RuleSide:
    """Return what a rule says under one rulebook."""
    found = finding_shown(one, said)
    return {
        "holds": found["holds"],
        "force": found["force"],
        "broken": found["broken"],
        "looked_at": found["looked_at"],
        "seen": found["seen"],
    }


def rule_shown(was: Finding, would: Finding, said: RuleWords) -> RuleOtherwise:
    """Return a rule with both its answers."""
    return {
        "rule": said.key,
        "text": said.text,
        "source": said.source,
        "confirmed": said.confirmed and was.confirmed and would.confirmed,
        "was": side_shown(was, said),
        "would": side_shown(would, said),
    }


def case_shown(one: CaseAgain, words: Words) -> CaseOtherwise:
    """Return a case with both its verdicts."""
    judged = one.judged
    return {
        "nomination": one.nomination,
        "award": one.award,
        "outcome": one.outcome,
        "decided_under": one.regime,
        "was": judged.was.value if judged else None,
        "would": judged.would.value if judged else None,
        "rules": [rule_shown(was, would, words[was.rule.key]) for was, would in one.rules],
    }


def otherwise_shown(found: Otherwise, words: Words) -> dict[str, object]:
    """Return everything that would have been otherwise as a document."""
    return {
        "decided": found.decided,
        "alike": found.alike,
        "decisive": found.decisive,
        "differences": [
            {
                "award": award,
                "about": one.about,
                "was": one.was,
                "would": one.would,
                "cases": cases,
                "example": found.examples[award, one],
            }
            for (award, one), cases in found.found.most_common()
        ],
        "verdicts": [
            {"was": was.value, "would": would.value, "cases": cases}
            for (was, would), cases in found.verdicts.most_common()
        ],
        "cases": [case_shown(one, words) for one in found.judged],
    }


def by_key(rules: Sequence[RuleWords]) -> Words:
    """Return the words of the rules by their keys."""
    return {one.key: one for one in rules}
