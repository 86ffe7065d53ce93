"""The inbox: what waits for the roles and units of whoever asks."""

from datetime import date

from werkzeug.wrappers import Response

from api.actor import claims
from api.fields import Day, Id, choice, rule_key
from api.forms import Listing, asked
from api.operations import PAGED, Resource, reads
from api.pages import day, id_, instant
from api.views import after, listed, named, rows, wait_for
from api.work_shapes import InboxPage
from projections.inbox import WAITING, Desk, Wanted, waiting

KINDS = ("draft", *WAITING)
BY = ("due_by", "waiting_since", "item")
inbox = Resource("inbox", "What waits for whoever asks.")


class InboxQuery(Listing):
    """Which part of the inbox is asked for."""

    kind = choice(*KINDS)
    due_before = Day(metadata={"description": "Only what falls due before this day."})
    award = rule_key()
    movement = rule_key()
    step = rule_key()
    nominee = Id()


INBOX = InboxQuery()


def last_day(text: str) -> date | None:
    """Return the last day of a term as a cursor says it, None where none is set."""
    return None if text == str(None) else day(text)


@inbox.get("/inbox")
@reads(InboxPage, INBOX, headers=PAGED, also=(503,))
def show_inbox() -> Response:
    """List what waits for the roles and units of the token, the first due first."""
    query, who = INBOX.load(asked()), claims()
    limit, cursor = query.pop("limit"), query.pop("cursor", None)
    start_at = after(cursor, last_day, instant, id_)
    wait_for(query.pop("at_least", None))
    kinds = (query.pop("kind"),) if "kind" in query else WAITING
    desk = Desk(who.roles, who.units, kinds, query.pop("due_before", None))
    found = named(rows(waiting(desk, Wanted(**query), start_at, limit)))
    return listed(found, BY, limit)
