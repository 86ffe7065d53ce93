"""Why can I not? Every act on a case, tried by a hand as it stands: allowed, or refused and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from domain.hand import Hand
from domain.nomination.state import Opened
from domain.refusal import Refusal, Refused, about
from services.attempts import Attempt, Who, attempts_at
from services.histories import Histories
from services.orders import decide
from services.ports import Ledger
from services.verdicts import known_case


@dataclass(frozen=True, slots=True)
class PossibleAct:
    """
    An act on a case: who may do it, and what keeps this hand from it; nothing where it may.

    `by` is the delegation by which it may, where it may not alone. Where it may neither way, what
    keeps each delegation from it is told beside, and says which.
    """

    act: str
    step: str | None
    who: tuple[Who, ...]
    broken: tuple[Refusal, ...]
    by: UUID | None = None


def possible_acts(
    nomination: UUID, hand: Hand, ledger: Ledger, lent: Sequence[UUID] = ()
) -> tuple[Sequence[PossibleAct], int]:
    """
    Return every act on a case as *hand* would find it now, and the version of the case.

    Each is decided as if it were ordered, with a content that fits; nothing is written. What the
    hand may not do alone is tried by each of the delegations *lent* to it.

    Raises:
        Refused: there is no such case.
    """
    past = Histories(ledger)
    case = known_case(nomination, past)
    found = list(_tried(nomination, case, hand, past))
    for delegation in lent:
        other = replace(hand, delegation=delegation)
        tried = _tried(nomination, case, other, past)
        found = [either(one, two, delegation) for one, two in zip(found, tried, strict=True)]
    return found, past.version(nomination)


def either(alone: PossibleAct, lent: PossibleAct, delegation: UUID) -> PossibleAct:
    """Return an act as a hand finds it that may do it alone, or by a delegation."""
    if not alone.broken:
        return alone
    if not lent.broken:
        return replace(lent, by=delegation)
    more = about("delegation", str(delegation), lent.broken)
    return replace(alone, broken=(*alone.broken, *more))


def _tried(nomination: UUID, case: Opened, hand: Hand, past: Histories) -> Iterator[PossibleAct]:
    """Try every act there is on a case."""
    for one in attempts_at(nomination, case, hand):
        yield PossibleAct(one.act, one.step, one.who, refused(one, past))


def refused(attempt: Attempt, past: Histories) -> tuple[Refusal, ...]:
    """Return what an attempt would be refused for."""
    try:
        decide(attempt.command, past)
    except Refused as refusal:
        return refusal.refusals
    return ()
