"""Whom one may be in the demo ward: the hands of its story that have work now, and onlookers."""

from services.office import Office
from services.stores import Claims

WARD, PROVINCE, STATE = "10532", "31", "VN"


def _hand(role: str, unit: str, capacity: str | None = None) -> Claims:
    """Return the hand of a role in a unit, called as the story calls it."""
    return Claims(f"{role}.{unit.lower()}", frozenset({role}), frozenset({unit}), capacity)


CAST: tuple[Claims, ...] = (
    _hand("nominating-officer", WARD),
    _hand("council-secretary", WARD, "TM"),
    _hand("appraiser", WARD, "TL"),
    _hand("leader", WARD, "TM"),
    _hand("clerk", WARD),
    _hand("appraiser", PROVINCE, "TL"),
    _hand("council-secretary", PROVINCE, "TM"),
    _hand("council-chair", PROVINCE, "TM"),
    _hand("council-member", PROVINCE),
    _hand("leader", PROVINCE, "TM"),
    _hand("auditor", STATE),
    _hand("operator", STATE),
    Claims("second-operator.vn", frozenset({"operator"}), frozenset({STATE}), None),
    _hand("directory-keeper", PROVINCE),
    Claims(
        "secretary-and-clerk.10532",
        frozenset(),
        frozenset(),
        None,
        (Office("council-secretary", WARD), Office("clerk", WARD)),
    ),
)
