"""Whatever a council does in whatever order: nobody votes twice, and what was accepted replays."""

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.access import person
from domain.council.commands import (
    CallOffSession,
    CloseRoll,
    CountHands,
    DeclareConflict,
    NoteArrival,
    WriteOpinion,
)
from domain.council.events import (
    Attendance,
    BallotsTaken,
    Choice,
    ConflictDeclared,
    HandsShown,
    ItemVoted,
    OpinionWritten,
    SessionOpened,
)
from domain.council.presence import MemberArrived
from domain.council.rule import Base, Way
from domain.council.seat import Function, Seat
from tests import builders as b
from tests import council as c
from tests.spec import Given

MEMBERS = range(1, 6)
NUMBERS = st.integers(1, 6)
SUB = Seat(c.member(6), Function.SUBSTITUTE, c.JANUARY)
FEW = st.lists(NUMBERS, max_size=4).map(tuple)
RULE = st.builds(
    lambda way, base, written, leave: replace(
        c.SECRET, way=way, base=base, written=written, recused_leave=leave, quorum_part=1
    ),
    st.sampled_from(Way),
    st.sampled_from(Base),
    st.booleans(),
    st.booleans(),
)
CHOICE = st.sampled_from(Choice)


def hands(some: tuple[int, ...], others: tuple[int, ...]) -> CountHands:
    shown = (tuple(map(c.member, one)) for one in (some, others))
    return CountHands(c.SESSION, b.VOTES, b.CASE, *shown)


def late(number: int, by: int) -> NoteArrival:
    return NoteArrival(c.SESSION, b.VOTES, Attendance(c.member(number), c.member(by)))


ORDERS = st.one_of(
    st.builds(lambda n: late(n, n), NUMBERS),
    st.builds(late, NUMBERS, st.just(6)),
    st.builds(lambda n: DeclareConflict(c.SESSION, c.as_member(n), b.CASE, "kin"), NUMBERS),
    st.builds(lambda n: WriteOpinion(c.SESSION, c.as_member(n), b.CASE, Choice.IN_FAVOUR), NUMBERS),
    st.builds(hands, FEW, FEW),
    st.builds(c.taking, NUMBERS, CHOICE),
    st.builds(c.opening, NUMBERS, NUMBERS, NUMBERS, keys=st.sampled_from([(), c.begun().keys])),
    st.just(CloseRoll(c.SESSION, b.VOTES)),
    st.builds(
        lambda some, lost: c.closing(*(c.ballot(one)[1] for one in some), lost=lost),
        FEW,
        st.integers(0, 5),
    ),
    st.sampled_from([CallOffSession(c.SESSION, b.VOTES, "flood")]),
)


def lived(book: Given, order) -> Given:
    """Return what stands after an order, which may be refused."""
    facts = dict(book.facts)
    for stream, event in book.when(order).changes:
        facts[stream] = [*facts.get(stream, ()), *b.dated(event)]
    return Given(facts)


def in_the_room(events) -> dict[str, str]:
    """Return the seats that were taken at the opening or later, each with who took it."""
    opened = (event for event in events if isinstance(event, SessionOpened))
    taken = {person(one.member): person(one.by) for event in opened for one in event.present}
    came = (event for event in events if isinstance(event, MemberArrived))
    return taken | {person(one.member): person(one.by) for one in came}


def fell(event, there: dict[str, str]) -> bool:
    """Say whether an event is an opinion of who came after all: it counts for nothing."""
    return isinstance(event, OpinionWritten) and person(event.person) in there


def voices(events) -> Counter:
    """Return how often each person took part in the vote."""
    heard: Counter = Counter()
    there = in_the_room(events)
    for event in events:
        if isinstance(event, OpinionWritten | BallotsTaken) and not fell(event, there):
            heard[person(event.person)] += 1
        elif isinstance(event, HandsShown):
            heard.update(map(person, (*event.in_favour, *event.against)))
    return heard


def of_seats(events, heard: Counter) -> Counter:
    """Return how often each seat took part, by its member or by who took it."""
    found: Counter = Counter()
    for member, by in in_the_room(events).items():
        found[member] += heard[by] + (heard[member] if member != by else 0)
    return found


def recused(events) -> set[str]:
    """Return who stepped back."""
    return {person(one.person) for one in events if isinstance(one, ConflictDeclared)}


def results(events) -> list[ItemVoted]:
    """Return what was voted."""
    return [one for one in events if isinstance(one, ItemVoted)]


def sound(result: ItemVoted, voted: int) -> bool:
    """Say whether a result holds no more votes than were given, of no more than all members."""
    given_out = result.in_favour + result.against
    return given_out <= voted and result.in_favour <= result.members <= len(MEMBERS)


@settings(max_examples=150, deadline=None)
@given(RULE, st.lists(ORDERS, min_size=4, max_size=25))
def test_nobody_votes_twice_nor_with_an_interest_and_no_vote_appears(rule, orders):
    item = replace(c.item(rule), percent=60)
    book = c.waiting(c.convened(len(MEMBERS), item, more=(SUB,)))
    for order in orders:
        book = lived(book, order)
    events = [fact.event for fact in book.facts[c.SESSION]]
    heard = voices(events)
    assert {*heard.values(), *of_seats(events, heard).values()} <= {0, 1}
    assert not recused(events) & heard.keys()
    assert all(sound(one, heard.total()) for one in results(events))
