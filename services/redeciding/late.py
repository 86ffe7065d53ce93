"""What versions of before did not write: for late cases, for agendas, and for kept counts."""

from collections.abc import Collection, Sequence
from uuid import UUID

from domain.change import Change
from domain.council.agenda import agenda_key
from domain.council.events import ItemDropped
from domain.facts import Event
from domain.nomination.authority import CaseReassigned, CaseUnassigned
from domain.nomination.events import ReturnedForSupplement
from domain.register.claims import claim_stream
from services.redeciding.act import Act, Fact
from services.redeciding.findings import Looked

LEFT_ON_AGENDA = "a case that a version left on an agenda when a reform moved it"
COUNT_LEFT = "a case sent back by a version that left its kept count with the session"
LEFT_BEHIND = "a case entered by a version that left it to another run of a reform"


def as_of_then(changes: Sequence[Change], lead: Fact, act: Act, seen: Looked) -> Sequence[Change]:
    """
    Return what an order changes, without what only later versions write.

    From the first act on that gives a case what reforms of a later day than its own gave others,
    each has to (ADR 100); so it is with the first that takes a case off an agenda (ADR 112), and
    with the first that lets a kept count go (ADR 119).
    """
    changes = _with_agendas_of_then(changes, lead, act, seen)
    changes = _with_counts_of_then(changes, lead, act, seen)
    late = [one for one in changes if is_late(one.event, lead)]
    if not late:
        return changes
    if has_begun(lead, act, seen):
        return changes
    seen.untold[LEFT_BEHIND] += 1
    return [one for one in changes if one not in late]


def _taken_off(changes: Sequence[Change]) -> set[UUID]:
    """Return the cases that leave an agenda because they move to another unit."""
    moves = any(isinstance(one.event, CaseReassigned) for one in changes)
    events = [one.event for one in changes] if moves else []
    return {one.nomination for one in events if isinstance(one, ItemDropped)}


def _with_agendas_of_then(
    changes: Sequence[Change], lead: Fact, act: Act, seen: Looked
) -> Sequence[Change]:
    """Return what moves a case, without that it leaves an agenda where the log did not say so."""
    dropped = _taken_off(changes)
    if not dropped:
        return changes
    if not seen.off_agendas_since and act.told(ItemDropped):
        seen.off_agendas_since = lead.position
    if seen.off_agendas_since:
        return changes
    seen.untold[LEFT_ON_AGENDA] += 1
    return _without_agendas(changes, dropped)


def _without_agendas(changes: Sequence[Change], dropped: Collection[UUID]) -> Sequence[Change]:
    """Return changes without those by which cases leave an agenda and give back its key."""
    keys = {claim_stream(agenda_key(one)) for one in dropped}
    return [
        one for one in changes if not (isinstance(one.event, ItemDropped) or one.stream in keys)
    ]


def _let_go(changes: Sequence[Change]) -> set[UUID]:
    """Return the keys of agendas that are given back because cases are sent back."""
    back = [one.stream for one in changes if isinstance(one.event, ReturnedForSupplement)]
    return {claim_stream(agenda_key(one)) for one in back} & {one.stream for one in changes}


def _with_counts_of_then(
    changes: Sequence[Change], lead: Fact, act: Act, seen: Looked
) -> Sequence[Change]:
    """Return what sends cases back, without that kept counts go where the log did not say so."""
    keys = _let_go(changes)
    if not keys:
        return changes
    if not seen.let_go_since and keys & {one.stream for one in act.facts}:
        seen.let_go_since = lead.position
    if seen.let_go_since:
        return changes
    seen.untold[COUNT_LEFT] += 1
    return [one for one in changes if one.stream not in keys]


def has_begun(lead: Fact, act: Act, seen: Looked) -> bool:
    """Say whether the log gives late cases what they get, with this act at the latest."""
    if not seen.late_since and any(is_late(one.event, lead) for one in act.facts):
        seen.late_since = lead.position
    return bool(seen.late_since)


def is_late(event: Event, lead: Fact) -> bool:
    """Say whether a case gets something by a reform of a later day than that of the act."""
    if not isinstance(event, CaseReassigned | CaseUnassigned):
        return False
    return event.in_force_from > lead.envelope.effective_on
