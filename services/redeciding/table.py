"""How each kind of fact is decided again: one row a kind, none without."""

from collections.abc import Mapping

from services.redeciding import cases, councils, hearings, houses, papers, persons, reviews
from services.redeciding.told import Row

ROWS: Mapping[type, Row] = {
    **cases.ROWS,
    **hearings.ROWS,
    **papers.ROWS,
    **councils.ROWS,
    **houses.ROWS,
    **persons.ROWS,
    **reviews.ROWS,
}
