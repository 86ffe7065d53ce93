"""The inbox: what waits for the roles and units of whoever asks."""

from datetime import date
from typing import cast

from werkzeug.wrappers import Response

from api.actor import claims
from api.as_of_query import ReadingAsOf, point_of, taken_from
from api.fields import Day, Id, choice, rule_key
from api.forms import Listing, asked
from api.gate import scope_now
from api.hearing.holds_told import numbered
from api.horizon import seen_on
from api.operations import PAGED, Resource, reads
from api.pages import day, id_, instant
from api.system import house
from api.terms_shown import with_due_state
from api.trail import trail
from api.views import after, listed, named, wait_for, waited
from api.work_shapes import InboxPage, ReminderPage
from domain.reading import Scope, scope_asked, scope_borne, united
from domain.terms import DueState, Horizon
from projections.desk import WAITING, Desk, Wanted, days_of, waiting
from projections.reminders import Reminded, reminders_of
from projections.standing import OfCases, at_desks
from services.stores import Claims

KINDS = ("draft", *WAITING)
BY = ("due_by", "arrived_on", "item")
FIXED = ("award", "movement", "nominee")
REMINDED_BY = ("due_on", "issued_at", "id")
inbox = Resource("inbox", "What waits for whoever asks.")


class InboxQuery(ReadingAsOf, Listing):
    """Which part of the inbox is asked for."""

    kind = choice(*KINDS)
    due = choice(*(state.value for state in DueState))
    due_before = Day(metadata={"description": "Only what falls due before this day."})
    award = rule_key()
    movement = rule_key()
    step = rule_key()
    nominee = Id()


class RemindersQuery(ReadingAsOf, Listing):
    """As of when reminders are asked for."""


INBOX, REMINDERS = InboxQuery(), RemindersQuery()


def last_day(text: str) -> date | None:
    """Return the last day of a term as a cursor says it, None where none is set."""
    return None if text == str(None) else day(text)


@inbox.get("/inbox")
@reads(InboxPage, INBOX, headers=PAGED, also=(503,))
def show_inbox() -> Response:
    """List what waits for the roles and units of the token, the first due first."""
    query, who = INBOX.load(asked()), claims()
    limit, cursor = query.pop("limit"), query.pop("cursor", None)
    start_at = after(cursor, last_day, day, id_)
    wait_for(query.pop("at_least", None))
    point = taken_from(query)
    seen = seen_on(point)
    desk = asked_desk(query, who, seen)
    among = at_desks(desk.codes, OfCases(*map(query.get, FIXED)), point)
    found = named(waited(waiting(desk, Wanted(**query), start_at, limit), among, point))
    return listed([with_due_state(numbered(row), seen) for row in found], BY, limit)


def asked_desk(query: dict[str, object], who: Claims, seen: Horizon) -> Desk:
    """Take from a query which part of somebody's desk is asked for."""
    kinds = (str(query.pop("kind")),) if "kind" in query else WAITING
    before, days = cast("date | None", query.pop("due_before", None)), asked_days(query, seen)
    return Desk(who.roles, who.units, kinds, before, days, asked_of(who, seen.today))


def asked_of(who: Claims, on: date) -> Scope:
    """Return which questions somebody answers; cases of those to ended units are told too."""
    asked = scope_asked(who.roles, who.units, house().units, on)
    trail().scope = united(scope_now(house()), asked)
    return united(scope_borne(who.units, house().units, on), asked)


def asked_days(query: dict[str, object], seen: Horizon) -> tuple[date, date] | None:
    """Take from a query which terms are asked for, as the days on which they end."""
    state = query.pop("due", None)
    return None if state is None else days_of(DueState(state), seen)


@inbox.get("/inbox/reminders")
@reads(ReminderPage, REMINDERS, headers=PAGED, also=(503,))
def show_reminders() -> Response:
    """List what the service reminds the roles and units of the token of, the first due first."""
    query, who = REMINDERS.load(asked()), claims()
    limit, start_at = query["limit"], after(query.get("cursor"), day, instant, id_)
    wait_for(query.get("at_least"))
    point, mine = point_of(query), Reminded(who.roles, who.units)
    among = at_desks(who.units, OfCases(), point)
    found = named(waited(reminders_of(mine, start_at, limit), among, point))
    return listed([with_due_state(row, seen_on(point)) for row in found], REMINDED_BY, limit)
