"""What the city announced of units and posts; nothing applies it yet."""

from werkzeug.wrappers import Response

from api.as_of_query import ListingAsOf, taken_from
from api.fields import Id, choice, unit_code
from api.forms import asked
from api.operations import PAGED, Resource, reads
from api.pages import number
from api.parked.shapes import AnnouncementPage
from api.views import after, listed, rows, wait_for
from projections.announcements import Wanted
from projections.announcements import announcements as table
from projections.announcements import listed as told
from projections.as_of import lines_as_of

announcements = Resource("announcements", "What the city told of units and posts.")


class AnnouncementsQuery(ListingAsOf):
    """Which announcements are asked for."""

    kind = choice("unit", "post")
    unit = unit_code()
    person = Id()


ANNOUNCEMENTS = AnnouncementsQuery()


@announcements.get("/announcements")
@reads(AnnouncementPage, ANNOUNCEMENTS, headers=PAGED, also=(503,))
def list_announcements() -> Response:
    """List announcements in the order they came in over the bus."""
    query = ANNOUNCEMENTS.load(asked())
    limit, start_at = query.pop("limit"), after(query.pop("cursor", None), number)
    wait_for(query.pop("at_least", None))
    point = taken_from(query)
    lines = lines_as_of(told(Wanted(**query), start_at, limit), point, table)
    return listed(rows(lines), ("position",), limit)
