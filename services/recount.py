"""Counting a session's votes once more from the facts, and holding the results against it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import takewhile
from uuid import UUID

from domain.council.events import (
    Ballot,
    BallotsCounted,
    ItemVoted,
    SessionClosed,
    SessionEvent,
)
from domain.council.policies import no_more_ballots_than_taken
from domain.council.proof import box_of, is_proven
from domain.council.session import SESSION, Held, NotConvened, Sitting, State, evolve
from domain.council.session import Casting as Cast
from domain.council.tally import Tally, tally
from domain.refusal import Kind, Refusal, Refused
from domain.votes import votes_needed
from services.histories import Histories
from services.ports import Ledger

Outcome = ItemVoted | SessionClosed


@dataclass(frozen=True, slots=True)
class Recounted:
    """A vote counted again: ballots in the box, those taken, the count, and what is wrong."""

    nomination: UUID
    ballots: int
    taken: int
    tally: Tally
    needed: int
    carried: bool
    wrong: tuple[str, ...]


def recount(session: UUID, ledger: Ledger) -> list[Recounted]:
    """
    Return every vote of a session that ended, counted again; dropped ones had none.

    Raises:
        Refused: there is no such session, or it has not ended.
    """
    past = Histories(ledger)
    state = past.of(SESSION, session)
    if isinstance(state, NotConvened):
        raise Refused(Refusal("session-unknown", Kind.UNKNOWN, "no such session"))
    facts = [one for one in past.events(session) if isinstance(one, SessionEvent)]
    held = before_the_results(facts)
    if not state.meeting.standing.ended or not isinstance(held, Sitting | Cast):
        raise Refused(Refusal("out-of-session", Kind.CONFLICT, "nothing was counted yet"))
    told = state.meeting.standing.results.values()
    return [_again(session, held, one, past) for one in told]


def before_the_results(facts: Sequence[SessionEvent]) -> State:
    """Return where the session stood when its votes were counted."""
    said = takewhile(lambda one: not isinstance(one, Outcome), facts)
    start: State = NotConvened()
    return reduce(evolve, said, start)


def _again(session: UUID, held: Held, told: ItemVoted, past: Histories) -> Recounted:
    nomination, box = told.nomination, box_of(session, told.nomination)
    opened = [one for one in past.events(box) if isinstance(one, BallotsCounted)]
    ballots = tuple(ballot for one in opened for ballot in one.ballots)
    counted = tally(held.meeting, held.floor, nomination, ballots)
    needed = votes_needed(counted.members, held.meeting.items[nomination].percent)
    carried = counted.in_favour + counted.casting >= needed
    mine = (*_numbers(counted), needed, carried, counted.casting)
    theirs = (told.members, told.in_favour, told.against, told.blank)
    wrong = [*_wrong_in(held, nomination, box, ballots)]
    if mine != (*theirs, told.needed, told.carried, told.casting):
        wrong.append(f"counted {mine}, told {theirs}")
    taken = held.floor.roll(nomination)
    return Recounted(nomination, len(ballots), taken, counted, needed, carried, tuple(wrong))


def _numbers(one: Tally) -> tuple[int, int, int, int]:
    return one.members, one.in_favour, one.against, one.blank


def _wrong_in(held: Held, nomination: UUID, box: UUID, ballots: Sequence[Ballot]) -> Iterator[str]:
    """Yield what is wrong with the ballots themselves."""
    key = held.floor.keys.get(nomination, "1")
    yield from (f"nobody signed {one.nonce}" for one in ballots if not is_proven(one, box, key))
    if too_many := no_more_ballots_than_taken(ballots, held.floor.roll(nomination)):
        yield too_many.detail
