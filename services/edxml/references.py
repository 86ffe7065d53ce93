"""Which paper of ours a package refers to, in words of the house; nothing is guessed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from uuid import UUID

from domain.parking.events import Reason
from domain.register.claims import as_read
from services.edxml.incoming import Named
from services.edxml.organs import Organs
from services.histories import Histories
from services.paper_ids import papers_under

Words = dict[str, str]
Fixed = tuple[str, str, date]
CONTRADICTS = "reference-contradicts"
INCOMPLETE = "reference-incomplete"
UNKNOWN = "reference-unknown"
LONGEST_NUMBER = 60  # as in messages; letters in one form take their square in time
MOST_REFERENCES = 100
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
    by_id = _by_id(named.document_id)
    known = by_id or _said(named)
    if known is None:
        return wanting(INCOMPLETE, "neither number and date, nor an id made of them", "$.paper")
    if by_id and not _agrees(named, by_id):
        return wanting(CONTRADICTS, "the id says another paper than number and date", "$.paper")
    organ_id, number, dated = known
    return Reference(organs.unit_of(organ_id, dated), number, dated)


def ours_among(named: Iterable[Named], organs: Organs, past: Histories) -> list[UUID]:
    """Return the papers of the house that some references mean; the first hundred are looked at."""
    some = islice(dict.fromkeys(named), MOST_REFERENCES)
    references = (referred(one, organs) for one in some)
    found = (ours_under(one, past) for one in references if not isinstance(one, Reason))
    return list(dict.fromkeys(one for one in found if one is not None))


def ours_under(one: Reference, past: Histories) -> UUID | None:
    """Return the one paper of the house that a reference means, None where there is none."""
    found = papers_under(one.unit, one.number, one.dated, past) if one.unit else []
    return found[0] if len(found) == 1 else None


def _said(named: Named) -> Fixed | None:
    """Return what is said of a paper beside its id, None where a part is missing."""
    if named.dated is None:
        return None
    return _fixed(named.organ_id, named.number, named.dated)


def _by_id(document_id: str) -> Fixed | None:
    """Return what an id says that is made as the samples make it (domain facts 11.11)."""
    organ_id, _, rest = document_id.partition(",")
    on, _, number = rest.partition(",")
    try:
        dated = datetime.strptime(on, "%Y/%m/%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
    return _fixed(organ_id, number, dated)


def _fixed(organ_id: str, number: str, dated: date) -> Fixed | None:
    """Return a paper by its parts, None where one is missing or is no number."""
    return (organ_id, number, dated) if organ_id and 0 < len(number) <= LONGEST_NUMBER else None


def _agrees(named: Named, by_id: Fixed) -> bool:
    """Say whether what is said beside an id, as far as anything is, says the same paper."""
    organ_id, number, dated = by_id
    return (
        named.organ_id == organ_id
        and named.dated in {None, dated}
        and len(named.number) <= LONGEST_NUMBER
        and as_read(named.number or number) == as_read(number)
    )
