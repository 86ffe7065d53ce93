"""For every act that is not on one case an order that tries it; and who may act."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.access import person
from domain.change import Change
from domain.council import commands as k
from domain.council.events import Attendance, BallotKey, BallotPaper, Choice
from domain.council.policies import units_that_end_it
from domain.council.ranking import PRIORITIES
from domain.council.rule import BallotRules
from domain.council.seat import Function, Seat
from domain.council.session import SESSION, Casting, Meeting, NotConvened, Sitting
from domain.council.session import State as Session
from domain.council.state import COUNCIL, Appointed
from domain.decision.commands import CorrectDecision
from domain.decision.state import DECISION, Issued
from domain.hand import Hand
from domain.ladder import Act, Ladder, Step
from domain.nomination.access import NOMINATING
from domain.nomination.commands import OpenNomination
from domain.nomination.events import NominationFiled, NominationOpened, Nominee
from domain.nominee_kinds import PERSON
from domain.parking.commands import CorrectParkedMessage, DropParkedMessage, NoteReplay
from domain.parking.state import PARKED, Waiting
from domain.reform.decide import OPERATOR
from domain.register.commands import (
    HandHonourBack,
    ReceiveHonourComplaint,
    RecoverHonour,
    RestoreHonour,
    SettleHonourComplaint,
)
from domain.register.decide import CLERK, SIGNING, acting
from domain.register.state import HONOUR, Annulled, Held
from domain.register.state import State as Honour
from services.attempts.trial import BASIS, WORDS, Attempt, Who
from services.histories import Histories

SECRETARY, MEMBER, CHAIR = "council-secretary", "council-member", "council-chair"
TRIAL = uuid5(NAMESPACE_URL, "vinhdanh:trial")
NUMBER, DIGEST = "1", "0" * 64
SOMEBODY, RULE = "somebody", "longer-service"


@dataclass(frozen=True, slots=True)
class Trial:
    """Something by its id, the hand that tries, how councils vote, and what is known."""

    thing: UUID
    hand: Hand
    rules: BallotRules
    past: Histories

    @property
    def number(self) -> str:
        """Return a number no paper has."""
        return str(self.thing.int)

    @property
    def seat(self) -> Seat:
        """Return a seat of somebody who has none."""
        return Seat(str(self.thing), Function.MEMBER, self.hand.effective_on)


def starting(on: Trial) -> Iterator[Attempt]:
    """Try what starts something: a draft of an own unit, a council of one."""
    hand, units = on.hand, sorted(on.hand.units) or ["-"]
    for unit in units:
        nominee = Nominee(on.thing, PERSON, unit)
        route = Ladder("-", "-", "-", (), (PERSON,))
        draft = OpenNomination(on.thing, hand, nominee, unit, WORDS, route)
        yield Attempt("nomination", None, (Who(NOMINATING, unit),), draft)
        council = k.AppointCouncil(hand, unit, (on.seat,), on.number, BASIS)
        yield Attempt("council", None, (Who(SIGNING, unit),), council)


def on_a_council(on: Trial) -> Iterator[Attempt]:
    """Try the acts on a council."""
    state = on.past.of(COUNCIL, on.thing)
    unit = state.unit if isinstance(state, Appointed) else "-"
    today = on.hand.effective_on
    serving = [one.person for one in state.on(today)] if isinstance(state, Appointed) else []
    signer, keeper = (Who(SIGNING, unit),), (Who(SECRETARY, unit),)
    more = k.AppointMembers(on.thing, on.hand, (on.seat,), on.number, BASIS)
    yield Attempt("appointment", None, signer, more)
    one = (serving or [SOMEBODY])[0]
    relief = k.RelieveMember(on.thing, on.hand, one, today, on.number, BASIS)
    yield Attempt("relief", None, signer, relief)
    day, session, case = today + timedelta(1), uuid5(on.thing, "trial"), uuid5(on.thing, "case")
    on.past.take([Change(case, one) for one in _waiting_for(unit, today)], today, ())
    call = k.ConveneSession(session, on.hand, on.thing, day, (case,), on.rules)
    yield Attempt("session", None, keeper, call)


def _waiting_for(unit: str, day: date) -> tuple[NominationOpened, NominationFiled]:
    """Return how a case that nobody opened came to wait for the council of a unit."""
    vote = Step("trial-vote", "-", Act.VOTE, SECRETARY, unit, percent=100)
    route, nominee = Ladder("-", "-", "-", (vote,), (PERSON,)), Nominee(TRIAL, PERSON, unit)
    opened = NominationOpened(nominee, SOMEBODY, unit, day, WORDS, route, None)
    return opened, NominationFiled(vote.key, None)


def on_a_session(on: Trial) -> Iterator[Attempt]:
    """Try the acts in a session; a secretary's, then a member's."""
    state = on.past.of(SESSION, on.thing)
    unit = "-" if isinstance(state, NotConvened) else state.meeting.unit
    item = _item(state)
    keeper, member, chair = ((Who(role, unit),) for role in (SECRETARY, MEMBER, CHAIR))
    session, hand = on.thing, on.hand
    ending = keeper if isinstance(state, NotConvened) else _ending(hand, state.meeting)
    yield Attempt("opening", None, keeper, k.OpenSession(session, hand, *_opening(state)))
    arrival = k.NoteArrival(session, hand, _late(state))
    yield Attempt("arrival", None, keeper, arrival)
    yield Attempt("hands", None, keeper, k.CountHands(session, hand, item, *_hands(state)))
    yield Attempt("roll-closing", None, ending, k.CloseRoll(session, hand))
    end = k.CloseSession(session, hand, not_returned=_outstanding(state))
    yield Attempt("closing", None, ending, end, made_up=ALL_MISSING)
    yield Attempt("calling-off", None, ending, k.CallOffSession(session, hand, WORDS))
    first = k.NotePriority(session, hand, item, _priority(state), WORDS)
    yield Attempt("priority", None, keeper, first)
    yield Attempt("tie", None, chair, k.DecideTie(session, hand, (item,), WORDS))
    conflict = k.DeclareConflict(session, hand, item, "kin")
    yield Attempt("conflict", None, member, conflict)
    opinion = k.WriteOpinion(session, hand, item, Choice.IN_FAVOUR)
    yield Attempt("opinion", None, member, opinion)
    ballot = k.TakeBallots(session, hand, (BallotPaper(item, "1", "1"),))
    yield Attempt("ballot-taking", None, member, ballot)


# A trial opens no boxes, so it states all ballots as missing: that one hand may not do.
ALL_MISSING = frozenset({"another-hand-needed"})


def _ending(hand: Hand, meeting: Meeting) -> tuple[Who, ...]:
    """Return who may end a session: after a reform also who carries its unit on."""
    return tuple(Who(SECRETARY, one) for one in units_that_end_it(hand, meeting))


def _item(state: Session) -> UUID:
    """Return a nomination on the agenda, one that stands nowhere where there is none."""
    return TRIAL if isinstance(state, NotConvened) else next(iter(state.meeting.items), TRIAL)


def _priority(state: Session) -> str:
    """Return the first rule for equal points that a person notes, by the session's own rules."""
    ties = () if isinstance(state, NotConvened) else state.meeting.standing.ties
    return next((one.key for one in ties if one.key in PRIORITIES), RULE)


def _opening(state: Session) -> tuple[tuple[Attendance, ...], tuple[BallotKey, ...]]:
    """Return all members as there, and a key for each secret vote."""
    if isinstance(state, NotConvened):
        return (), ()
    meeting = state.meeting
    present = tuple(Attendance(one.person, one.person) for one in meeting.members)
    return present, tuple(BallotKey(one, "1") for one in sorted(meeting.secret))


def _late(state: Session) -> Attendance:
    """Return a member who is not there yet, somebody where all are."""
    if not isinstance(state, Sitting):
        return Attendance(SOMEBODY, SOMEBODY)
    there = {person(one.member) for one in state.floor.present}
    absent = (one.person for one in state.meeting.members if person(one.person) not in there)
    late = next(absent, SOMEBODY)
    return Attendance(late, late)


def _outstanding(state: Session) -> dict[UUID, int]:
    """Return all ballots as not returned: the boxes are not opened for a trial."""
    if not isinstance(state, Sitting | Casting):
        return {}
    return {one: state.floor.roll(one) for one in state.meeting.secret}


def _hands(state: Session) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the hands of all who are there."""
    if not isinstance(state, Sitting):
        return (), ()
    return tuple(one.by for one in state.floor.present), ()


def on_a_decision(on: Trial) -> Iterator[Attempt]:
    """Try the acts on a decision; that it is annulled, each of its cases tells."""
    state = on.past.of(DECISION, on.thing)
    unit, text = "-", WORDS
    if isinstance(state, Issued):
        unit = acting(state.unit, state.dated, on.hand)
        text = state.text.get("legal_basis", WORDS)
    order = CorrectDecision(on.thing, on.hand, "legal_basis", text, f"{text} {WORDS}", WORDS)
    yield Attempt("correction", None, (Who(CLERK, unit),), order)


def on_an_honour(on: Trial) -> Iterator[Attempt]:
    """Try the acts on an honour of the register."""
    state = on.past.of(HONOUR, on.thing)
    unit = "-"
    if isinstance(state, Held | Annulled):
        entry = state.entry
        unit = acting(entry.granted_by, entry.granted_on, on.hand)
    back = not (isinstance(state, Annulled) and state.object_returned)
    amount = 0 if back else 1
    ground = state.ground if isinstance(state, Annulled) else ""
    recovery = RecoverHonour(on.thing, on.hand, back, amount, WORDS, ground)
    yield Attempt("recovery", None, (Who(CLERK, unit),), recovery)
    yield Attempt("handback", None, (Who(CLERK, unit),), _handing_back(state, on))
    restoring = RestoreHonour(on.thing, on.hand, on.number, unit, WORDS, "conclusion-lifted")
    yield Attempt("restoration", None, (Who(SIGNING, unit),), restoring)
    yield from _complaints(state, (Who(CLERK, unit),), on)


def _handing_back(honour: Honour, on: Trial) -> HandHonourBack:
    """Return the order that gives back the object, else some of the money."""
    object_too = isinstance(honour, Held) and honour.object_returned
    return HandHonourBack(on.thing, on.hand, object_too, 0 if object_too else 1, WORDS)


def _complaints(honour: Honour, who: tuple[Who, ...], on: Trial) -> Iterator[Attempt]:
    """Try to enter a complaint about an honour, and to settle one that waits."""
    entering = ReceiveHonourComplaint(on.thing, on.hand, "complaint", on.number, TRIAL)
    yield Attempt("complaint", None, who, entering)
    known = honour.complaints if isinstance(honour, Held | Annulled) else {}
    waiting = [key for key, one in known.items() if one.outcome is None] or [on.number]
    settling = SettleHonourComplaint(on.thing, on.hand, waiting[0], "unfounded", WORDS)
    yield Attempt("complaint-settling", None, who, settling)


def on_a_message(on: Trial) -> Iterator[Attempt]:
    """Try the acts on a message that was put aside."""
    state = on.past.of(PARKED, on.thing)
    digest = state.digest if isinstance(state, Waiting) else DIGEST
    who, message, hand = (Who(OPERATOR, "VN"),), on.thing, on.hand
    yield Attempt("correction", None, who, CorrectParkedMessage(message, hand, DIGEST, 1, WORDS))
    completed = replace(CorrectParkedMessage(message, hand, DIGEST, 1, WORDS), size=2)
    yield Attempt("completion", None, who, completed)
    yield Attempt("replay", None, who, NoteReplay(message, hand, digest, "refused"))
    yield Attempt("dropping", None, who, DropParkedMessage(message, hand, WORDS))
