"""Acts that send a case back, bring it again, or end it without an award."""

from collections.abc import Sequence

from domain.decider import demand
from domain.nomination.access import judges, proposers
from domain.nomination.commands import (
    RefuseNomination,
    ReturnForSupplement,
    SupplementNomination,
    WithdrawNomination,
)
from domain.nomination.events import (
    Missing,
    NominationEvent,
    NominationRefused,
    NominationSupplemented,
    NominationWithdrawn,
    ReturnedForSupplement,
)
from domain.nomination.policies import (
    brought,
    criteria_lacking,
    everything_is_there,
    papers_lacking,
    the_criterion_is_of_the_class,
    the_reason_is_coded,
    the_step_is_the_current_one,
)
from domain.nomination.state import AtStep, Dossier, Draft, InTransit, Returned
from domain.nomination.steps import due_at
from domain.refusal import Kind, Refusal


def whole_list(listed: Sequence[Missing], dossier: Dossier) -> tuple[Missing, ...]:
    """Return what the officer listed and what the file formally lacks, each once."""
    formal = [*papers_lacking(dossier.ladder.papers, dossier), *criteria_lacking(dossier)]
    named = {(one.kind, one.key) for one in listed}
    return (*listed, *(one for one in formal if (one.kind, one.key) not in named))


def the_list_says_something(missing: Sequence[Missing]) -> Refusal | None:
    """Refuse a return that names nothing to bring."""
    if missing:
        return None
    return Refusal("nothing-missing", Kind.INVALID, "a return lists what is missing")


def the_list_is_clear(missing: Sequence[Missing], dossier: Dossier) -> list[Refusal]:
    """Refuse things named twice and criteria the class does not have."""
    keys = [(one.kind, one.key) for one in missing]
    twice = {pair for pair in keys if keys.count(pair) > 1}
    foreign = {
        key
        for kind, key in keys
        if kind == "criterion" and the_criterion_is_of_the_class(key, dossier) is None
    }
    return [
        *(
            Refusal("listed-twice", Kind.INVALID, f"{k} {key}", {k: key})
            for k, key in sorted(twice)
        ),
        *(
            Refusal("criterion-unknown", Kind.INVALID, f"no criterion {key}")
            for key in sorted(foreign)
        ),
    ]


def sound_list(listed: Sequence[Missing], dossier: Dossier) -> list[Refusal | None]:
    """Check a list of missing things, as the officer gave it."""
    return [
        the_list_says_something(whole_list(listed, dossier)),
        *the_list_is_clear(listed, dossier),
    ]


def return_for_supplement(cmd: ReturnForSupplement, state: AtStep) -> Sequence[NominationEvent]:
    """Send the file back with one list of everything that is missing."""
    demand(
        the_step_is_the_current_one(cmd.step, state),
        *judges(cmd.hand, state.dossier, state.step),
        *sound_list(cmd.missing, state.dossier),
    )
    missing = whole_list(cmd.missing, state.dossier)
    return [ReturnedForSupplement(cmd.step, missing, cmd.reason)]


def supplement(cmd: SupplementNomination, state: Returned) -> Sequence[NominationEvent]:
    """Bring the case again when all that was listed has come; the term starts anew."""
    answered = frozenset(one.key for one in cmd.answers)
    still = [one for one in state.missing if not brought(one, state, answered)]
    demand(*proposers(cmd.hand, state.dossier), *everything_is_there(still))
    return [
        NominationSupplemented(state.step.key, cmd.answers, cmd.note, due_at(state.step, cmd.hand))
    ]


def refuse(cmd: RefuseNomination, state: AtStep) -> Sequence[NominationEvent]:
    """End the case with a coded reason."""
    demand(
        the_step_is_the_current_one(cmd.step, state),
        *judges(cmd.hand, state.dossier, state.step),
        the_reason_is_coded(cmd.reason),
    )
    return [NominationRefused(cmd.step, cmd.reason, cmd.detail)]


def withdraw(
    cmd: WithdrawNomination, state: Draft | AtStep | InTransit | Returned
) -> Sequence[NominationEvent]:
    """Take the case back, any time before its end."""
    demand(*proposers(cmd.hand, state.dossier))
    return [NominationWithdrawn(cmd.reason)]
