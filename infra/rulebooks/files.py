"""Awards, movements and base salaries from the rulebook files, for the day they are asked for."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Protocol

from domain.audit.finding import AuditRules
from domain.council.rule import BallotRules
from domain.force import Forces
from domain.ladder import Ladder
from domain.movement import Movement
from domain.personal.rules import PersonalRules
from domain.rulebooks.award import AwardRule
from domain.rulebooks.pinning import ladder_of, levels_of
from domain.rulebooks.programme import Programme
from domain.rulebooks.regime import Regime
from domain.rulebooks.shares import with_shares
from domain.rulebooks.words import (
    BaseSalary,
    HearingRules,
    PaperKind,
    RefusalReason,
    RegisterGround,
    RuleWords,
    Source,
    Vocabulary,
    WayWords,
)
from domain.terms import TermRules
from domain.units import Units
from infra.rulebooks.own_rules import NOTHING_RULED, CouncilRules
from infra.rulebooks.rule_forces import NOTHING_CHOSEN
from infra.rulebooks.shelf import ROOT, load
from infra.rulebooks.term_rules import NOTHING_SET, TermChoice

COUNTRY_LEVEL = "central"


class Coded(Protocol):
    """A unit known by its code."""

    @property
    def code(self) -> str:
        """The code of the unit."""
        ...


class AtLevel(Protocol):
    """Finds the unit of a level that is competent for a unit on a day."""

    def __call__(self, code: str, level: str, on: date, /) -> Coded | None:
        """Return the unit, None where the level or the unit does not exist then."""
        ...


class RulebookFiles:
    """The port `Rulebooks`, and what the files say to people (`Catalogue`)."""

    def __init__(
        self,
        at_level: AtLevel,
        root: Path = ROOT,
        chosen: Forces = NOTHING_CHOSEN,
        units: Units | None = None,
        terms: TermChoice = NOTHING_SET,
        councils: CouncilRules = NOTHING_RULED,
    ) -> None:
        """
        Read the files under *root*.

        *chosen*, *terms* and *councils* are what an operator set, *units* all there are.
        """
        self._at_level = at_level
        self._shelf = load(root)
        self._terms = terms.over(self._shelf.lists.terms.says)
        self._ballots = councils.ballots.over(self._shelf.lists.ballots.says)
        self._hearing = councils.hearing.over(self._shelf.lists.hearing.says)
        self._shares = councils.ballots.shares
        unsure = frozenset(one.key for one in self.rules() if not one.confirmed)
        told = self._shelf.lists.successions.says.successions
        follows = frozenset(one.key for one in told if one.follows)
        years = self._shelf.lists.years.says
        self._yearly = frozenset(one.award for one in years.yearly)
        reaches = {one.award: one.years_back for one in years.reaches} | dict(chosen.years_back)
        lineage = replace(chosen.lineage, units=units, follows=follows)
        self._forces = replace(chosen, unconfirmed=unsure, years_back=reaches, lineage=lineage)

    def ladder(self, award: str, unit: str, on: date) -> Ladder | None:
        """Return the route of an award for a case of a unit, with the units competent that day."""
        rule = self.written(award, on)
        if rule is None:
            return None
        units: dict[str, str] = {}
        for level in levels_of(rule):
            competent = self._at_level(unit, level, on)
            if competent is None:
                return None
            units[level] = competent.code
        pinned = ladder_of(with_shares(rule, self._shares, units), units)
        return replace(pinned, clock=self._terms.clock, yearly=award in self._yearly)

    def terms(self) -> TermRules:
        """Return how terms run, and what the service says of them."""
        return self._terms

    def forces(self) -> Forces:
        """Return how hard each rule of eligibility holds."""
        return self._forces

    def rules(self) -> tuple[RuleWords, ...]:
        """Return what the rules of eligibility say to people."""
        return self._shelf.lists.rules.says.rules

    def ways(self) -> tuple[WayWords, ...]:
        """Return what is done where a way of showing a condition shows nothing."""
        return self._shelf.lists.ways.says.ways

    def levels(self, by: date) -> frozenset[str]:
        """Return the levels of all steps under the regimes that began by a day."""
        begun = {one.key for one in self._shelf.regimes if one.in_force_from <= by}
        rules = (one for one in self._shelf.awards.values() if one.regime in begun)
        return frozenset(level for rule in rules for level in levels_of(rule))

    def level_of(self, unit: str, on: date) -> str | None:
        """Return the level of a unit on a day, None of one that is not known then."""
        units = self._forces.lineage.units
        found = units.unit(unit, on) if units else None
        return found.level if found else None

    def stands(self, unit: str, on: date) -> bool:
        """Say whether there is such a unit on a day."""
        return self._at_level(unit, COUNTRY_LEVEL, on) is not None

    def movement(self, key: str) -> Movement | None:
        """Return what a nomination needs of a movement, None when there is none."""
        return self._shelf.movements.get(key)

    def base_salary(self, on: date) -> int | None:
        """Return dong a month on a day; None where none is known or it is only announced."""
        entry = self.base_salary_entry(on)
        return entry.dong_a_month if entry and entry.confirmed else None

    def base_salary_entry(self, on: date) -> BaseSalary | None:
        """Return the latest entry that starts by a day, confirmed or not."""
        begun = [one for one in self.base_salaries() if one.in_force_from <= on]
        return begun[-1] if begun else None

    def regime(self, on: date) -> Regime | None:
        """Return the regime in force on a day."""
        return next((one for one in self._shelf.regimes if one.covers(on)), None)

    def regimes(self) -> tuple[Regime, ...]:
        """Return every regime, the oldest first."""
        return self._shelf.regimes

    def award(self, key: str, on: date) -> AwardRule | None:
        """Return an award under the regime of a day, None when that regime has none."""
        rule = self.written(key, on)
        return with_shares(rule, self._shares) if rule else None

    def written(self, key: str, on: date) -> AwardRule | None:
        """Return an award as its file says it, under no share of an operator's."""
        regime = self.regime(on)
        return self._shelf.awards.get((regime.key, key)) if regime else None

    def awards(self, on: date) -> tuple[AwardRule, ...]:
        """Return the awards of the regime of a day, in the order of their keys."""
        regime = self.regime(on)
        held = (one for one in self._shelf.awards.values() if regime and one.regime == regime.key)
        return tuple(with_shares(one, self._shares) for one in held)

    def programme(self, key: str) -> Programme | None:
        """Return the whole text of a movement, None when there is none."""
        return self._shelf.programmes.get(key)

    def programmes(self) -> tuple[Programme, ...]:
        """Return every movement, in the order of their keys."""
        return tuple(self._shelf.programmes.values())

    def vocabulary(self) -> Vocabulary:
        """Return the names of acts, roles, subjects and kinds."""
        return self._shelf.lists.vocabulary.says

    def paper_kinds(self) -> tuple[PaperKind, ...]:
        """Return the kinds of paper a file may hold."""
        return self._shelf.lists.papers.says.kinds

    def known_papers(self) -> frozenset[str]:
        """Return the keys of the kinds of paper."""
        return frozenset(one.key for one in self.paper_kinds())

    def refusal_reasons(self) -> tuple[RefusalReason, ...]:
        """Return the coded reasons for refusing a nomination."""
        return self._shelf.lists.reasons.says.reasons

    def base_salaries(self) -> tuple[BaseSalary, ...]:
        """Return every base salary, the oldest first."""
        return self._shelf.lists.salaries.says.amounts

    def hearing_rules(self) -> HearingRules:
        """Return how agencies are consulted where nobody says otherwise."""
        return self._hearing

    def register_grounds(self) -> tuple[RegisterGround, ...]:
        """Return the coded grounds of acts on the register."""
        return self._shelf.lists.grounds.says.grounds

    def ballot_rules(self) -> BallotRules:
        """Return how councils vote, by award."""
        return self._ballots

    def audit_rules(self) -> AuditRules:
        """Return what an auditor looks for, and what is not published."""
        return self._shelf.lists.audit.says

    def personal(self) -> PersonalRules:
        """Return what a person may ask of their data, by when, and how long records are kept."""
        return self._shelf.lists.personal.says

    def sources(self) -> tuple[Source, ...]:
        """Return the public sources the rulebooks cite."""
        return self._shelf.lists.sources.says.sources
