"""What every ledger promises, whichever store is under it."""

from dataclasses import replace
from datetime import date
from operator import attrgetter
from uuid import uuid4

import pytest

from domain.facts import CommandReceived
from domain.nomination.events import StepEndorsed
from infra.ledger.codec import Unstorable
from infra.ledger.ledger import open_ledger
from projections.feed import Share, Stretch
from projections.view import ALL
from services.ports import Append, Conflict
from tests.golden.sample import sample
from tests.infra.writing import A, B, C, assert_dense, envelope, fact, facts, put, whole_log


def test_a_new_ledger_is_empty(ledger):
    assert 0 == ledger.last_position()
    assert [] == list(ledger.since(0, 10))
    assert [] == list(ledger.read(A))


def test_facts_come_back_in_the_order_of_their_stream(ledger):
    put(ledger, A, 0, 1, 2)
    put(ledger, B, 0, 3)
    put(ledger, A, 2, 4)

    assert facts(1, 2, 4) == tuple(ledger.read(A))
    assert facts(3) == tuple(ledger.read(B))


def test_positions_count_through_all_streams(ledger):
    assert 2 == put(ledger, A, 0, 1, 2)
    assert 3 == put(ledger, B, 0, 3)
    assert 4 == put(ledger, A, 2, 4)

    assert 4 == ledger.last_position()
    assert [(1, A, 1), (2, A, 2), (3, B, 1), (4, A, 3)] == [one[:3] for one in whole_log(ledger)]


def test_the_log_gives_fact_and_envelope(ledger):
    known = envelope()
    ledger.append([Append(A, 0, facts(1))], known)

    (recorded,) = ledger.since(0, 10)

    assert (1, A, 1, fact(1), known) == (
        recorded.position,
        recorded.stream,
        recorded.version,
        recorded.event,
        recorded.envelope,
    )


def test_facts_may_have_envelopes_of_their_own(ledger):
    past = [replace(envelope(), effective_on=date(2012, 4, day)) for day in (3, 4)]
    ledger.append([Append(A, 0, facts(1, 2), tuple(past)), Append(B, 0, facts(3))], envelope())

    assert past == [one.envelope for one in ledger.since(0, 2)]
    assert date(2025, 7, 2) == ledger.since(2, 1)[0].envelope.effective_on


def test_an_envelope_too_few_is_a_mistake_and_writes_nothing(ledger):
    with pytest.raises(ValueError, match="zip"):
        ledger.append([Append(A, 0, facts(1, 2), (envelope(),))], envelope())

    assert 0 == ledger.last_position()


@pytest.mark.parametrize("expected", [0, 1, 3, 2_000_000])
def test_another_version_than_expected_is_a_conflict_that_names_the_stream(ledger, expected):
    put(ledger, A, 0, 1, 2)

    with pytest.raises(Conflict, match=str(A)):
        put(ledger, A, expected, 3)

    assert facts(1, 2) == tuple(ledger.read(A))
    assert 2 == ledger.last_position()


def test_a_stream_that_does_not_exist_has_no_version_one(ledger):
    with pytest.raises(Conflict, match=str(A)):
        put(ledger, A, 1, 1)


def test_several_streams_are_written_together(ledger):
    appends = [Append(A, 0, facts(1)), Append(B, 0, facts(2, 3)), Append(C, 0, facts(4))]

    assert 4 == ledger.append(appends, envelope())
    assert {A: 1, B: 2, C: 1} == {one: len(ledger.read(one)) for one in (A, B, C)}


@pytest.mark.parametrize("stale", [0, 1, 2])
def test_one_conflict_voids_all(ledger, stale):
    put(ledger, B, 0, 1)
    appends = [Append(A, 0, facts(2)), Append(C, 0, facts(3))]
    appends.insert(stale, Append(B, 0, facts(4)))

    with pytest.raises(Conflict, match=str(B)):
        ledger.append(appends, envelope())

    assert [(1, B, 1)] == [one[:3] for one in whole_log(ledger)]


def test_an_append_without_facts_holds_its_stream_to_its_version(ledger):
    put(ledger, A, 0, 1)

    assert 2 == ledger.append([Append(A, 1, ()), Append(B, 0, facts(2))], envelope())
    with pytest.raises(Conflict, match=str(A)):
        ledger.append([Append(B, 1, facts(3)), Append(A, 0, ())], envelope())
    assert 2 == ledger.append([Append(A, 1, ())], envelope())


def test_a_stream_named_twice_in_one_append_is_a_conflict(ledger):
    with pytest.raises(Conflict):
        ledger.append([Append(A, 0, facts(1)), Append(A, 0, facts(2))], envelope())

    assert 0 == ledger.last_position()


def test_a_fact_that_cannot_be_stored_voids_all(ledger):
    broken = replace(fact(2), reason=5)  # type: ignore[arg-type]

    with pytest.raises(Unstorable):
        ledger.append([Append(A, 0, facts(1)), Append(B, 0, (broken,))], envelope())

    assert 0 == ledger.last_position()


def test_the_log_is_read_in_pages_without_gap_or_repeat(ledger):
    for number in range(7):
        put(ledger, uuid4(), 0, number, number)

    for page in (1, 3, 14, 100):
        assert_dense(whole_log(ledger, page))
        assert 14 == len(whole_log(ledger, page))
    assert [] == list(ledger.since(14, 5))
    assert [] == list(ledger.since(99, 5))


def test_a_stretch_of_the_log_has_what_is_asked_for_and_ends_where_it_ends(ledger):
    for number in range(9):
        receipt = Append(uuid4(), 0, (CommandReceived("f" * 64, A, 1),))
        ledger.append([Append(uuid4(), 0, facts(number)), receipt], envelope())
    log = ledger.since(0, 100)
    endorsed = frozenset({StepEndorsed})

    assert Stretch(7, [log[2], log[4], log[6]]) == ledger.stretch(2, 5, endorsed)
    assert Stretch(18, log[17:]) == ledger.stretch(17, 5, ALL)
    assert Stretch(18, []) == ledger.stretch(18, 5, ALL)
    assert Stretch(5, []) == ledger.stretch(0, 5, frozenset())


def test_a_stretch_without_what_is_asked_for_ends_where_the_log_was_read_to(ledger):
    for number in range(9):
        ledger.append([Append(uuid4(), 0, facts(number))], envelope())

    assert Stretch(9, []) == ledger.stretch(0, 100, frozenset())
    assert Stretch(3, []) == ledger.stretch(3, 0, ALL)
    assert Stretch(99, []) == ledger.stretch(99, 5, ALL)


def test_every_fact_is_in_one_share_whole_streams_together(ledger):
    for number in range(20):
        put(ledger, uuid4(), 0, number, number)
    parts = (Share(0, 99), Share(100, 100), Share(101, 255))
    shares = [ledger.stretch(0, 100, ALL, part).facts for part in parts]

    assert list(ledger.since(0, 100)) == sorted(
        (one for share in shares for one in share), key=attrgetter("position")
    )
    streams = [{one.stream for one in share} for share in shares]
    assert 20 == len(set.union(*streams)) == sum(map(len, streams))


def test_many_streams_are_read_at_once(ledger):
    put(ledger, A, 0, 1, 2)
    put(ledger, B, 0, 3)
    put(ledger, A, 2, 4)

    found = ledger.read_many([B, A, C])

    events = {one: tuple(fact.event for fact in dated) for one, dated in found.items()}
    assert {A: facts(1, 2, 4), B: facts(3), C: ()} == events
    assert {} == dict(ledger.read_many([]))


def test_facts_are_read_with_the_dates_on_their_papers(ledger):
    first, second = (replace(envelope(), effective_on=date(2025, 4, n)) for n in (1, 9))
    ledger.append([Append(A, 0, facts(1, 2))], second)
    ledger.append([Append(A, 2, facts(3))], first)

    assert [9, 9, 1] == [fact.on.day for fact in ledger.read_many([A])[A]]


def test_a_thousand_facts_go_in_at_once(ledger):
    appends = [Append(uuid4(), 0, facts(*range(10))) for _ in range(100)]

    assert 1_000 == ledger.append(appends, envelope())
    assert_dense(whole_log(ledger))
    assert facts(*range(10)) == tuple(ledger.read(appends[57].stream))
    assert 100 == len(ledger.read_many([one.stream for one in appends]))


def test_one_conflict_among_many_streams_voids_all_and_is_named(ledger):
    appends = [Append(uuid4(), 0, facts(0)) for _ in range(40)]
    appends[20] = Append(uuid4(), 1, facts(0))

    with pytest.raises(Conflict, match=str(appends[20].stream)):
        ledger.append(appends, envelope())
    assert 0 == ledger.last_position()


def test_a_receipt_goes_beside_the_facts_once_only(ledger):
    receipt = Append(C, 0, (CommandReceived("f" * 64, A, 1),))
    ledger.append([Append(A, 0, facts(1)), receipt], envelope())

    with pytest.raises(Conflict, match=str(C)):
        ledger.append([Append(A, 1, facts(2)), receipt], envelope())

    assert facts(1) == tuple(ledger.read(A))


def test_what_was_written_outlives_the_ledger(durable_url):
    first = open_ledger(durable_url)
    put(first, A, 0, 1, 2)
    first.close()
    again = open_ledger(durable_url)

    assert facts(1, 2) == tuple(again.read(A))
    assert 3 == put(again, B, 0, 3)
    again.close()


def test_a_large_fact_comes_back_whole(ledger):
    large = replace(fact(1), reason="đủ điều kiện " * 100_000)
    ledger.append([Append(A, 0, (large, sample(CommandReceived)))], envelope())

    assert [large, sample(CommandReceived)] == list(ledger.read(A))
