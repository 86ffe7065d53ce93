"""The rules of single acts in a session, each a function with its source."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from domain.access import (
    no_paper_is_older_than_what_it_builds_on,
    person,
    the_hand_has_the_role,
    the_hand_sits_in_the_unit,
    the_paper_is_not_dated_ahead,
)
from domain.council.carrying import may_replace
from domain.council.commands import OpenSession, WriteOpinion
from domain.council.convene import SECRETARY
from domain.council.events import Attendance, Ballot, BallotPaper, HandsShown
from domain.council.floor import Floor, is_absent
from domain.council.proof import is_proven, is_signed
from domain.council.rule import Way
from domain.council.session import Called, Meeting, Sitting
from domain.council.state import is_same
from domain.council.tally import quorum, voters
from domain.hand import Hand
from domain.refusal import Kind, Refusal, listed

GROUNDS = frozenset({"own-nomination", "kin", "unit-head", "other-interest"})


def the_day_has_come(hand: Hand, held_on: date) -> Refusal | None:
    """Refuse an act in a session dated before the session (house rule, ADR 17)."""
    if hand.effective_on >= held_on:
        return None
    facts = {"held_on": held_on.isoformat()}
    return Refusal("before-session", Kind.INVALID, "the council has not met on that day", facts)


def the_act_follows_the_call(hand: Hand, meeting: Meeting) -> Refusal | None:
    """Refuse an act on a session dated before the paper that called it (house rule, ADR 101)."""
    return no_paper_is_older_than_what_it_builds_on(hand, meeting.called_on)


def the_act_follows_the_opening(hand: Hand, meeting: Meeting) -> Refusal | None:
    """Refuse an act in a session dated before its day, or the paper that began it (ADR 17, 101)."""
    early = the_day_has_come(hand, meeting.held_on)
    return early or no_paper_is_older_than_what_it_builds_on(hand, meeting.opened_on)


def by_the_secretary(hand: Hand, meeting: Meeting) -> tuple[Refusal | None, ...]:
    """Check that the hand keeps the minutes of this council (domain facts 9.4)."""
    return (
        the_hand_has_the_role(hand, SECRETARY),
        the_hand_sits_in_the_unit(hand, meeting.unit),
        the_paper_is_not_dated_ahead(hand),
    )


def by_the_secretary_or_an_heirs(hand: Hand, meeting: Meeting) -> tuple[Refusal | None, ...]:
    """Check who ends a session, also for a unit that ended: its heir, or above (ADR 112, 113)."""
    mine = [one for one in units_that_end_it(hand, meeting) if one in hand.units]
    return by_the_secretary(hand, replace(meeting, unit=mine[0]) if mine else meeting)


def units_that_end_it(hand: Hand, meeting: Meeting) -> tuple[str, ...]:
    """
    Return the units that may end a session on the hand's day, its own first (ADR 112, 113).

    They are those that carry it on, each part of a divided one, and the nearest that stands for it.
    """
    lineage, since = hand.forces.lineage, meeting.called_on or meeting.held_on
    given = meeting.unit, since, hand.effective_on
    heirs, nearest = lineage.carrying_on(*given), lineage.standing_for(*given)[:1]
    return tuple(dict.fromkeys((meeting.unit, *sorted(heirs), *nearest)))


def the_person_is_seated(who: str, meeting: Meeting) -> Refusal | None:
    """Refuse somebody who has no seat in this session (ADR 46)."""
    if meeting.is_seated(who):
        return None
    return Refusal("not-a-member", Kind.FORBIDDEN, "only members of the council may")


def it_stands_on_the_agenda(nomination: UUID, items: Collection[UUID]) -> Refusal | None:
    """Refuse a nomination that this session is not about."""
    if nomination in items:
        return None
    return Refusal("not-on-agenda", Kind.INVALID, "the nomination is not on the agenda")


def the_ground_is_coded(ground: str) -> Refusal | None:
    """Refuse a ground outside the list (house list; no rule found, domain facts 9.6)."""
    if ground in GROUNDS:
        return None
    facts = {"ground": ground, "allowed": listed(sorted(GROUNDS))}
    return Refusal("interest-unknown", Kind.INVALID, "no such ground", facts)


def nobody_recuses_after_voting(
    hand: Hand, state: Called | Sitting, nomination: UUID
) -> Refusal | None:
    """Refuse to step back from a vote that one has taken part in (house rule)."""
    if not state.has_voted(nomination, hand.actor):
        return None
    return Refusal("voted-already", Kind.CONFLICT, "the hand has taken part in this vote")


def each_is_there_once(present: Sequence[Attendance]) -> Iterator[Refusal]:
    """Refuse a seat taken twice, and a person who takes two."""
    for names in ([one.member for one in present], [one.by for one in present]):
        for who, times in Counter(map(person, names)).items():
            if times > 1:
                yield Refusal("present-twice", Kind.INVALID, "stands twice", {"person": who})


def the_seat_is_full(one: Attendance, meeting: Meeting) -> Refusal | None:
    """Refuse to seat somebody in the place of who is no full member that day."""
    if any(is_same(seat.person, one.member) for seat in meeting.members):
        return None
    return Refusal("not-seated", Kind.CONFLICT, "has no seat on that day", {"person": one.member})


def only_substitutes_replace(one: Attendance, meeting: Meeting) -> Refusal | None:
    """Refuse to let anybody but an appointed substitute sit for an absent member (house rule)."""
    if is_same(one.by, one.member) or any(may_replace(seat, one) for seat in meeting.seats):
        return None
    return Refusal("not-a-substitute", Kind.CONFLICT, "may not stand in", {"person": one.by})


def there_is_a_quorum(cmd: OpenSession, meeting: Meeting) -> Refusal | None:
    """Refuse to begin with too few members (domain facts 8.10: not confirmed, a share as data)."""
    needed = quorum(meeting)
    if len(cmd.present) >= needed:
        return None
    facts = {"present": str(len(cmd.present)), "needed": str(needed)}
    return Refusal("quorum-missing", Kind.CONFLICT, "too few members are there", facts)


def every_secret_vote_has_a_key(cmd: OpenSession, meeting: Meeting) -> Refusal | None:
    """Refuse to begin a secret vote without the one key its ballots are signed with."""
    if sorted(one.nomination for one in cmd.keys) == sorted(meeting.secret):
        return None
    return Refusal("key-missing", Kind.INVALID, "each secret vote needs one key")


def the_vote_is(way: Way, nomination: UUID, meeting: Meeting) -> Refusal | None:
    """Refuse to vote another way than the rule of the award says (facts 8.5: replaced)."""
    if meeting.items[nomination].rule.way is way:
        return None
    return Refusal("way-of-voting", Kind.CONFLICT, f"the vote on it is not {way.value}")


def nobody_votes_with_an_interest(who: str, nomination: UUID, meeting: Meeting) -> Refusal | None:
    """Refuse a vote of who has a conflict of interest (domain facts 9.6, 9.7: not confirmed)."""
    if not meeting.is_recused(nomination, who):
        return None
    return Refusal("recused", Kind.FORBIDDEN, "has an interest in this case", {"person": who})


def the_voter_is_there(who: str, floor: Floor) -> Refusal | None:
    """Refuse a vote of who is not in the room (ADR 46)."""
    if floor.attends(who):
        return None
    return Refusal("not-present", Kind.CONFLICT, "is not there", {"person": who})


def only_the_absent_write(
    who: str, meeting: Meeting, present: Sequence[Attendance]
) -> Refusal | None:
    """Refuse an opinion for a taken seat (Decree 91/2017 art. 45(8): not confirmed since)."""
    if is_absent(who, meeting.members, present):
        return None
    return Refusal("not-absent", Kind.CONFLICT, "only an absent member gives a written opinion")


def the_opinion_is_in_time(hand: Hand, held_on: date) -> Refusal | None:
    """Refuse a written opinion dated after the session (house rule)."""
    if hand.effective_on <= held_on:
        return None
    facts = {"held_on": held_on.isoformat()}
    return Refusal("after-session", Kind.INVALID, "the council has met before that day", facts)


def the_opinion_is_on_paper(cmd: WriteOpinion) -> Refusal | None:
    """Refuse an opinion that the secretary enters without the digest of its paper (house rule)."""
    if cmd.paper:
        return None
    return Refusal("opinion-without-paper", Kind.INVALID, "the digest of the paper is needed")


def the_vote_is_not_taken(nomination: UUID, hands: Mapping[UUID, HandsShown]) -> Refusal | None:
    """Refuse a written opinion once the hands of others were counted (house rule)."""
    if nomination not in hands:
        return None
    return Refusal("opinion-late", Kind.CONFLICT, "the vote on it was taken")


def the_rule_lets_write(nomination: UUID, meeting: Meeting) -> Refusal | None:
    """Refuse written opinions where the rule of the vote knows none (facts 8.5: replaced)."""
    if meeting.items[nomination].rule.written:
        return None
    return Refusal("no-written-opinions", Kind.CONFLICT, "the rule takes no written opinions")


def nobody_shows_two_hands(names: Iterable[str]) -> Iterator[Refusal]:
    """Refuse a person who is counted twice in an open vote."""
    for who, times in Counter(map(person, names)).items():
        if times > 1:
            yield Refusal("counted-twice", Kind.INVALID, "is counted twice", {"person": who})


def the_ballot_is_signed(paper: BallotPaper, floor: Floor) -> Refusal | None:
    """Refuse a signature that the key of the vote has not made: nobody is marked by another key."""
    if is_signed(paper, floor.keys[paper.nomination]):
        return None
    return Refusal("ballot-unsigned", Kind.INVALID, "the signature is not of the vote's key")


def nobody_takes_two_ballots(hand: Hand, paper: BallotPaper, floor: Floor) -> Refusal | None:
    """Refuse a second ballot for one vote (ADR 36)."""
    if not any(at == paper.nomination and is_same(who, hand.actor) for at, who in floor.taken):
        return None
    return Refusal("ballot-taken", Kind.CONFLICT, "a ballot was taken under this name")


def the_ballot_is_proven(ballot: Ballot, box: UUID, modulus: str) -> Refusal | None:
    """Refuse a ballot that was never signed, or was altered since (ADR 36)."""
    if is_proven(ballot, box, modulus):
        return None
    facts = {"nonce": ballot.nonce}
    return Refusal("ballot-unproven", Kind.INVALID, "nobody signed this ballot", facts)


def no_more_ballots_than_taken(ballots: Sequence[Ballot], taken: int) -> Refusal | None:
    """Refuse a box with more ballots than people who took one, or with one ballot twice."""
    different = len({one.nonce for one in ballots}) == len(ballots)
    if different and len(ballots) <= taken:
        return None
    facts = {"ballots": str(len(ballots)), "taken": str(taken)}
    return Refusal("ballots-exceed-roll", Kind.INVALID, "more ballots than were taken", facts)


def hands_were_counted(nomination: UUID, meeting: Meeting, floor: Floor) -> Refusal | None:
    """Refuse to end a session with an open vote that was not held, though somebody may vote."""
    if nomination in floor.hands or not voters(meeting, floor.present, nomination):
        return None
    return Refusal("hands-not-counted", Kind.CONFLICT, "the open vote was not counted")
