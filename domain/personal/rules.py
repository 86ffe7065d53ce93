"""The data of personal data: legal terms, grounds of a refusal, how long records are kept."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.rulebooks.words import Text
from domain.terms import Calendar, due_on

ACCESS, CORRECTION, EXPORT = "access", "correction", "export"
RESTRICTION, ERASURE = "restriction", "erasure"
KINDS = (ACCESS, CORRECTION, EXPORT, RESTRICTION, ERASURE)
GROUNDS = (
    "identity-not-shown",
    "lawful-task",
    "law-forbids",
    "lawfully-published",
    "record-must-be-kept",
)
NOT_GRANTED = "not-granted"
PERMANENT = "permanent"


@dataclass(frozen=True, slots=True)
class AnswerTerm:
    """How soon a request is answered."""

    working_days: int
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class RequestTerm:
    """How soon a request of a kind is done, in days of the calendar."""

    kind: str
    days: int
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class RequestGround:
    """A coded ground on which a request is refused."""

    key: str
    names: Text
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class RetentionClass:
    """
    How many years the records of a class of cases are kept; for ever where `years` is None.

    `key` is the level that grants, or says that nothing was granted.
    """

    key: str
    source: str
    confirmed: bool
    years: int | None = None

    def until(self, last: date) -> date | None:
        """
        Return the last day on which a record is kept whose last paper is of *last*.

        Whole years from the end of the year in which the work was completed.

        Source:
            Circular 10/2022/TT-BNV, domain facts 13.10.
        """
        return None if self.years is None else date(last.year + self.years, 12, 31)


@dataclass(frozen=True, slots=True)
class TrailTerm:
    """How many years it is kept who read what is kept of a person, from the end of that year."""

    years: int
    source: str
    confirmed: bool

    def first(self, today: date) -> date:
        """Return the first day of which readings are kept on a day."""
        return date(today.year - self.years, 1, 1)


@dataclass(frozen=True, slots=True)
class IdentityNumbers:
    """How many digits a number has that tells one person from all others."""

    digits: tuple[int, ...]
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class PersonalRules:
    """
    What the rulebooks say of personal data.

    Of identity numbers and of the trail of readings older ones say nothing: then it is kept.
    """

    answer: AnswerTerm
    terms: tuple[RequestTerm, ...]
    grounds: tuple[RequestGround, ...]
    retention: tuple[RetentionClass, ...]
    identity_number: IdentityNumbers | None = None
    trail: TrailTerm | None = None

    def term(self, kind: str) -> RequestTerm:
        """Return the term of a kind of request."""
        return next(one for one in self.terms if one.kind == kind)

    def class_of(self, level: str | None) -> RetentionClass:
        """Return the class of a case that a level granted, None where none did; else for ever."""
        key = level or NOT_GRANTED
        found = (one for one in self.retention if one.key == key)
        return next(found, RetentionClass(key, "no class names this level", confirmed=False))

    @property
    def shortest(self) -> int | None:
        """Return the years of the shortest class, None where all are kept for ever."""
        return min((one.years for one in self.retention if one.years is not None), default=None)

    def days(self, kind: str, received: date, calendar: Calendar) -> tuple[date, date]:
        """
        Return the last days to answer and to do what was asked on a day.

        Source:
            Decree 356/2025, domain facts 13.5.
        """
        answer = due_on(received, self.answer.working_days, calendar)
        return answer, received + timedelta(days=self.term(kind).days)
