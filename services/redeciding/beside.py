"""Facts about reviews of decisions and about requests of persons: counted, not decided again."""

from typing import get_args

from domain.facts import Event
from services.redeciding.told import Apart, Rows

BESIDE = ("domain.review.", "domain.personal.")
REVIEWS = "reviews of decisions and requests of persons are not read back"
ROWS: Rows = {
    one: Apart(REVIEWS, key="review/")
    for one in get_args(Event)
    if one.__module__.startswith(BESIDE)
}
