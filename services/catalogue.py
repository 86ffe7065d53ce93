"""What the rulebooks say to people: names, conditions, papers, terms, each with its source."""

from datetime import date
from typing import Protocol

from domain.audit.finding import AuditRules
from domain.personal.rules import PersonalRules
from domain.rulebooks.award import AwardRule
from domain.rulebooks.programme import Programme
from domain.rulebooks.regime import Regime
from domain.rulebooks.words import (
    BaseSalary,
    PaperKind,
    RefusalReason,
    RegisterGround,
    RuleWords,
    Source,
    Vocabulary,
    WayWords,
)


class Catalogue(Protocol):
    """The rulebooks as texts; the same object answers the port `Rulebooks`."""

    def regime(self, on: date) -> Regime | None:
        """Return the regime in force on a day."""
        ...

    def regimes(self) -> tuple[Regime, ...]:
        """Return every regime, the oldest first."""
        ...

    def award(self, key: str, on: date) -> AwardRule | None:
        """Return an award under the regime of a day, None when that regime has none."""
        ...

    def awards(self, on: date) -> tuple[AwardRule, ...]:
        """Return the awards of the regime of a day, in the order of their keys."""
        ...

    def programme(self, key: str) -> Programme | None:
        """Return the whole text of a movement, None when there is none."""
        ...

    def programmes(self) -> tuple[Programme, ...]:
        """Return every movement, in the order of their keys."""
        ...

    def vocabulary(self) -> Vocabulary:
        """Return the names of acts, roles, subjects and kinds."""
        ...

    def paper_kinds(self) -> tuple[PaperKind, ...]:
        """Return the kinds of paper a file may hold."""
        ...

    def base_salary_entry(self, on: date) -> BaseSalary | None:
        """Return the latest entry that starts by a day, confirmed or not."""
        ...

    def base_salaries(self) -> tuple[BaseSalary, ...]:
        """Return every base salary, the oldest first."""
        ...

    def register_grounds(self) -> tuple[RegisterGround, ...]:
        """Return the coded grounds of acts on the register."""
        ...

    def refusal_reasons(self) -> tuple[RefusalReason, ...]:
        """Return the coded reasons for refusing a nomination."""
        ...

    def rules(self) -> tuple[RuleWords, ...]:
        """Return what the rules of eligibility say to people."""
        ...

    def ways(self) -> tuple[WayWords, ...]:
        """Return what is done where a way of showing a condition shows nothing."""
        ...

    def audit_rules(self) -> AuditRules:
        """Return what an auditor looks for, and what is not published."""
        ...

    def personal(self) -> PersonalRules:
        """Return what a person may ask of their data, by when, and how long records are kept."""
        ...

    def sources(self) -> tuple[Source, ...]:
        """Return the public sources the rulebooks cite."""
        ...
