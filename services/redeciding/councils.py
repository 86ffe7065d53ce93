"""Orders on councils and sessions, read back from the facts they wrote."""

from dataclasses import replace
from typing import cast
from uuid import UUID

from domain.council import commands as k
from domain.council import events as e
from domain.council import merit
from domain.council.presence import MemberArrived
from domain.council.rule import BallotRules, RuledAward
from domain.council.seat import SeatsRenewed
from domain.council.session import SESSION, Casting, Sitting
from domain.force import places_key
from services.redeciding.told import ByOrder, Follows, Rows, Told


def _appointing(told: Told) -> k.AppointCouncil:
    fact = cast("e.CouncilAppointed", told.fact.event)
    return k.AppointCouncil(told.hand, fact.unit, fact.seats, fact.number, fact.legal_basis)


def _appointing_more(told: Told) -> k.AppointMembers:
    fact = cast("e.MembersAppointed", told.fact.event)
    return k.AppointMembers(told.stream, told.hand, fact.seats, fact.number, fact.legal_basis)


def _relieving(told: Told) -> k.RelieveMember:
    fact = cast("e.MemberRelieved", told.fact.event)
    return k.RelieveMember(
        told.stream, told.hand, fact.person, fact.last_day, fact.number, fact.legal_basis
    )


def calling(told: Told) -> k.ConveneSession:
    """Read a call back, with the rules of votes and the places that were pinned into it."""
    fact = cast("e.SessionConvened", told.fact.event)
    ruled = tuple(RuledAward(one.rule, award=one.award) for one in fact.agenda)
    year = fact.held_on.year
    places = {places_key(one.award, fact.unit, year): one.number for one in fact.places}
    hand = replace(told.hand, forces=replace(told.hand.forces, places=places))
    cases = tuple(one.nomination for one in fact.agenda)
    rules = BallotRules(ruled, fact.ties)
    return k.ConveneSession(told.stream, hand, fact.council, fact.held_on, cases, rules)


def _declaring(told: Told) -> k.DeclareConflict:
    fact = cast("e.ConflictDeclared", told.fact.event)
    return k.DeclareConflict(told.stream, told.hand, fact.nomination, fact.ground)


def _beginning(told: Told) -> k.OpenSession:
    fact = cast("e.SessionOpened", told.fact.event)
    return k.OpenSession(told.stream, told.hand, fact.present, fact.keys)


def _arriving(told: Told) -> k.NoteArrival:
    fact = cast("MemberArrived", told.fact.event)
    return k.NoteArrival(told.stream, told.hand, e.Attendance(fact.member, fact.by))


def _writing(told: Told) -> k.WriteOpinion:
    fact = cast("e.OpinionWritten", told.fact.event)
    member = fact.person if fact.paper else None
    return k.WriteOpinion(told.stream, told.hand, fact.nomination, fact.choice, member, fact.paper)


def _counting(told: Told) -> k.CountHands:
    fact = cast("e.HandsShown", told.fact.event)
    return k.CountHands(told.stream, told.hand, fact.nomination, fact.in_favour, fact.against)


def _taking(told: Told) -> k.TakeBallots:
    fact = cast("e.BallotsTaken", told.fact.event)
    return k.TakeBallots(told.stream, told.hand, fact.papers)


def _closing_the_roll(told: Told) -> k.CloseRoll:
    return k.CloseRoll(told.stream, told.hand)


def closing(told: Told) -> k.CloseSession:
    """Read the end of a session back: what the boxes held, and so what did not come back."""
    state = told.past.of(SESSION, told.stream)
    opened = {one.nomination: one.ballots for one in told.act.told(e.BallotsCounted)}
    rolls = state.floor.roll if isinstance(state, Sitting | Casting) else _nobody
    out = {one: rolls(one) - len(ballots) for one, ballots in opened.items()}
    missing = {one: number for one, number in out.items() if number > 0}
    return k.CloseSession(told.stream, told.hand, opened, missing)


def _nobody(_nomination: UUID) -> int:
    """Return how many ballots were handed out in a session that never began."""
    return 0


def _calling_off(told: Told) -> k.CallOffSession:
    fact = cast("e.SessionCalledOff", told.fact.event)
    return k.CallOffSession(told.stream, told.hand, fact.reason)


def _priority(told: Told) -> k.NotePriority:
    fact = cast("merit.PriorityNoted", told.fact.event)
    return k.NotePriority(told.stream, told.hand, fact.nomination, fact.rule, fact.reason)


def _tie(told: Told) -> k.DecideTie:
    fact = cast("merit.TieDecided", told.fact.event)
    return k.DecideTie(told.stream, told.hand, fact.order, fact.reason)


ROWS: Rows = {
    e.CouncilAppointed: ByOrder(_appointing),
    e.MembersAppointed: ByOrder(_appointing_more),
    e.MemberRelieved: ByOrder(_relieving),
    e.SessionConvened: ByOrder(calling, unseen=("ballot-rule-missing",)),
    e.ConflictDeclared: ByOrder(_declaring),
    e.SessionOpened: ByOrder(_beginning),
    MemberArrived: ByOrder(_arriving),
    e.OpinionWritten: ByOrder(_writing),
    e.HandsShown: ByOrder(_counting),
    e.BallotsTaken: ByOrder(_taking),
    e.RollClosed: ByOrder(_closing_the_roll),
    e.ItemVoted: Follows(),
    e.ItemDropped: Follows(),
    e.SessionClosed: ByOrder(closing, rank=0),
    e.SessionCalledOff: ByOrder(_calling_off, rank=0),
    SeatsRenewed: Follows(),
    merit.AgendaScored: Follows(),
    merit.PriorityNoted: ByOrder(_priority),
    merit.TieDecided: ByOrder(_tie),
    e.BallotsCounted: Follows(),
}
