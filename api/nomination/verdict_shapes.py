"""How verdicts and possible acts look."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypedDict
from uuid import UUID

from api.fact_names import PLAIN, Names
from api.problem_words import title
from api.sentences import in_english, in_vietnamese
from api.sights import LookedAt
from api.sights import looked_at as looked_at_in_words
from domain.eligibility.conditions import Stand
from domain.eligibility.verdict import Finding
from domain.refusal import Refusal
from domain.rulebooks.words import RuleWords, Text, WayWords
from services.attempts.trial import Who
from services.possible_acts import PossibleAct
from services.verdicts import Judged


class BrokenRule(TypedDict):
    """
    One thing that is wrong: its code and what it means, a sentence, and what was looked at.

    `says` is the sentence in both languages; `detail` is the English one.
    """

    code: str
    meaning: Text
    says: Text
    detail: str
    facts: Mapping[str, str]


class RuleFinding(TypedDict):
    """
    What one rule found.

    `force` says whether it binds, warns or is off; `mends` whether something done on this case can
    mend a breach, and `remedy` what would change the answer.
    """

    rule: str
    text: Text
    source: str
    confirmed: bool
    force: str
    holds: bool
    broken: list[BrokenRule]
    looked_at: Mapping[str, str]
    seen: list[LookedAt]
    mends: bool
    remedy: Text


class JudgementShown(TypedDict):
    """What a person judged of a condition: who, where, on which date, and why."""

    judge: str
    step: str
    on: date | None
    met: bool
    reason: str


class ConditionShown(TypedDict):
    """
    A condition of the award as it stands: `standing` is met, not-met or to-be-judged.

    `rule` is the one that refuses for it, with that `force`; `judged_by` who said the last word,
    None where nobody did, and `remedies` what would change the answer, any of them.
    """

    condition: str
    text: Text
    source: str
    confirmed: bool
    standing: str
    rule: str
    force: str
    looked_at: Mapping[str, str]
    seen: list[LookedAt]
    judged_by: JudgementShown | None
    remedies: list[Text]


class VerdictShown(TypedDict):
    """
    Whether a case is eligible, to-be-judged, not-eligible, not-yet or over.

    To be judged is a case that may go on, of which a person has yet to judge a condition before the
    award is decided. Every rule is told, and every condition of the award as the case pinned it.
    """

    nomination: UUID
    version: int
    answer: str
    rules: list[RuleFinding]
    conditions: list[ConditionShown]


class ActShown(TypedDict):
    """
    An act on a case: whether this caller may do it now, else what is broken; and who may.

    `by` is the delegation by which the caller may, None where they may alone, or not at all.
    """

    act: str
    step: str | None
    allowed: bool
    by: UUID | None
    who: list[Who]
    broken: list[BrokenRule]


class ActsShown(TypedDict):
    """Every act on a case, as this caller finds it."""

    nomination: UUID
    version: int
    items: list[ActShown]


class PossibleActsShown(TypedDict):
    """Every act on something that is no case, as this caller finds it."""

    sort: str
    id: UUID
    items: list[ActShown]


def broken_rules(refusals: Sequence[Refusal], names: Names = PLAIN) -> list[BrokenRule]:
    """Return refusals with what their codes mean, and say of this case, in both languages."""
    return [
        BrokenRule(
            code=one.code,
            meaning=Text(title(one.code, "vi"), title(one.code)),
            says=Text(
                in_vietnamese(one.code, one.facts, names),
                in_english(one.code, one.detail, one.facts, names),
            ),
            detail=one.detail,
            facts=one.facts,
        )
        for one in refusals
    ]


def finding_shown(one: Finding, said: RuleWords, names: Names = PLAIN) -> RuleFinding:
    """Return what a rule found beside its words."""
    return {
        "rule": said.key,
        "text": said.text,
        "source": said.source,
        "confirmed": said.confirmed and one.confirmed,
        "force": one.force.value,
        "holds": not one.broken,
        "broken": broken_rules(one.broken, names),
        "looked_at": one.looked_at,
        "seen": looked_at_in_words(one.seen, names),
        "mends": not one.final,
        "remedy": said.remedy,
    }


def condition_shown(
    one: Stand, words: Text, remedies: Mapping[str, Text], names: Names = PLAIN
) -> ConditionShown:
    """Return how a condition stands beside its own words, else those of its rule: *words*."""
    asked, last = one.condition, one.judgement
    ways = (*asked.shown_by, *(["judged"] if asked.judged else []))
    said = last.given if last else None
    return {
        "condition": asked.key,
        "text": Text(asked.vi, asked.en) if asked.vi else words,
        "source": asked.source,
        "confirmed": asked.confirmed,
        "standing": one.standing.value,
        "rule": one.rule,
        "force": one.force.value,
        "looked_at": one.looked_at,
        "seen": looked_at_in_words(one.seen, names),
        "judged_by": {
            "judge": said.judge,
            "step": said.step,
            "on": last.on if last else None,
            "met": said.met,
            "reason": said.reason,
        }
        if said
        else None,
        "remedies": [remedies[way] for way in ways],
    }


def verdict_shown(
    nomination: UUID,
    found: Judged,
    rules: Sequence[RuleWords],
    ways: Sequence[WayWords],
    names: Names,
) -> VerdictShown:
    """Return a verdict with the words of its rules and of its conditions."""
    said, remedies = {one.key: one for one in rules}, {one.key: one.remedy for one in ways}
    return {
        "nomination": nomination,
        "version": found.version,
        "answer": found.verdict.answer.value,
        "rules": [finding_shown(one, said[one.rule.key], names) for one in found.verdict.findings],
        "conditions": [
            condition_shown(one, said[one.rule].text, remedies, names)
            for one in found.verdict.conditions
        ],
    }


def act_shown(one: PossibleAct, names: Names) -> ActShown:
    """Return an act as this caller finds it."""
    return {
        "act": one.act,
        "step": one.step,
        "allowed": not one.broken,
        "by": one.by,
        "who": list(one.who),
        "broken": broken_rules(one.broken, names),
    }
