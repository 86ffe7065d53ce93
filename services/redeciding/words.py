"""Words of a reform's file beside what it decides: a source found since blames no fact."""

from domain.copies import replace
from domain.facts import Event
from domain.nomination.authority import CaseReassigned
from domain.nomination.rerouting import BETWEEN
from domain.reform.events import PowersMoved, UnitsReorganised
from services.redeciding.act import Fact
from services.redeciding.late import is_late

WORDS = "a source of a reform as its file said it then"
OfAReform = UnitsReorganised | PowersMoved | CaseReassigned


def but_for_words(event: Event) -> Event:
    """
    Return a fact without the words that the digest of a reform leaves out; others as they are.

    Its law, its day, units and powers are not among them.
    """
    match event:
        case UnitsReorganised():
            return replace(event, source="", confirmed=False)
        case PowersMoved():
            bare = tuple(replace(one, source="", confirmed=False) for one in event.powers)
            return replace(event, powers=bare)
        case CaseReassigned():
            return replace(event, reason=event.reason.partition(BETWEEN)[0])
    return event


def is_said_by_a_file(event: Event, lead: Fact) -> bool:
    """
    Say whether the words of a fact come from a file: what a run writes, or an opening that is late.

    What moved before an opening is laid by facts of the log, word for word.
    """
    if not isinstance(event, CaseReassigned):
        return True
    return isinstance(lead.event, OfAReform) or is_late(event, lead)
