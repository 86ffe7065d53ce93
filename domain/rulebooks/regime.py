"""A legal regime: the law in force between two days, and what became of cases in flight."""

from dataclasses import dataclass
from datetime import date

from domain.rulebooks.words import Text


@dataclass(frozen=True, slots=True)
class Rule:
    """A sentence of law for people to read, with its source."""

    vi: str
    en: str
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class End:
    """The last day of a regime."""

    in_force_to: date
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Favour:
    """
    A transition rule that lets cases of older `regimes` go on under this one by an explicit act.

    Without one, a case stays under the regime it was opened in, whatever is more favourable.
    """

    regimes: tuple[str, ...]
    vi: str
    en: str
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Regime:
    """
    A regime in force from its first day to its end, both included; no `end`: none is known.

    `transition` says what became of cases in flight when it began, `favours` which of them may go
    on under it where it is more favourable to the nominee.
    """

    key: str
    names: Text
    laws: tuple[str, ...]
    in_force_from: date
    source: str
    confirmed: bool
    transition: Rule
    end: End | None = None
    notes: tuple[Rule, ...] = ()
    favours: Favour | None = None

    def covers(self, on: date) -> bool:
        """Say whether the regime is in force on a day."""
        return self.in_force_from <= on and (self.end is None or on <= self.end.in_force_to)
