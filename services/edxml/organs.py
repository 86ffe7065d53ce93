"""Which OrganId stands for which unit: data of the operator, since codes are not confirmed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from domain.units import within
from services.edxml.package import DocumentType, Organ
from services.edxml.refusal import EdxmlRefused, Reason


@dataclass(frozen=True, slots=True)
class OrganEntry:
    """
    The agency of a unit between two dates, None being an open end.

    `place` is what its papers name before the date. `ours`: this house speaks for it.
    """

    unit: str
    organ: Organ
    place: str
    in_force_from: date | None
    in_force_to: date | None
    ours: bool
    source: str
    confirmed: bool


class Organs:
    """The operator's list of agencies, and the types of papers as the receivers number them."""

    def __init__(
        self, entries: Iterable[OrganEntry], types: Mapping[str, DocumentType] | None = None
    ) -> None:
        self.entries = tuple(entries)
        self.types = dict(types or {})

    def of(self, unit: str, on: date) -> OrganEntry | None:
        """Return the agency of a unit on a day, None when the list has none."""
        for one in self.entries:
            if one.unit == unit and within(one.in_force_from, one.in_force_to, on):
                return one
        return None

    def unit_of(self, organ_id: str, on: date) -> str | None:
        """Return the unit an agency stands for on a day; None when the list has none, or two."""
        found = {
            one.unit
            for one in self.entries
            if one.organ.organ_id == organ_id and within(one.in_force_from, one.in_force_to, on)
        }
        return found.pop() if len(found) == 1 else None

    def ours_among(self, organs: Iterable[Organ]) -> Organ | None:
        """Return the first of some agencies that this house speaks for, as the list has it."""
        ours = {one.organ.organ_id: one.organ for one in self.entries if one.ours}
        return next((ours[one.organ_id] for one in organs if one.organ_id in ours), None)

    def unconfirmed(self, *organ_ids: str) -> list[OrganEntry]:
        """Return the entries of some codes that nobody has confirmed."""
        return [
            one for one in self.entries if one.organ.organ_id in organ_ids and not one.confirmed
        ]

    def demand_ours(self) -> None:
        """
        See that this house speaks for somebody.

        Raises:
            EdxmlRefused: no agency of the list is marked as ours.
        """
        if not any(one.ours for one in self.entries):
            raise EdxmlRefused(Reason("no-organ-of-ours", "mark an organ of the list: ours = true"))
