"""A person's word on a condition of the award that no fact can show."""

from domain.decider import demand
from domain.eligibility.look import Beside
from domain.hearing.commands import JudgeCondition
from domain.hearing.events import ConditionJudged
from domain.hearing.required import conditions_of, others_than
from domain.nomination.access import (
    judges,
    the_act_follows_what_it_builds_on,
    the_opinion_follows_the_arrival,
)
from domain.nomination.duties import (
    nobody_agrees_at_two_levels,
    nobody_agrees_in_two_offices,
    nobody_endorses_what_they_were_consulted_on,
    nobody_judges_what_they_endorsed_elsewhere,
)
from domain.nomination.policies import the_step_is_the_current_one
from domain.nomination.returns import no_council_is_voting_on_it
from domain.nomination.state import AtStep, Dossier
from domain.paper import in_a_capacity
from domain.refusal import Kind, Refusal, listed


def a_person_judges_it(condition: str, dossier: Dossier) -> Refusal | None:
    """Refuse a word on what the award does not ask of the case, or facts alone decide."""
    if condition in (asked := open_to_judges(dossier)):
        return None
    facts = {"condition": condition, "allowed": listed(asked)}
    return Refusal("condition-not-to-judge", Kind.INVALID, "no person judges that here", facts)


def open_to_judges(dossier: Dossier) -> list[str]:
    """Return what is asked of a case that a person judges: conditions, and who is another."""
    asked = conditions_of(dossier.ladder, dossier.commendation)
    others = others_than(dossier.hearing.namesakes)
    return [one.key for one in (*asked, *others) if one.judged]


def the_word_follows_the_one_before(cmd: JudgeCondition, dossier: Dossier) -> Refusal | None:
    """Refuse a word whose paper is older than that of the word it takes the place of (ADR 17)."""
    known = dossier.hearing.judged.get(cmd.condition)
    if known is None or known.on is None:
        return None
    return the_act_follows_what_it_builds_on(cmd.hand, dossier, known.on)


def judge(cmd: JudgeCondition, state: AtStep, beside: Beside) -> list[ConditionJudged]:
    """Keep what a judge of the step says; a later word takes the place of an earlier one."""
    elsewhere = nobody_judges_what_they_endorsed_elsewhere(cmd.hand, state.dossier, state.step)
    signed = nobody_agrees_in_two_offices(cmd.hand, state.dossier, state.step)
    demand(
        the_step_is_the_current_one(cmd.step, state),
        *judges(cmd.hand, state.dossier, state.step),
        *in_a_capacity(cmd.hand),
        the_opinion_follows_the_arrival(cmd.hand, state.dossier),
        a_person_judges_it(cmd.condition, state.dossier),
        the_word_follows_the_one_before(cmd, state.dossier),
        nobody_endorses_what_they_were_consulted_on(cmd.hand, state.dossier),
        nobody_agrees_at_two_levels(cmd.hand, state.dossier, state.step),
        elsewhere or signed,
        no_council_is_voting_on_it(beside.body),
    )
    fact = ConditionJudged(cmd.step, cmd.condition, cmd.met, cmd.hand.actor, cmd.reason)
    known = state.dossier.hearing.judged.get(cmd.condition)
    return [] if known and known.given == fact else [fact]
