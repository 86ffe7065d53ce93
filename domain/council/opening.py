"""Beginning a session: with the seats of its day, whoever was called, and a quorum of them."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from domain.change import Change
from domain.council.closing import HELD
from domain.council.commands import OpenSession
from domain.council.convene import Sitting, derived, held, told
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
from domain.council.seat import ItemConflicts, SeatsRenewed
from domain.council.session import Called, Meeting, renewed
from domain.council.state import NotAppointed
from domain.council.state import State as Council
from domain.council.tally import quorum
from domain.decider import demand
from domain.eligibility.look import Beside
from domain.lineage import Lineage
from domain.nomination.state import Absent
from domain.nomination.state import State as Case
from domain.refusal import Refused, about


def of_the_day(
    meeting: Meeting, council: Council, cases: Mapping[UUID, Case], lineage: Lineage
) -> Sequence[SeatsRenewed]:
    """Return that terms began or ended since the call; nothing where the seats are the same."""
    if isinstance(council, NotAppointed):
        return ()
    seats = council.on(meeting.held_on)
    if seats == meeting.seats:
        return ()
    more, sitting = [], Sitting(meeting.unit, meeting.held_on, lineage)
    for nomination, case in cases.items():
        found = () if isinstance(case, Absent) else tuple(derived(seats, case.dossier, sitting))
        if fresh := tuple(one for one in found if one not in meeting.conflicts[nomination]):
            more.append(ItemConflicts(nomination, fresh))
    return (SeatsRenewed(seats, tuple(more)),)


def held_back(
    cmd: OpenSession, cases: Mapping[UUID, Case], besides: Mapping[UUID, Beside]
) -> Sequence[ItemDropped]:
    """
    Return that nobody votes on what is held by now; the others are not kept waiting.

    Raises:
        Refused: everything on the agenda is held.
    """
    found = {one: held(one, case, besides[one], cmd.hand) for one, case in cases.items()}
    dropped = [ItemDropped(one, HELD) for one, why in found.items() if why]
    if dropped and len(dropped) == len(cases):
        raise Refused(*(why for one, all_ in found.items() for why in told(one, all_)))
    return dropped


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
        the_day_has_come(cmd.hand, meeting.held_on),
        *each_is_there_once(cmd.present),
        *(refusal for found in each for refusal in found),
        there_is_a_quorum(cmd, meeting),
        every_secret_vote_has_a_key(cmd, meeting),
    )
    begun = SessionOpened(cmd.present, quorum(meeting), cmd.keys)
    facts: list[SessionEvent] = [*changed, *held_back(cmd, cases, besides), begun]
    return [Change(cmd.session, one) for one in facts]
