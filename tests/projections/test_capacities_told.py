"""The history tells of every act in what capacity it was done, of whatever kind and age it is."""

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import pytest

from domain.acting import ActingFor
from domain.capacity import OFFICE
from domain.nomination.access import SERVICE
from domain.recorded import Recorded
from projections.history import WORDS, Told, lines
from tests.builders import APRIL, SPACE
from tests.golden.sample import sample
from tests.projections.following import CLERK
from tests.projections.made_up import made_up

OWN = replace(CLERK, capacity=OFFICE, units=("10532",))
LENT = replace(OWN, capacity="KT", delegation=ActingFor(SPACE, "head", "1/UQ", APRIL))
OLD = replace(OWN, capacity=None, units=None)
BESIDE = {"office": OWN, "service": replace(OWN, capacity=SERVICE), "KT": LENT, "not-recorded": OLD}


def told(kind: type, beside) -> Iterator[tuple[object, object]]:
    """Yield the capacity and the units of the lines of a fact of a kind."""
    for line in lines(Recorded(1, SPACE, 1, sample(kind), beside)):
        yield line["capacity"], line["hand_units"]


@pytest.mark.parametrize("capacity", BESIDE)
def test_a_fact_of_any_kind_tells_in_what_capacity_it_was_done(capacity):
    beside = BESIDE[capacity]
    wrong = [kind for kind in WORDS if {*told(kind, beside)} != {(capacity, beside.units)}]
    assert (len(WORDS) > 80, wrong) == (True, [])


def known(seed: int) -> list[Recorded[Told]]:
    """Return the facts of a made-up log that a history tells."""
    facts = (one for one in made_up(seed, 200).log if type(one.event) in WORDS)
    return [cast("Recorded[Told]", one) for one in facts]


def test_no_line_of_a_long_log_is_without_a_capacity():
    log = known(7)
    before = [replace(one, envelope=replace(one.envelope, capacity=None)) for one in log]
    now, then = (
        [line["capacity"] for one in each for line in lines(one)] for each in (log, before)
    )
    assert len(log) > 250
    assert ({"TM"}, {"not-recorded"}) == ({*now}, {*then})
