"""The receiver's answer: each nomination accepted, returned or refused on its own."""

from collections.abc import Mapping
from uuid import UUID

from domain.change import Change
from domain.decider import demand
from domain.hearing.access import with_findings
from domain.nomination.access import judges, the_act_follows_the_last
from domain.nomination.events import (
    NominationReceived,
    NominationRefused,
    ReturnedForSupplement,
)
from domain.nomination.policies import the_reason_is_coded
from domain.nomination.returns import sound_list
from domain.nomination.running import due_at
from domain.nomination.state import InTransit
from domain.nomination.state import State as Case
from domain.refusal import Kind, Refusal, Refused, about
from domain.submission.commands import (
    AcceptItem,
    Answer,
    AnswerSubmission,
    RefuseItem,
    ReturnItem,
)
from domain.submission.dispatch import each_stands_once, the_list_is_not_empty
from domain.submission.events import ItemAccepted, ItemRefused, ItemReturned
from domain.submission.state import NotSent, Sent, State


def the_item_waits_for_an_answer(answer: Answer, state: Sent) -> Refusal | None:
    """Refuse an answer about a nomination that was not sent or was answered before (house rule)."""
    if answer.nomination in state.pending | state.withdrawn:
        return None
    return Refusal("not-pending", Kind.CONFLICT, "the submission awaits no answer about it")


def the_item_was_not_withdrawn(answer: Answer, state: Sent, case: Case) -> Refusal | None:
    """Refuse an answer about a case taken back on the way; older papers were not told of it."""
    untold = answer.nomination in state.pending and not isinstance(case, InTransit)
    if answer.nomination not in state.withdrawn and not untold:
        return None
    return Refusal("item-withdrawn", Kind.CONFLICT, "the case was withdrawn on its way")


def answerable(answer: Answer, cmd: AnswerSubmission, state: Sent, case: Case) -> list[Refusal]:
    """Return why one answer may not stand."""
    found: list[Refusal | None] = [
        the_item_waits_for_an_answer(answer, state),
        the_item_was_not_withdrawn(answer, state, case),
    ]
    if isinstance(case, InTransit):
        found += judges(cmd.hand, case.dossier, case.step)
        found.append(the_act_follows_the_last(cmd.hand, case.dossier))
        if isinstance(answer, ReturnItem):
            found += sound_list(answer.missing, case.dossier, cmd.kinds)
        if isinstance(answer, RefuseItem):
            found.append(the_reason_is_coded(answer.reason))
    return about("nomination", str(answer.nomination), found)


def _facts(answer: Answer, cmd: AnswerSubmission, case: InTransit) -> list[Change]:
    """Return what one answer means for the submission and for the case."""
    paper, one, step = cmd.submission, answer.nomination, case.step
    match answer:
        case AcceptItem():
            received = NominationReceived(step.key, paper, due_at(step, case.dossier, cmd.hand))
            return [Change(paper, ItemAccepted(one)), Change(one, received)]
        case ReturnItem(missing=listed, reason=reason):
            missing = with_findings(listed, case.dossier)
            back = ReturnedForSupplement(step.key, missing, reason)
            return [Change(paper, ItemReturned(one, missing, reason)), Change(one, back)]
    no = NominationRefused(step.key, answer.reason, answer.detail)
    return [Change(paper, ItemRefused(one, answer.reason, answer.detail)), Change(one, no)]


def answer(cmd: AnswerSubmission, state: State, cases: Mapping[UUID, Case]) -> list[Change]:
    """
    Answer the listed nominations, all or none of them.

    Raises:
        Refused: with every broken rule of every answer; facts name the nomination.
    """
    if isinstance(state, NotSent):
        raise Refused(Refusal("submission-unknown", Kind.UNKNOWN, "no such submission"))
    demand(*_wrong(cmd, state, cases))
    on_the_way = ((one, cases[one.nomination]) for one in cmd.answers)
    return [
        change
        for one, case in on_the_way
        if isinstance(case, InTransit)
        for change in _facts(one, cmd, case)
    ]


def _wrong(cmd: AnswerSubmission, state: Sent, cases: Mapping[UUID, Case]) -> list[Refusal | None]:
    """Return what is wrong with the answers, together and each."""
    named = [one.nomination for one in cmd.answers]
    return [
        the_list_is_not_empty(named),
        each_stands_once(named),
        *(w for one in cmd.answers for w in answerable(one, cmd, state, cases[one.nomination])),
    ]
