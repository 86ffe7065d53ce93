"""Sending nominations upward under one number and date."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from domain.access import the_unit_has_not_ended
from domain.change import Change
from domain.decider import demand
from domain.eligibility.look import Beside, to_leave
from domain.eligibility.verdict import forbidden
from domain.ladder import Act
from domain.nomination.access import judges, the_act_follows_the_last
from domain.nomination.decide import nomination_unknown
from domain.nomination.duties import nobody_agrees_at_two_levels, nobody_agrees_in_two_offices
from domain.nomination.events import NominationForwarded
from domain.nomination.policies import the_act_fits_the_step
from domain.nomination.state import Absent, AtStep
from domain.nomination.state import State as Case
from domain.paper import well_signed
from domain.refusal import Kind, Refusal, about
from domain.register.claims import claimed, paper_key, the_number_is_free
from domain.submission.commands import DispatchSubmission
from domain.submission.events import SubmissionDispatched
from domain.submission.state import NotSent, State

SORT = "submission"


def nobody_receives() -> Refusal:
    """Say that no step follows, so that there is nobody to send to."""
    return Refusal("not-the-receiver", Kind.CONFLICT, "the next step belongs to nobody")


def number_of(cmd: DispatchSubmission) -> str:
    """Return the key of the paper's number."""
    return paper_key(SORT, cmd.from_unit, cmd.hand, cmd.number)


def the_list_is_not_empty(nominations: Sequence[UUID]) -> Refusal | None:
    """Refuse a paper that carries nothing (house rule)."""
    if nominations:
        return None
    return Refusal("list-empty", Kind.INVALID, "the paper names no nomination")


def each_stands_once(nominations: Sequence[UUID]) -> Refusal | None:
    """Refuse a paper that names a nomination twice (house rule)."""
    if len(set(nominations)) == len(nominations):
        return None
    return Refusal("listed-twice", Kind.INVALID, "a nomination stands twice in the list")


def waiting_nowhere(case: Case, nomination: UUID) -> Refusal:
    """Refuse a case that is unknown, a draft, returned, on its way or ended."""
    if isinstance(case, Absent):
        return nomination_unknown(nomination)
    facts = {"nomination": str(nomination), "state": type(case).__name__}
    return Refusal("not-at-a-step", Kind.CONFLICT, "it waits at no step", facts)


def the_step_is_the_senders(case: AtStep, cmd: DispatchSubmission) -> Refusal | None:
    """Refuse a case that waits in another unit than the one the paper goes out from."""
    if case.step.unit == cmd.from_unit:
        return None
    unit = case.step.unit
    return Refusal("not-the-sender", Kind.CONFLICT, f"the case waits in {unit}", {"unit": unit})


def the_next_step_is_the_receivers(case: AtStep, cmd: DispatchSubmission) -> Refusal | None:
    """Refuse a receiver that is not the next on the case's ladder: no level is skipped."""
    above = case.dossier.ladder.after(case.step.key)
    if above is not None and above.unit == cmd.to_unit:
        return None
    return _another_receives(above.unit) if above else nobody_receives()


def _another_receives(unit: str) -> Refusal:
    detail = f"the next step belongs to {unit}"
    return Refusal("not-the-receiver", Kind.CONFLICT, detail, {"unit": unit})


def carriable(
    case: Case, cmd: DispatchSubmission, nomination: UUID, beside: Beside
) -> list[Refusal]:
    """Return why a nomination may not go with this submission."""
    if not isinstance(case, AtStep):
        return [waiting_nowhere(case, nomination)]
    found = (
        the_act_fits_the_step(case.step, frozenset({Act.SUBMIT})),
        the_step_is_the_senders(case, cmd),
        the_next_step_is_the_receivers(case, cmd),
        *judges(cmd.hand, case.dossier, case.step),
        nobody_agrees_at_two_levels(cmd.hand, case.dossier, case.step),
        nobody_agrees_in_two_offices(cmd.hand, case.dossier, case.step),
        the_act_follows_the_last(cmd.hand, case.dossier),
        *forbidden(to_leave(nomination, case, beside, cmd.hand.effective_on), cmd.hand.forces),
    )
    return about("nomination", str(nomination), found)


def _forwarded(case: AtStep, submission: UUID) -> NominationForwarded:
    """Return the fact that a case goes up."""
    return NominationForwarded(
        case.step.key, case.dossier.ladder.above(case.step.key).key, submission
    )


def _wrong_with_the_paper(
    cmd: DispatchSubmission, state: State, holder: UUID | None
) -> list[Refusal | None]:
    """Return what is wrong with the paper itself."""
    sent = Refusal("already-sent", Kind.CONFLICT, "the submission went out")
    return [
        None if isinstance(state, NotSent) else sent,
        *well_signed(cmd.hand, cmd.number),
        the_unit_has_not_ended(cmd.hand, cmd.from_unit),
        the_number_is_free(number_of(cmd), holder),
        the_list_is_not_empty(cmd.nominations),
        each_stands_once(cmd.nominations),
    ]


def dispatch(
    cmd: DispatchSubmission,
    state: State,
    cases: Mapping[UUID, Case],
    besides: Mapping[UUID, Beside],
    holder: UUID | None,
) -> list[Change]:
    """
    Send every listed case up, or none; `besides` are by case what other streams say.

    Raises:
        Refused: with every broken rule of every case; facts name the nomination.
    """
    demand(
        *_wrong_with_the_paper(cmd, state, holder),
        *(why for one, case in cases.items() for why in carriable(case, cmd, one, besides[one])),
    )
    paper = SubmissionDispatched(
        cmd.number, cmd.hand.effective_on, cmd.from_unit, cmd.to_unit, cmd.nominations
    )
    return [
        Change(cmd.submission, paper),
        claimed(number_of(cmd), cmd.submission),
        *(
            Change(one, _forwarded(case, cmd.submission))
            for one, case in cases.items()
            if isinstance(case, AtStep)
        ),
    ]
