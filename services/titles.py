"""What titles of earlier years are held against: the awards of all regimes, and kept decisions."""

from domain.refusal import Kind, Refusal, Refused
from services.catalogue import Catalogue
from services.stores import Damaged, Evidence, NoSuchFile


def titles_known(books: Catalogue) -> frozenset[str]:
    """Return the keys of the awards that any regime has."""
    days = [one.in_force_from for one in books.regimes()]
    return frozenset(rule.award.key for day in days for rule in books.awards(day))


def the_decision_is_kept(sha256: str, evidence: Evidence) -> None:
    """
    Let a digest pass under which our store holds a file, whole.

    Raises:
        Refused: it holds none, or another than was put there.
    """
    facts = {"sha256": sha256}
    try:
        evidence.open(sha256).close()
    except NoSuchFile:
        detail = "our store holds no such file"
        raise Refused(Refusal("evidence-not-kept", Kind.INVALID, detail, facts)) from None
    except Damaged:
        detail = "our copy is damaged"
        raise Refused(Refusal("evidence-damaged", Kind.CONFLICT, detail, facts)) from None
