"""What a case that comes late gets by reforms of before: earlier versions left it to a run."""

from collections.abc import Sequence

from domain.change import Change
from domain.facts import Event
from domain.nomination.authority import CaseReassigned, CaseUnassigned
from services.redeciding.act import Act, Fact
from services.redeciding.findings import Looked

LEFT_BEHIND = "a case entered by a version that left it to another run of a reform"


def as_of_then(changes: Sequence[Change], lead: Fact, act: Act, seen: Looked) -> Sequence[Change]:
    """
    Return what an order changes, without what only later versions write.

    From the first act on that gives a case what reforms of a later day than its own gave others,
    each has to (ADR 100).
    """
    late = [one for one in changes if is_late(one.event, lead)]
    if not late:
        return changes
    if has_begun(lead, act, seen):
        return changes
    seen.untold[LEFT_BEHIND] += 1
    return [one for one in changes if one not in late]


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
