"""What a reform did to cases, or would do, counted."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import cast

from domain.nomination.authority import AuthorityEvent, CaseReassigned, CaseUnassigned
from domain.nomination.state import Running, State


@dataclass(frozen=True, slots=True)
class Way:
    """From which unit to which cases go, and by which rule."""

    from_unit: str
    unit: str
    rule: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Cases of one unit for which a person chooses: why, of which units, and of which unit."""

    unit: str
    rule: str
    candidates: tuple[str, ...]
    decided_by: str | None


@dataclass(slots=True)
class Tally:
    """
    What a reform did, or would do.

    `moved` counts cases by rule, `ways` by old and new unit too, `choices` those left to a person,
    by unit; `dropped` and `handed` count steps by rule. `onward` counts, by later reform, the cases
    that go on by it from there, `off_agendas` those that left the agenda of a council that is not
    asked any more. `unchanged` are open cases the reform does not concern, or not any more.
    """

    cases: int = 0
    ended: int = 0
    unchanged: int = 0
    retried: int = 0
    moved: Counter[str] = field(default_factory=Counter)
    ways: Counter[Way] = field(default_factory=Counter)
    handed: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)
    choices: Counter[Choice] = field(default_factory=Counter)
    onward: Counter[str] = field(default_factory=Counter)
    off_agendas: int = 0

    def see(self, states: Collection[State]) -> None:
        """Count cases that were looked at."""
        self.cases += len(states)
        self.ended += sum(not isinstance(one, Running) for one in states)

    def note_each(self, cases: Iterable[Sequence[object]]) -> None:
        """Count what each of some cases was given."""
        for facts in cases:
            self.note(facts)

    def note(self, facts: Sequence[object]) -> None:
        """Count what a case was, or would be, given; what comes second is of a later reform."""
        for number, fact in enumerate(facts):
            if number:
                self.onward[cast("AuthorityEvent", fact).reform] += 1
            elif isinstance(fact, CaseReassigned):
                self.moved[fact.rule] += 1
                self.ways[Way(fact.from_proposer, fact.proposer, fact.rule)] += 1
                self.handed.update(one.rule for one in fact.handed)
                self.dropped.update(one.rule for one in fact.dropped)
            elif isinstance(fact, CaseUnassigned):
                why = Choice(fact.proposer, fact.rule, fact.candidates, fact.decided_by)
                self.choices[why] += 1

    def close(self) -> "Tally":
        """Count what was left as it is."""
        told = self.moved.total() + self.choices.total()
        self.unchanged = self.cases - self.ended - told
        return self
