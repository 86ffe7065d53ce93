"""Beginning a session: with the seats of its day, whoever was called, and a quorum of them."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from domain.change import Change
from domain.council.carrying import somebody_can_carry_it
from domain.council.closing import BEYOND, HELD, Left
from domain.council.commands import OpenSession
from domain.council.convene import Convening, derived, held, told
from domain.council.events import ItemDropped, SessionEvent, SessionOpened
from domain.council.policies import (
    by_the_secretary,
    each_is_there_once,
    every_secret_vote_has_a_key,
    only_substitutes_replace,
    the_day_has_come,
    the_seat_is_full,
    there_is_a_quorum,
)
from domain.council.seat import ItemConflicts, Seat, SeatsRenewed
from domain.council.session import Called, Meeting, renewed
from domain.council.state import NotAppointed
from domain.council.state import State as Council
from domain.council.tally import quorum
from domain.decider import demand
from domain.eligibility.look import Beside
from domain.lineage import Lineage
from domain.nomination.state import Absent
from domain.nomination.state import State as Case
from domain.refusal import Refusal, Refused, about
from domain.submission.dispatch import the_list_is_not_empty


def of_the_day(
    meeting: Meeting, council: Council, cases: Mapping[UUID, Case], lineage: Lineage
) -> Sequence[SeatsRenewed]:
    """
    Return that terms or interests changed since the call; nothing where all is the same.

    A reform in between changes who heads whom, also where the seats are those of the call.
    """
    if isinstance(council, NotAppointed):
        return ()
    seats = council.on(meeting.held_on)
    more = tuple(_fresh(meeting, seats, cases, Convening(meeting.unit, meeting.held_on, lineage)))
    if seats == meeting.seats and not more:
        return ()
    return (SeatsRenewed(seats, more),)


def _fresh(
    meeting: Meeting, seats: tuple[Seat, ...], cases: Mapping[UUID, Case], sitting: Convening
) -> Iterator[ItemConflicts]:
    """Yield the interests of the seats that nobody knew of at the call."""
    for nomination, case in cases.items():
        found = () if isinstance(case, Absent) else tuple(derived(seats, case.dossier, sitting))
        if fresh := tuple(one for one in found if one not in meeting.conflicts[nomination]):
            yield ItemConflicts(nomination, fresh)


def left_out(
    cmd: OpenSession, meeting: Meeting, cases: Mapping[UUID, Case], besides: Mapping[UUID, Beside]
) -> Sequence[ItemDropped]:
    """
    Return that nobody votes on what is held by now, or nobody can carry; the others go on.

    Raises:
        Refused: that is everything on the agenda.
    """
    gone = {
        one: why
        for one, case in cases.items()
        if (why := left(one, case, besides[one], cmd, meeting))
    }
    if gone and len(gone) == len(cases):
        raise Refused(*(refusal for _, why in gone.values() for refusal in why))
    return [ItemDropped(one, code) for one, (code, _) in gone.items()]


def left(
    nomination: UUID, case: Case, beside: Beside, cmd: OpenSession, meeting: Meeting
) -> tuple[Left, Sequence[Refusal]] | None:
    """Return why a case leaves the agenda: as a code, and as refusals; None where it stays."""
    if holds := held(nomination, case, beside, cmd.hand):
        return HELD, holds
    beyond = told(nomination, [somebody_can_carry_it(nomination, meeting)])
    return (BEYOND, beyond) if beyond else None


def open_session(
    cmd: OpenSession,
    state: Called,
    council: Council,
    cases: Mapping[UUID, Case],
    besides: Mapping[UUID, Beside],
) -> list[Change]:
    """Begin when enough members of the day are there; what is held leaves the agenda."""
    meeting = state.meeting
    changed = of_the_day(meeting, council, cases, cmd.hand.forces.lineage)
    for event in changed:
        meeting = renewed(meeting, event)
    each = (
        about("member", one.member, (rule(one, meeting),))
        for one in cmd.present
        for rule in (the_seat_is_full, only_substitutes_replace)
    )
    demand(
        *by_the_secretary(cmd.hand, meeting),
        the_list_is_not_empty([*cases]),
        the_day_has_come(cmd.hand, meeting.held_on),
        *each_is_there_once(cmd.present),
        *(refusal for found in each for refusal in found),
        there_is_a_quorum(cmd, meeting),
        every_secret_vote_has_a_key(cmd, meeting),
    )
    begun = SessionOpened(cmd.present, quorum(meeting), cmd.keys)
    facts: list[SessionEvent] = [*changed, *left_out(cmd, meeting, cases, besides), begun]
    return [Change(cmd.session, one) for one in facts]
