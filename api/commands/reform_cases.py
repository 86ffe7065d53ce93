"""`vinhdanh reform --dry-run`: what would become of each case, told as it is found."""

from typing import TypedDict
from uuid import UUID

import click

from api.commands.print import clean, say, table
from api.json_text import write
from domain.nomination.authority import (
    AuthorityEvent,
    CaseReassigned,
    CaseUnassigned,
    StepDropped,
    StepHanded,
)
from services.reform_tally import Tally

SHOWN = 40
COLUMNS = ("case", "from unit", "to unit", "from desk", "desk", "step", "rule", "candidates")
NEXT = ",\n"
TO_CHOOSE = "(a person chooses)"


class CaseWould(TypedDict):
    """
    What a reform would do to a case, by which rule and why; no name is told.

    `unit` and `desk` are None where a person has to choose of `candidates`, `decided_by` is of
    which unit that person is. `handed` and `dropped` are the steps that change hands or fall away.
    """

    nomination: UUID
    from_unit: str
    unit: str | None
    work: str
    from_desk: str
    desk: str | None
    from_step: str | None
    step: str | None
    rule: str
    reason: str
    candidates: list[str]
    decided_by: str | None
    handed: list[StepHanded]
    dropped: list[StepDropped]


def would(case: UUID, fact: AuthorityEvent) -> CaseWould:
    """Return what a reform would do to a case."""
    return _given(case, fact) if isinstance(fact, CaseReassigned) else _left(case, fact)


def _given(case: UUID, fact: CaseReassigned) -> CaseWould:
    return {
        "nomination": case,
        "from_unit": fact.from_proposer,
        "unit": fact.proposer,
        "work": fact.from_desk.work,
        "from_desk": fact.from_desk.unit,
        "desk": fact.desk.unit,
        "from_step": fact.from_desk.step,
        "step": fact.desk.step,
        "rule": fact.rule,
        "reason": fact.reason,
        "candidates": [],
        "decided_by": None,
        "handed": list(fact.handed),
        "dropped": list(fact.dropped),
    }


def _left(case: UUID, fact: CaseUnassigned) -> CaseWould:
    return {
        "nomination": case,
        "from_unit": fact.proposer,
        "unit": None,
        "work": fact.desk.work,
        "from_desk": fact.desk.unit,
        "desk": None,
        "from_step": fact.desk.step,
        "step": None,
        "rule": fact.rule,
        "reason": fact.reason,
        "candidates": list(fact.candidates),
        "decided_by": fact.decided_by,
        "handed": [],
        "dropped": [],
    }


class Silent:
    """Tells nothing of single cases."""

    def __call__(self, case: UUID, fact: AuthorityEvent) -> None:
        """Hear of a case."""

    def close(self, told: object) -> None:
        """Hear that there are no more."""


class Lines(Silent):
    """A line a case, its columns parted by tabs."""

    def __init__(self) -> None:
        self._before = "\t".join(COLUMNS) + "\n"

    def __call__(self, case: UUID, fact: AuthorityEvent) -> None:
        """Print a case."""
        one = would(case, fact)
        unit, desk = one["unit"] or TO_CHOOSE, one["desk"] or one["decided_by"] or "-"
        step = one["step"] or one["from_step"] or one["work"]
        cells = (case, one["from_unit"], unit, one["from_desk"], desk, step, one["rule"])
        last = " ".join(one["candidates"]) or "-"
        click.echo(self._before + "\t".join(map(clean, (*cells, last))))
        self._before = ""


class Document(Silent):
    """One JSON document whose list of cases is printed as it grows; what is counted comes last."""

    def __init__(self, head: dict[str, object]) -> None:
        self._before = f'{write(head).decode().removesuffix("}")},"listed":[\n'

    def __call__(self, case: UUID, fact: AuthorityEvent) -> None:
        """Print a case."""
        click.echo(self._before + write(would(case, fact)).decode(), nl=False)
        self._before = NEXT

    def close(self, told: object) -> None:
        """Print what was counted."""
        start = "" if self._before == NEXT else self._before
        click.echo(f"{start}\n],{write(told).decode().removeprefix('{')}")


def print_ways(tally: Tally) -> None:
    """Print by old and new unit how many cases go, the most first; say how many ways more."""
    ways = tally.ways.most_common()
    rows = [(one.from_unit, one.unit, one.rule, cases) for one, cases in ways[:SHOWN]]
    if rows:
        click.echo()
        table(("from unit", "to unit", "rule", "cases"), rows)
    if rest := ways[SHOWN:]:
        say(f"and {len(rest)} more ways of {sum(cases for _, cases in rest)} cases: --cases")
