"""Two senders on one topic, in any order: an honest log is never accused, another one always is."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.proof.growth import Growth, read_growth
from tests.infra.witness.test_witness import history
from tests.services.two_senders import Scene

LONG = history(80)
NAMES = ("grow", "read", "sign", "put", "turn", "die", "listen")
STEPS = st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 5)), max_size=60)


def told(*sizes: tuple[int, int]) -> Scene:
    """Return a scene in which a topic tells what senders without knowledge of each other sent."""
    scene = Scene(LONG)
    scene.topic += [read_growth(LONG.shown(*one)) for one in sizes]
    scene.log.length = max(size for _, size in sizes)
    return scene


@pytest.mark.parametrize(
    "sizes",
    [
        [(0, 10), (10, 21), (10, 20)],
        [(0, 10), (10, 20), (10, 21), (21, 30)],
        [(0, 19), (0, 12)],
        [(0, 12), (0, 19), (0, 15), (19, 25), (12, 22)],
    ],
)
def test_what_two_senders_left_before_they_knew_better_is_no_fraud(sizes):
    scene = told(*sizes)
    scene.ear.listen()
    scene.settle()

    assert (set(), []) == (scene.ear.alarms, list(scene.ear.memory.unproven()))
    assert scene.log.length == scene.ear.memory.last()


@settings(max_examples=400, deadline=None)
@given(STEPS)
def test_an_honest_log_is_never_accused_and_in_the_end_cosigned(steps):
    scene = Scene(LONG)
    scene.play(steps)
    scene.settle()

    assert (set(), []) == (scene.ear.alarms, list(scene.ear.memory.unproven()))
    assert scene.log.length == scene.ear.memory.last()


@settings(max_examples=200, deadline=None)
@given(STEPS, st.integers(0, 60), st.integers(1, 9), STEPS)
def test_a_log_written_anew_is_found_by_the_next_turn(before, leaf, more, after):
    scene = Scene(LONG)
    scene.play(before)
    scene.settle()
    size = scene.log.length
    forked = LONG.forked(leaf % size, 80)
    scene.log.history, scene.log.length = forked, size + more
    scene.play(after)
    scene.settle()

    assert {"forked"} == scene.ear.alarms


@settings(max_examples=200, deadline=None)
@given(STEPS, st.integers(1, 60), st.integers(0, 60), st.integers(0, 5))
@example([], 2, 1, 0)  # the log grows to as many facts as the other one was told with
def test_what_the_stolen_key_tells_is_found_however_long_it_is(before, size, old, more):
    scene = Scene(LONG)
    scene.play(before)
    scene.settle()
    fork = LONG.forked(size - 1, size)
    scene.topic.append(read_growth(fork.shown(min(old, size), size)))
    scene.ear.listen()
    scene.play([("grow", more)])
    scene.settle()

    assert scene.ear.alarms


@settings(max_examples=200, deadline=None)
@given(STEPS, st.integers(0, 60))
def test_a_log_that_was_cut_says_so_itself(before, left):
    scene = Scene(LONG)
    scene.play([*before, ("grow", 1)])
    scene.settle()
    scene.log.length = left % scene.log.length
    scene.settle()

    assert {"shrunk"} == scene.ear.alarms


def test_a_proof_that_does_not_hold_from_what_was_known_is_refused():
    scene = told((0, 10), (10, 20))
    scene.ear.listen()
    forged = read_growth(LONG.forked(5, 30).shown(10))
    scene.topic.append(Growth(10, forged.path, forged.note))
    scene.ear.listen()

    assert {"forked"} == scene.ear.alarms


def test_what_hangs_on_nothing_waits_and_is_told():
    scene = told((0, 10), (7, 15))
    scene.ear.listen()

    assert (set(), [15]) == (scene.ear.alarms, list(scene.ear.memory.unproven()))
