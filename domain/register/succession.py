"""A collective of a unit that was carried on: its record goes on in another's, by an act."""

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from domain.access import (
    the_hand_has_the_role,
    the_hand_sits_in_the_unit,
    the_paper_is_not_dated_ahead,
)
from domain.change import Change
from domain.decider import demand
from domain.directory.decide import KEEPER
from domain.hand import Hand
from domain.nomination.events import Nominee
from domain.nominee_kinds import COLLECTIVE, ENTERPRISE
from domain.reform.heirs import DIVIDED, Heir, NoHeir, heir_of
from domain.reform.plan import Reform
from domain.refusal import Kind, Refusal, listed
from domain.register.claims import claimed
from domain.register.events import RecordCarriedOn
from domain.register.record import record_stream

CHOSEN = "chosen-by-a-person"
CARRIED = frozenset({COLLECTIVE, ENTERPRISE})


@dataclass(frozen=True, slots=True)
class CarryRecordOn:
    """Let the record of a `forerunner` go on in that of its `heir`, after a reform."""

    heir: Nominee
    forerunner: Nominee
    hand: Hand
    reform: Reform = field(repr=False)
    reason: str

    @property
    def nominee(self) -> UUID:
        """Return whose record it is about."""
        return self.heir.ref


def heir_key(forerunner: UUID) -> str:
    """Return the key of the one record in which another goes on."""
    return f"record-heir/{forerunner}"


def the_record_is_a_collectives(cmd: CarryRecordOn) -> Refusal | None:
    """Refuse persons and households: their record is theirs wherever they go (ADR 43)."""
    heir, forerunner = cmd.heir.kind, cmd.forerunner.kind
    if heir == forerunner and heir in CARRIED:
        return None
    facts = {"kinds": listed(sorted({heir, forerunner}))}
    return Refusal("not-a-collective", Kind.INVALID, "no record of such a nominee goes on", facts)


def rule_of(cmd: CarryRecordOn, found: Heir | NoHeir) -> str | None:
    """Return by which rule the heir's unit carries the forerunner's on, None where none does."""
    unit = cmd.heir.unit
    if isinstance(found, Heir):
        return found.rule if found.unit.code == unit else None
    return CHOSEN if found.rule == DIVIDED and unit in found.candidates else None


def the_unit_carries_the_old_one_on(cmd: CarryRecordOn, rule: str | None) -> Refusal | None:
    """Refuse an heir of a unit that does not carry the forerunner's unit on (ADR 43)."""
    if rule is not None:
        return None
    facts = {"unit": cmd.heir.unit, "old": cmd.forerunner.unit, "reform": cmd.reform.key}
    return Refusal("not-a-successor", Kind.INVALID, "not among the successors", facts)


def the_record_goes_on_once(cmd: CarryRecordOn, holder: UUID | None) -> Refusal | None:
    """Refuse a record that goes on in another's already (ADR 43)."""
    if holder in {None, cmd.nominee}:
        return None
    facts = {"holder": str(holder)}
    return Refusal("record-carried-already", Kind.CONFLICT, "it goes on elsewhere", facts)


def no_record_goes_on_in_itself(cmd: CarryRecordOn, before: Collection[UUID]) -> Refusal | None:
    """Refuse a circle: *before* are all whose records go on in the forerunner's, and itself."""
    if cmd.nominee not in before:
        return None
    return Refusal("record-circle", Kind.INVALID, "a record cannot go on in itself")


def carry_on(cmd: CarryRecordOn, holder: UUID | None, before: Collection[UUID]) -> list[Change]:
    """
    Let a record go on in another; the same once more is nothing.

    The keeper of the directory acts, of the unit that carries on or of the one above it.

    Raises:
        Refused: with every broken rule.
    """
    found = heir_of(cmd.reform, cmd.forerunner.unit, cmd.reform.day_before)
    rule = rule_of(cmd, found)
    unit = cmd.reform.units.unit(cmd.heir.unit, cmd.reform.in_force_from)
    above = unit.parent if unit and unit.parent else cmd.heir.unit
    sits = cmd.heir.unit if cmd.heir.unit in cmd.hand.units else above
    demand(
        the_hand_has_the_role(cmd.hand, KEEPER),
        the_hand_sits_in_the_unit(cmd.hand, sits),
        the_paper_is_not_dated_ahead(cmd.hand),
        the_record_is_a_collectives(cmd),
        the_unit_carries_the_old_one_on(cmd, rule),
        the_record_goes_on_once(cmd, holder),
        no_record_goes_on_in_itself(cmd, before),
    )
    if holder == cmd.nominee:
        return []
    fact = RecordCarriedOn(cmd.forerunner.ref, cmd.reform.key, rule or CHOSEN, cmd.reason)
    key = heir_key(cmd.forerunner.ref)
    return [Change(record_stream(cmd.nominee), fact), claimed(key, cmd.nominee)]
