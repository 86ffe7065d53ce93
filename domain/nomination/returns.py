"""Acts that send a case back, bring it again, or end it without an award."""

from collections.abc import Sequence

from domain.decider import demand
from domain.eligibility.body import Body, an_agenda_has_it
from domain.eligibility.look import Beside
from domain.hearing.access import with_findings
from domain.nomination.access import judges, proposers, the_act_follows_the_last
from domain.nomination.commands import (
    RefuseNomination,
    ReturnForSupplement,
    SupplementNomination,
    WithdrawNomination,
)
from domain.nomination.duties import nobody_proposes_what_they_agreed_to
from domain.nomination.events import (
    Missing,
    NominationEvent,
    NominationRefused,
    NominationSupplemented,
    NominationWithdrawn,
    ReturnedForSupplement,
)
from domain.nomination.on_paper import another_count_is_kept
from domain.nomination.policies import (
    everything_is_there,
    still_missing,
    the_criterion_is_of_the_class,
    the_paper_is_of_a_known_kind,
    the_reason_is_coded,
    the_step_is_the_current_one,
)
from domain.nomination.running import due_again, used_by
from domain.nomination.state import AtStep, Dossier, Draft, InTransit, Returned
from domain.paper import in_a_capacity
from domain.refusal import Kind, Refusal


def the_list_says_something(missing: Sequence[Missing]) -> Refusal | None:
    """Refuse a return that names nothing to bring (facts 7.1.5)."""
    if missing:
        return None
    return Refusal("nothing-missing", Kind.INVALID, "a return lists what is missing")


def nothing_stands_twice(missing: Sequence[Missing]) -> list[Refusal]:
    """Refuse things named twice."""
    pairs = [(one.kind, one.key) for one in missing]
    return [
        Refusal("listed-twice", Kind.INVALID, f"{kind} {key} stands twice", {kind: key})
        for kind, key in sorted(set(pairs))
        if pairs.count((kind, key)) > 1
    ]


def no_criterion(key: str) -> Refusal:
    """Return the refusal of a criterion that the nominee's class does not have."""
    return Refusal("criterion-unknown", Kind.INVALID, f"no criterion {key}", {"criterion": key})


def criteria_are_of_the_class(missing: Sequence[Missing], dossier: Dossier) -> list[Refusal]:
    """Refuse criteria that the class of the nominee does not have."""
    return [
        no_criterion(one.key)
        for one in missing
        if one.kind == "criterion" and the_criterion_is_of_the_class(one.key, dossier) is None
    ]


def papers_are_known(
    missing: Sequence[Missing], dossier: Dossier, kinds: frozenset[str]
) -> list[Refusal | None]:
    """Check the papers of a list: what nobody knows, nobody can bring."""
    known = kinds | dossier.ladder.named_papers
    papers = (one.key for one in missing if one.kind == "paper")
    return [the_paper_is_of_a_known_kind(paper, known) for paper in papers]


def sound_list(
    listed: Sequence[Missing], dossier: Dossier, kinds: frozenset[str]
) -> list[Refusal | None]:
    """Check a list of missing things, as the officer gave it."""
    return [
        the_list_says_something(with_findings(tuple(listed), dossier)),
        *nothing_stands_twice(listed),
        *criteria_are_of_the_class(listed, dossier),
        *papers_are_known(listed, dossier, kinds),
    ]


def no_council_is_voting_on_it(body: Body) -> Refusal | None:
    """
    Refuse what would change or end a case that a council sits about (ADR 119, 133).

    Its votes are of the file as it is, and what it votes is no single hand's to end.
    """
    return None if body.begun is None else an_agenda_has_it(body.begun)


def no_count_is_kept_of_it(body: Body) -> Refusal | None:
    """Refuse what would go past a count that a session kept: it is entered as it was (ADR 133)."""
    return None if body.kept is None else another_count_is_kept(body.kept)


def return_for_supplement(
    cmd: ReturnForSupplement, state: AtStep, beside: Beside
) -> Sequence[NominationEvent]:
    """Send the file back with one list of everything that is missing."""
    demand(
        the_step_is_the_current_one(cmd.step, state),
        *judges(cmd.hand, state.dossier, state.step),
        *in_a_capacity(cmd.hand),
        the_act_follows_the_last(cmd.hand, state.dossier),
        no_council_is_voting_on_it(beside.body),
        *sound_list(cmd.missing, state.dossier, cmd.kinds),
    )
    missing = with_findings(cmd.missing, state.dossier)
    return [ReturnedForSupplement(cmd.step, missing, cmd.reason, used_by(state, cmd.hand))]


def supplement(
    cmd: SupplementNomination, state: Returned, beside: Beside
) -> Sequence[NominationEvent]:
    """Bring the case again when all that was listed has come, and the file is whole."""
    answered = frozenset(one.key for one in cmd.answers)
    demand(
        *proposers(cmd.hand, state.dossier),
        nobody_proposes_what_they_agreed_to(cmd.hand, state.dossier),
        the_act_follows_the_last(cmd.hand, state.dossier),
        no_council_is_voting_on_it(beside.body),
        *everything_is_there(still_missing(state, answered)),
    )
    return [
        NominationSupplemented(state.step.key, cmd.answers, cmd.note, due_again(state, cmd.hand))
    ]


def refuse(cmd: RefuseNomination, state: AtStep, beside: Beside) -> Sequence[NominationEvent]:
    """End the case with a coded reason."""
    demand(
        the_step_is_the_current_one(cmd.step, state),
        *judges(cmd.hand, state.dossier, state.step),
        *in_a_capacity(cmd.hand),
        the_act_follows_the_last(cmd.hand, state.dossier),
        no_council_is_voting_on_it(beside.body),
        no_count_is_kept_of_it(beside.body),
        the_reason_is_coded(cmd.reason),
    )
    return [NominationRefused(cmd.step, cmd.reason, cmd.detail)]


def withdraw(
    cmd: WithdrawNomination, state: Draft | AtStep | InTransit | Returned
) -> Sequence[NominationEvent]:
    """Take the case back, any time before its end."""
    demand(
        *proposers(cmd.hand, state.dossier),
        nobody_proposes_what_they_agreed_to(cmd.hand, state.dossier),
        the_act_follows_the_last(cmd.hand, state.dossier),
    )
    return [NominationWithdrawn(cmd.reason)]
