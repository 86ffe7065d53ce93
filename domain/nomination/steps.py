"""Acts that climb: filing, endorsing, appraising, voting; and the passing of a step."""

from collections.abc import Sequence

from domain.decider import demand
from domain.eligibility.look import Beside, to_file, to_leave
from domain.eligibility.verdict import forbidden
from domain.hand import Hand
from domain.ladder import Act
from domain.nomination.access import (
    judges,
    proposers,
    the_act_follows_the_hearing,
    the_opinion_follows_the_arrival,
)
from domain.nomination.commands import AppraiseCase, EndorseStep, FileNomination, RecordVote
from domain.nomination.duties import is_repeat, of_an_opinion
from domain.nomination.events import (
    CaseAppraised,
    CouncilVoted,
    NominationEvent,
    NominationFiled,
    NominationRefused,
    StepEndorsed,
    StepPassed,
)
from domain.nomination.on_paper import as_minuted, counted_by, on_paper
from domain.nomination.policies import (
    VOTE_LOST,
    the_act_fits_the_step,
    the_ballots_add_up,
    the_evidence_is_in_the_file,
    the_step_is_the_current_one,
    the_vote_has_a_threshold,
)
from domain.nomination.receipt import the_entry_is_not_dated_too_far_back
from domain.nomination.running import due_at
from domain.nomination.state import AtStep, Draft
from domain.paper import in_a_capacity
from domain.refusal import Refusal
from domain.votes import votes_needed

ENDORSABLE = frozenset({Act.REVIEW, Act.CONSULT, Act.PUBLISH})


def passed(state: AtStep, hand: Hand) -> list[NominationEvent]:
    """Return the passing of a step; the last step of a ladder is left by a decision only."""
    below, above = state.step.key, state.dossier.ladder.after(state.step.key)
    return [StepPassed(below, above.key, due_at(above, state.dossier, hand))] if above else []


def at_the_desk(
    hand: Hand, step: str, state: AtStep, acts: frozenset[Act]
) -> tuple[Refusal | None, ...]:
    """Check place, sort of act, role, unit, conflict of interest and dates of an act at a step."""
    return (
        the_step_is_the_current_one(step, state),
        the_act_fits_the_step(state.step, acts),
        *judges(hand, state.dossier, state.step),
        the_opinion_follows_the_arrival(hand, state.dossier),
        the_act_follows_the_hearing(hand, state.dossier),
    )


def file(cmd: FileNomination, state: Draft, beside: Beside) -> Sequence[NominationEvent]:
    """Hand the draft in when the case is eligible."""
    dossier = state.dossier
    demand(
        *proposers(cmd.hand, dossier),
        the_entry_is_not_dated_too_far_back(cmd.hand),
        *forbidden(
            to_file(cmd.nomination, dossier, beside, cmd.hand.effective_on), cmd.hand.forces
        ),
    )
    first = dossier.ladder.first
    return [NominationFiled(first.key, due_at(first, dossier, cmd.hand), cmd.namesakes)]


def endorse(cmd: EndorseStep, state: AtStep, beside: Beside) -> Sequence[NominationEvent]:
    """Record one officer's agreement and, at quorum, the passing of the step."""
    if cmd.step == state.step.key and is_repeat(cmd.hand, cmd.step, state.dossier):
        return []
    demand(
        *at_the_desk(cmd.hand, cmd.step, state, ENDORSABLE),
        *in_a_capacity(cmd.hand),
        *of_an_opinion(cmd.hand, state),
        *forbidden(to_leave(cmd.nomination, state, beside, cmd.hand.effective_on), cmd.hand.forces),
    )
    fact = StepEndorsed(cmd.step, cmd.hand.actor, cmd.reason)
    if len(state.endorsed_by) + 1 < state.step.quorum:
        return [fact]
    return [fact, *passed(state, cmd.hand)]


def appraise(cmd: AppraiseCase, state: AtStep, beside: Beside) -> Sequence[NominationEvent]:
    """Record the appraiser's opinion; an unfavourable one leaves the case where it is."""
    look = to_leave(cmd.nomination, state, beside, cmd.hand.effective_on)
    demand(
        *at_the_desk(cmd.hand, cmd.step, state, frozenset({Act.APPRAISE})),
        *in_a_capacity(cmd.hand),
        *(of_an_opinion(cmd.hand, state) if cmd.favourable else ()),
        *(forbidden(look, cmd.hand.forces) if cmd.favourable else ()),
    )
    fact = CaseAppraised(cmd.step, cmd.hand.actor, cmd.favourable, cmd.findings)
    if not cmd.favourable:
        return [fact]
    return [fact, *passed(state, cmd.hand)]


def in_the_way(cmd: RecordVote, state: AtStep, beside: Beside) -> list[Refusal]:
    """Return what of the case itself keeps a vote on it from having effect, whoever enters it."""
    minuted = as_minuted(counted_by(cmd, beside.body), state)
    look = to_leave(cmd.nomination, minuted, beside, cmd.hand.effective_on)
    return forbidden(look, cmd.hand.forces)


def record_vote(cmd: RecordVote, state: AtStep, beside: Beside) -> Sequence[NominationEvent]:
    """Write down the ballot; a carried one passes the step, a lost one ends the case."""
    cited, session = [cmd.minutes] if cmd.minutes else [], counted_by(cmd, beside.body)
    demand(
        *at_the_desk(cmd.hand, cmd.step, state, frozenset({Act.VOTE})),
        the_ballots_add_up(cmd),
        *on_paper(cmd, beside.body),
        the_vote_has_a_threshold(state.step) if state.step.act is Act.VOTE else None,
        *the_evidence_is_in_the_file(cited, state.dossier),
        *in_the_way(cmd, state, beside),
    )
    needed = votes_needed(cmd.members, state.step.percent or 0)
    carried = cmd.in_favour >= needed
    fact = CouncilVoted(cmd.step, cmd.members, cmd.in_favour, needed, carried, cmd.minutes, session)
    if carried:
        return [fact, *passed(state, cmd.hand)]
    return [fact, NominationRefused(cmd.step, VOTE_LOST, f"{cmd.in_favour} of {needed} ballots")]
