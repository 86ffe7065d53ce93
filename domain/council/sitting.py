"""What happens in a session before its end: interests, attendance, opinions, hands, ballots."""

from domain.access import (
    no_paper_is_older_than_what_it_builds_on,
    the_paper_is_not_dated_ahead,
)
from domain.change import Change
from domain.council.commands import (
    CallOffSession,
    CloseRoll,
    CountHands,
    DeclareConflict,
    TakeBallots,
)
from domain.council.events import (
    BallotPaper,
    BallotsTaken,
    ConflictDeclared,
    HandsShown,
    RollClosed,
    SessionCalledOff,
)
from domain.council.floor import Floor
from domain.council.policies import (
    by_the_secretary,
    by_the_secretary_or_an_heirs,
    it_stands_on_the_agenda,
    nobody_recuses_after_voting,
    nobody_shows_two_hands,
    nobody_takes_two_ballots,
    nobody_votes_with_an_interest,
    the_act_follows_the_call,
    the_act_follows_the_opening,
    the_ballot_is_signed,
    the_ground_is_coded,
    the_person_is_seated,
    the_vote_is,
    the_voter_is_there,
)
from domain.council.rule import Way
from domain.council.session import Called, Casting, Held, Meeting, Sitting
from domain.council.state import is_same
from domain.decider import demand
from domain.eligibility.body import begun_in
from domain.hand import Hand
from domain.refusal import Kind, Refusal, about
from domain.submission.dispatch import each_stands_once, the_list_is_not_empty


def declare(cmd: DeclareConflict, state: Called | Sitting) -> list[Change]:
    """Note an interest of the hand; the same one again is nothing."""
    meeting, nomination = state.meeting, cmd.nomination
    known = nomination in meeting.items
    demand(
        the_person_is_seated(cmd.hand.actor, meeting),
        the_paper_is_not_dated_ahead(cmd.hand),
        the_act_follows_the_call(cmd.hand, meeting),
        it_stands_on_the_agenda(nomination, meeting.open_items),
        the_ground_is_coded(cmd.ground),
        nobody_recuses_after_voting(cmd.hand, state, nomination) if known else None,
    )
    said = meeting.conflicts[nomination]
    if any(is_same(one.person, cmd.hand.actor) and one.ground == cmd.ground for one in said):
        return []
    return [Change(cmd.session, ConflictDeclared(nomination, cmd.hand.actor, cmd.ground))]


def count_hands(cmd: CountHands, state: Held) -> list[Change]:
    """Write down an open vote; the same count again is nothing."""
    meeting, floor, nomination = state.meeting, state.floor, cmd.nomination
    shown = (*cmd.in_favour, *cmd.against)
    off_agenda = it_stands_on_the_agenda(nomination, meeting.open_items)
    voting = () if off_agenda else shown
    fact = HandsShown(nomination, cmd.in_favour, cmd.against)
    counted = Refusal("hands-counted", Kind.CONFLICT, "the vote was counted otherwise")
    before = floor.hands.get(nomination)
    demand(
        *by_the_secretary(cmd.hand, meeting),
        the_act_follows_the_opening(cmd.hand, meeting),
        off_agenda or the_vote_is(Way.OPEN, nomination, meeting),
        *nobody_shows_two_hands(shown),
        *(the_voter_is_there(who, floor) for who in shown),
        *(nobody_votes_with_an_interest(who, nomination, meeting) for who in voting),
        counted if before not in {None, fact} else None,
    )
    return [] if before else [Change(cmd.session, fact)]


def takeable(hand: Hand, paper: BallotPaper, state: Sitting) -> list[Refusal]:
    """Return why one ballot may not be taken."""
    meeting, floor, nomination = state.meeting, state.floor, paper.nomination
    if off := it_stands_on_the_agenda(nomination, meeting.open_items):
        return about("nomination", str(nomination), [off])
    found = (
        the_vote_is(Way.SECRET, nomination, meeting),
        nobody_votes_with_an_interest(hand.actor, nomination, meeting),
        nobody_takes_two_ballots(hand, paper, floor),
        the_ballot_is_signed(paper, floor) if nomination in floor.keys else None,
    )
    return about("nomination", str(nomination), found)


def take_ballots(cmd: TakeBallots, state: Sitting) -> list[Change]:
    """Hand ballots out to somebody who is there; the very same papers again are nothing."""
    named, who = [one.nomination for one in cmd.papers], cmd.hand.actor
    if cmd.papers and taken_by(who, state.floor).issuperset(cmd.papers):
        return []
    demand(
        the_paper_is_not_dated_ahead(cmd.hand),
        the_act_follows_the_opening(cmd.hand, state.meeting),
        the_person_is_seated(who, state.meeting) or the_voter_is_there(who, state.floor),
        the_list_is_not_empty(named),
        each_stands_once(named),
        *(why for one in cmd.papers for why in takeable(cmd.hand, one, state)),
    )
    return [Change(cmd.session, BallotsTaken(who, cmd.papers))]


def taken_by(who: str, floor: Floor) -> frozenset[BallotPaper]:
    """Return the papers that somebody took."""
    return frozenset(one for (_, taker), one in floor.taken.items() if is_same(taker, who))


def close_roll(cmd: CloseRoll, state: Sitting) -> list[Change]:
    """Hand out no more ballots."""
    nothing = Refusal("no-secret-vote", Kind.CONFLICT, "no vote of this session is secret")
    demand(
        *by_the_secretary_or_an_heirs(cmd.hand, state.meeting),
        the_act_follows_the_opening(cmd.hand, state.meeting),
        None if state.meeting.secret else nothing,
    )
    return [Change(cmd.session, RollClosed())]


def no_ballots_are_out(cmd: CallOffSession, state: Called | Sitting | Casting) -> Refusal | None:
    """
    Refuse to give up a secret vote that has begun: its box is counted (house rule, ADR 66).

    Of a case that left the agenda nothing is counted (ADR 112).
    """
    return begun_in(cmd.session) if _a_secret_vote_is_on(state) else None


def _a_secret_vote_is_on(state: Called | Sitting | Casting) -> bool:
    """Say whether ballots of a case that is still on the agenda are out, or boxes are open."""
    asked = state.meeting.secret.intersection(state.meeting.open_items)
    if isinstance(state, Sitting):
        return any(at in asked for at, _ in state.floor.taken)
    return isinstance(state, Casting) and bool(asked)


def the_end_follows_the_beginning(hand: Hand, meeting: Meeting) -> Refusal | None:
    """Refuse to give a session up by a paper older than what began it (house rule, ADR 101)."""
    return no_paper_is_older_than_what_it_builds_on(hand, meeting.opened_on or meeting.called_on)


def call_off(cmd: CallOffSession, state: Called | Sitting | Casting) -> list[Change]:
    """Give the session up."""
    demand(
        *by_the_secretary_or_an_heirs(cmd.hand, state.meeting),
        the_end_follows_the_beginning(cmd.hand, state.meeting),
        no_ballots_are_out(cmd, state),
    )
    return [Change(cmd.session, SessionCalledOff(cmd.reason))]
