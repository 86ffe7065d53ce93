"""Which awards ask nothing of some kinds of commendation, though they do of others?"""

from collections.abc import Iterable, Iterator

from domain.hearing.required import asked_of_kind
from domain.nomination.basis import Commendation
from domain.rulebooks.award import AwardRule
from services.upkeep import Finding

ABOUT = "conditions"


def unasked_kinds(books: Iterable[AwardRule]) -> Finding:
    """Tell the kinds of which an award asks nothing: a verdict on such a case looks at little."""
    found = list(_unasked(books))
    seen = "; ".join(found) or "every award that has any asks some of each kind of commendation"
    return Finding(ABOUT, ok=True, seen=seen, warns=bool(found))


def _unasked(books: Iterable[AwardRule]) -> Iterator[str]:
    """Yield each award of a regime with the kinds it asks nothing of."""
    for book in books:
        asked = book.award.conditions
        bare = [kind.value for kind in Commendation if asked and not asked_of_kind(asked, kind)]
        if bare:
            yield f"{book.award.key} of {book.regime} asks nothing of {', '.join(bare)}"
