"""Keys that may be used once: small streams whose id is derived from the key."""

from collections.abc import Mapping
from functools import lru_cache
from string import ascii_uppercase, digits
from unicodedata import category, normalize
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.change import Change
from domain.decider import Fold
from domain.hand import Hand
from domain.refusal import ImpossibleHistory, Kind, Refusal
from domain.register.events import ClaimEvent, KeyClaimed, KeyReleased

Holders = Mapping[str, UUID | None]

STROKES = "/-."
LEADING = "0" + STROKES
READ = frozenset("LNMP")
# Slashes and dashes that Unicode does not count among its forms of "/" or its dashes.
DRAWN_ALIKE = {0x2044: "/", 0x2215: "/", 0x29F8: "/", 0x2212: "-", 0x2043: "-"}
VOWELS, TONES = "AĂÂEÊIOÔƠUƯY", ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VIETNAMESE = {normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | {"Đ"}
WRITTEN = frozenset({*ascii_uppercase, *digits, *STROKES, *VIETNAMESE})
UNSEEN = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})
CLAIMS = uuid5(NAMESPACE_URL, "vinhdanh:claims")


def number_key(sort: str, unit: str, year: int, number: str) -> str:
    """Return the key of a paper's number: one series per sort of paper, unit and year."""
    return f"{sort}/{unit}/{year}/{as_read(number)}"


def plain(text: str) -> str:
    """Return letters in one form and in capitals, every dash a hyphen, every slash a slash."""
    letters = normalize("NFKC", text).upper().replace("\u00d0", "\u0110")
    return "".join("-" if category(one) == "Pd" else one for one in letters.translate(DRAWN_ALIKE))


def as_read(number: str) -> str:
    """
    Return a number as a reader tells it from others: 07 / qđ-ubnd is 7/QĐ-UBND.

    One form, no blanks or invisible characters, no leading zeros, no stop or stroke at its ends,
    and the Icelandic letter that looks like a Vietnamese one is the latter.
    """
    seen = "".join(one for one in plain(number) if category(one)[0] in READ)
    return seen.rstrip(STROKES).lstrip(LEADING)


def strange_in(number: str) -> list[str]:
    """Return the characters of *number* that no number of ours is written with."""
    told = dict.fromkeys(normalize("NFC", number))
    return [one for one in told if not (category(one) in UNSEEN or WRITTEN.issuperset(plain(one)))]


@lru_cache(maxsize=256)  # one order asks for it several times
def claim_stream(key: str) -> UUID:
    """Return the stream that keeps who took *key*."""
    return uuid5(CLAIMS, key)


def evolve(state: UUID | None, event: ClaimEvent) -> UUID | None:
    """
    Return the holder of the key, None for a free one.

    Raises:
        ImpossibleHistory: a key was taken twice, or given back by another than its holder.
    """
    match event:
        case KeyClaimed(holder=holder) if state is None:
            return holder
        case KeyReleased(holder=holder) if state == holder:
            return None
    raise ImpossibleHistory(state, event)


CLAIM: Fold[UUID | None, ClaimEvent] = Fold(None, evolve, KeyClaimed)


def the_number_is_free(key: str, holder: UUID | None) -> Refusal | None:
    """Refuse a number the unit has used for such a paper in that year (house rule)."""
    if holder is None:
        return None
    facts = {"number": key.split("/", 3)[3], "holder": str(holder)}
    return Refusal("number-taken", Kind.CONFLICT, "the number is in use this year", facts)


def claimed(key: str, holder: UUID) -> Change:
    """Return the fact that *holder* takes *key*."""
    return Change(claim_stream(key), KeyClaimed(key, holder))


def released(key: str, holder: UUID) -> Change:
    """Return the fact that *holder* gives *key* back."""
    return Change(claim_stream(key), KeyReleased(key, holder))


def paper_key(sort: str, unit: str, hand: Hand, number: str) -> str:
    """Return the key of a paper's number in the year of the date on the paper."""
    return number_key(sort, unit, hand.effective_on.year, number)
