"""What can be wrong with the data of personal data: terms, grounds, classes of records."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from domain.personal.rules import GROUNDS, KINDS, NOT_GRANTED, IdentityNumbers, PersonalRules
from infra.rulebooks.movement_checks import twice

MOST_DAYS, MOST_YEARS, MOST_DIGITS = 366, 200, 20


class Keyed(Protocol):
    """A level of government."""

    @property
    def key(self) -> str:
        """The key of the level."""
        ...


def wrong_in_personal(said: PersonalRules, levels: Sequence[Keyed]) -> Iterator[str]:
    """Find terms, grounds and classes that are missing, stand twice or that nobody can mean."""
    yield from whole("$.terms", [one.kind for one in said.terms], KINDS)
    yield from whole("$.grounds", [one.key for one in said.grounds], GROUNDS)
    classes = [*(one.key for one in levels), NOT_GRANTED]
    yield from whole("$.retention", [one.key for one in said.retention], classes)
    yield from wrong_in_numbers(said)


def wrong_in_numbers(said: PersonalRules) -> Iterator[str]:
    """Find days, years and lengths of numbers that nobody can mean."""
    days = [said.answer.working_days, *(one.days for one in said.terms)]
    yield from (f"$: {told} days" for told in days if not 1 <= told <= MOST_DAYS)
    yield from wrong_in_years(said)
    yield from wrong_in_lengths(said.identity_number)


def wrong_in_years(said: PersonalRules) -> Iterator[str]:
    """Find years of records and of the trail that nobody can mean."""
    years = [one.years for one in (*said.retention, said.trail) if one and one.years is not None]
    yield from (f"$: {told} years" for told in years if not 1 <= told <= MOST_YEARS)


def wrong_in_lengths(said: IdentityNumbers | None) -> Iterator[str]:
    """Find lengths of identity numbers that no number has."""
    digits = said.digits if said else ()
    yield from (f"$: {told} digits" for told in digits if not 1 <= told <= MOST_DIGITS)


def whole(at: str, keys: Sequence[str], known: Sequence[str]) -> Iterator[str]:
    """Find keys that stand twice, that are missing, and that nobody knows."""
    yield from twice(at, keys)
    yield from (f"{at}: {key} is missing" for key in known if key not in keys)
    yield from (f"{at}: unknown {key}" for key in keys if key not in known)
