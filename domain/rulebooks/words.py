"""The words rulebooks are written with: acts, roles, papers, reasons, money, sources."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Text:
    """A text for people, in Vietnamese and in English."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Source:
    """A public source; rules cite it as [key]. `address` is empty where none can be opened."""

    key: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Word:
    """A key of the rulebooks and its names."""

    key: str
    names: Text


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The keys a rulebook may use for acts, roles, subjects and kinds; levels come with units."""

    acts: tuple[Word, ...]
    roles: tuple[Word, ...]
    subjects: tuple[Word, ...]
    kinds: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of paper a file may hold."""

    key: str
    names: Text
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class RefusalReason:
    """A coded reason for refusing a nomination, with the sentence the proposing unit reads."""

    key: str
    names: Text
    explanation: Text
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class UsualTerm:
    """In how many working days a consulted agency answers where nobody says otherwise."""

    working_days: int
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Silence:
    """What it counts as when a consulted agency does not answer: agrees or no-remark."""

    counts_as: str
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class HearingRules:
    """How agencies are consulted."""

    consultation: UsualTerm
    silence: Silence


@dataclass(frozen=True, slots=True)
class RegisterGround:
    """A coded ground of an act on the register, and the acts it may found."""

    key: str
    acts: tuple[str, ...]
    names: Text
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class RuleWords:
    """What a rule of eligibility says to people, and what mends a breach of it."""

    key: str
    text: Text
    remedy: Text
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class WayWords:
    """What is done where a way of showing a condition shows nothing."""

    key: str
    remedy: Text
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class BaseSalary:
    """The base salary, dong a month, from a day on until the next entry."""

    dong_a_month: int
    in_force_from: date
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day on which offices do otherwise than in any week: a weekday off, or a weekend worked."""

    day: date
    working: bool
    reason: Text
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class OfficialCalendar:
    """The form of calendar.toml: the years that it knows whole, and their days."""

    years: tuple[int, ...]
    days: tuple[CalendarDay, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """How many years before the year of a case its achievement may lie; `award` `*` is any."""

    award: str
    years_back: int
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class YearlyTitle:
    """An award that is the title of one year."""

    award: str
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class YearRules:
    """The form of years.toml."""

    reaches: tuple[Reach, ...]
    yearly: tuple[YearlyTitle, ...]
