"""Why can I not? Every act on a case, tried by a hand as it stands: allowed, or refused and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.hand import Hand
from domain.nomination.state import Opened
from domain.refusal import Refusal, Refused
from services.attempts import Attempt, Who, attempts_at
from services.histories import Histories
from services.orders import decide
from services.ports import Ledger
from services.verdicts import known_case


@dataclass(frozen=True, slots=True)
class PossibleAct:
    """An act on a case: who may do it, and what keeps this hand from it; nothing where it may."""

    act: str
    step: str | None
    who: tuple[Who, ...]
    broken: tuple[Refusal, ...]


def possible_acts(
    nomination: UUID, hand: Hand, ledger: Ledger
) -> tuple[Sequence[PossibleAct], int]:
    """
    Return every act on a case as *hand* would find it now, and the version of the case.

    Each is decided as if it were ordered, with a content that fits; nothing is written.

    Raises:
        Refused: there is no such case.
    """
    past = Histories(ledger)
    case = known_case(nomination, past)
    return list(_tried(nomination, case, hand, past)), past.version(nomination)


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
