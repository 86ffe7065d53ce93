"""Which paper of ours a package refers to, in words of the house; nothing is guessed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from domain.parking.events import Reason
from domain.register.claims import as_read
from services.edxml.incoming import Named
from services.edxml.organs import Organs
from services.histories import Histories
from services.papers import papers_under

Words = dict[str, str]
Fixed = tuple[str, str, date]
CONTRADICTS = "reference-contradicts"
INCOMPLETE = "reference-incomplete"
UNKNOWN = "reference-unknown"
NO_ORGAN = "organ-unknown"


@dataclass(frozen=True, slots=True)
class Reference:
    """A paper by organ, number and date, and by unit where the operator's list knows the organ."""

    unit: str | None
    number: str
    dated: date

    def words(self) -> Words:
        """Return it as a message names a paper, what is not known left out."""
        plain = {"number": self.number, "dated": self.dated.isoformat()}
        return plain if self.unit is None else {"unit": self.unit, **plain}


def wanting(code: str, detail: str, field: str) -> Reason:
    """Return why a package is not an order yet, with the field of the message it concerns."""
    return Reason(code, detail, (("field", field),))


def referred(named: Named, organs: Organs) -> Reference | Reason:
    """Return the paper somebody names, or why it cannot be told which it is."""
    said, by_id = _said(named), _by_id(named.document_id)
    known = said or by_id
    if known is None:
        return wanting(INCOMPLETE, "neither number and date, nor an id made of them", "$.paper")
    if said and by_id and _as_one(said) != _as_one(by_id):
        return wanting(CONTRADICTS, "the id says another paper than number and date", "$.paper")
    organ_id, number, dated = known
    return Reference(organs.unit_of(organ_id, dated), number, dated)


def ours_under(one: Reference, past: Histories) -> UUID | None:
    """Return the one paper of the house that a reference means, None where there is none."""
    found = papers_under(one.unit, one.number, one.dated, past) if one.unit else []
    return found[0] if len(found) == 1 else None


def _said(named: Named) -> Fixed | None:
    """Return what is said of a paper beside its id, None where a part is missing."""
    if not named.organ_id or not named.number or named.dated is None:
        return None
    return named.organ_id, named.number, named.dated


def _by_id(document_id: str) -> Fixed | None:
    """Return what an id says that is made as the samples make it (domain facts 11.11)."""
    organ_id, _, rest = document_id.partition(",")
    on, _, number = rest.partition(",")
    try:
        dated = datetime.strptime(on, "%Y/%m/%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
    return (organ_id, number, dated) if organ_id and number else None


def _as_one(fixed: Fixed) -> Fixed:
    organ_id, number, dated = fixed
    return organ_id, as_read(number), dated
