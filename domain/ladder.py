"""The route of an award as data: steps with level, act, role and term, pinned into the case."""

from dataclasses import dataclass
from enum import Enum

from domain.bonus import Coefficient
from domain.terms import BEFORE_RULES, ClockRule


class Act(Enum):
    """What a step does; the file of the award puts acts in any order."""

    REVIEW = "review"
    VOTE = "vote"
    APPRAISE = "appraise"
    CONSULT = "consult"
    PUBLISH = "publish"
    SUBMIT = "submit"
    DECIDE = "decide"


@dataclass(frozen=True, slots=True)
class Asked:
    """An agency that a step of consultation asks, about what, and in how many working days."""

    agency: str
    subject: str
    working_days: int
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Posting:
    """For how many working days a case is posted in public before it leaves a level."""

    level: str
    working_days: int
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Step:
    """
    One rung: at which `level` and `unit`, whose `role`, how long, how many, with which papers.

    `quorum` counts officers who must agree; `percent` is the share of all council members a vote
    needs; `working_days` is None where no term is set. `asks` are the agencies that whoever holds a
    step of consultation asks; where it names none, the step is the one agency's own.
    """

    key: str
    level: str
    act: Act
    role: str
    unit: str
    quorum: int = 1
    percent: int | None = None
    working_days: int | None = None
    papers: tuple[str, ...] = ()
    source: str = ""
    confirmed: bool = False
    asks: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class SubjectPaper:
    """A paper asked of one kind of nominee only."""

    subject: str
    paper: str


@dataclass(frozen=True, slots=True)
class Streak:
    """A title that must have been held for so many years in a row."""

    title: str
    times: int
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Ladder:
    """
    The whole route of one case, and the rule that gave it: award, regime, digest of the file.

    `subjects` are the kinds of nominee the award honours; `papers` must be in the file when it is
    filed, `subject_papers` too for nominees of that kind. `state_form` marks forms of the State, of
    which one a year is proposed for a nominee. `clock` says how terms stop and go on. `yearly`
    says that the award is the title of one year; None in cases from before that was said.
    `confirmations` are of duties of an enterprise; older cases name them among `subject_papers`.
    """

    award: str
    regime: str
    digest: str
    steps: tuple[Step, ...]
    subjects: tuple[str, ...]
    papers: tuple[str, ...] = ()
    coefficients: tuple[Coefficient, ...] = ()
    source: str = ""
    confirmed: bool = False
    subject_papers: tuple[SubjectPaper, ...] = ()
    streaks: tuple[Streak, ...] = ()
    state_form: bool = False
    postings: tuple[Posting, ...] = ()
    clock: ClockRule = BEFORE_RULES
    yearly: bool | None = None
    confirmations: tuple[str, ...] = ()

    @property
    def first(self) -> Step:
        """Return the step at which a filed case arrives."""
        return self.steps[0]

    def step(self, key: str) -> Step:
        """Return the step named *key*; KeyError when the ladder has none."""
        for step in self.steps:
            if step.key == key:
                return step
        raise KeyError(key)

    def after(self, key: str) -> Step | None:
        """Return the step that follows *key*, None when the ladder is climbed."""
        return None if key == self.steps[-1].key else self.above(key)

    def above(self, key: str) -> Step:
        """Return the step that follows *key*; IndexError after the last, where none can."""
        return self.steps[self.steps.index(self.step(key)) + 1]

    def before(self, key: str) -> tuple[Step, ...]:
        """Return the steps that a case has passed when it waits at *key*."""
        return self.steps[: self.steps.index(self.step(key))]

    def times(self, subject: str) -> Coefficient | None:
        """Return the bonus coefficient for a kind of subject, None where none is known."""
        return next((c for c in self.coefficients if c.subject == subject), None)

    @property
    def named_papers(self) -> frozenset[str]:
        """Return every kind of paper the route names, of whomever and at whatever step."""
        of_steps = (paper for step in self.steps for paper in step.papers)
        of_subjects = (one.paper for one in self.subject_papers)
        return frozenset((*self.papers, *of_subjects, *of_steps))

    def papers_of(self, subject: str) -> tuple[str, ...]:
        """Return every paper that must be in the file of a nominee of one kind when it is filed."""
        return self.papers + tuple(p.paper for p in self.subject_papers if p.subject == subject)
