"""Keys that may be used once: small streams whose id is derived from the key."""

from unicodedata import category, normalize
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.change import Change
from domain.decider import Fold
from domain.hand import Hand
from domain.refusal import ImpossibleHistory, Kind, Refusal
from domain.register.events import ClaimEvent, KeyClaimed

CLAIMS = uuid5(NAMESPACE_URL, "vinhdanh:claims")


def number_key(sort: str, unit: str, year: int, number: str) -> str:
    """Return the key of a paper's number: one series per sort of paper, unit and year."""
    return f"{sort}/{unit}/{year}/{as_read(number)}"


def as_read(number: str) -> str:
    """
    Return a number as a reader tells it from others: 07 / qđ-ubnd is 7/QĐ-UBND.

    Letters in one form and in capitals, every dash a hyphen, no blanks or invisible characters, no
    leading zeros, and the Icelandic letter that looks like a Vietnamese one is the latter.
    """
    letters = normalize("NFKC", number).upper().replace("\u00d0", "\u0110")
    plain = ("-" if category(one) == "Pd" else one for one in letters)
    return "".join(one for one in plain if category(one)[0] in "LNMP").lstrip("0")


def claim_stream(key: str) -> UUID:
    """Return the stream that keeps who took *key*."""
    return uuid5(CLAIMS, key)


def evolve(state: UUID | None, event: ClaimEvent) -> UUID | None:
    """Return the holder of the key."""
    if state is not None:
        raise ImpossibleHistory(state, event)
    return event.holder


CLAIM: Fold[UUID | None, ClaimEvent] = Fold(None, evolve, KeyClaimed)


def the_number_is_free(key: str, holder: UUID | None) -> Refusal | None:
    """Refuse a number the unit has used for such a paper in that year."""
    if holder is None:
        return None
    facts = {"number": key.split("/", 3)[3], "holder": str(holder)}
    return Refusal("number-taken", Kind.CONFLICT, "the number is in use this year", facts)


def claimed(key: str, holder: UUID) -> Change:
    """Return the fact that *holder* takes *key*."""
    return Change(claim_stream(key), KeyClaimed(key, holder))


def paper_key(sort: str, unit: str, hand: Hand, number: str) -> str:
    """Return the key of a paper's number in the year of the date on the paper."""
    return number_key(sort, unit, hand.effective_on.year, number)
