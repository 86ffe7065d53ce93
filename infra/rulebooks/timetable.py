"""How terms run in this house: the rulebooks' rules and calendar under what the operator sets."""

from functools import cache

from infra.rulebooks.calendar_override import official_calendars
from infra.rulebooks.shelf import load
from infra.rulebooks.term_rules import NOTHING_SET, TermChoice, read_terms
from infra.settings import Settings
from services.deadlines import Timetable


def term_choice(settings: Settings) -> TermChoice:
    """Return what the operator sets; BadTerms when the file makes no sense."""
    if settings.terms is None:
        return NOTHING_SET
    return read_terms(settings.terms, [one.key for one in load().lists.vocabulary.says.roles])


@cache
def timetable(settings: Settings) -> Timetable:
    """Return the timetable of the settings; read once in a process."""
    rules = term_choice(settings).over(load().lists.terms.says)
    return Timetable(official_calendars(settings.calendar), rules)
