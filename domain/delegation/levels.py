"""At which levels power can be lent: those that a ladder knows, and where the giver acts."""

from collections.abc import Iterator

from domain.delegation.commands import GrantDelegation, Levels
from domain.delegation.events import Scope
from domain.refusal import Kind, Refusal, listed

AT_THE_STEP = frozenset(
    {"appraisal", "decision", "endorsement", "refusal", "return", "submission", "vote"}
)
"""Acts of whoever holds the step a case waits at, and of nobody else."""


def something_is_lent_at_the_level(cmd: GrantDelegation) -> Iterator[Refusal | None]:
    """Yield why nothing would be lent at a level; not asked of a fact that was accepted."""
    if cmd.levels is not None:
        yield the_level_is_known(cmd.scope, cmd.levels)
        yield the_unit_acts_at_the_level(cmd.scope, cmd.levels)


def the_level_is_known(scope: Scope, levels: Levels) -> Refusal | None:
    """
    Refuse a level at which no step of any ladder is: it would lend nothing, ever (ADR 41).

    A case keeps the ladder of its day, so the ladders of earlier regimes count.
    """
    if scope.level is None or scope.level in levels.known:
        return None
    facts = {"level": scope.level, "known": listed(sorted(levels.known))}
    return Refusal("level-not-known", Kind.INVALID, "no ladder has such a level", facts)


def the_unit_acts_at_the_level(scope: Scope, levels: Levels) -> Refusal | None:
    """
    Refuse acts of a step alone, for a level of which the unit holds no step (ADR 41).

    Other acts are done by a unit below or beside the step too: a ward takes back what waits above.
    """
    elsewhere = scope.level in levels.known and levels.own not in {None, scope.level}
    if not elsewhere or not scope.acts or {*scope.acts} - AT_THE_STEP:
        return None
    facts = {"level": str(scope.level), "unit": scope.unit, "own": str(levels.own)}
    return Refusal("level-not-held", Kind.INVALID, "its unit has no step at this level", facts)
