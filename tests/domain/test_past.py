"""Cases of other systems: what a trace brings, what a known case still lacks, what contradicts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.decider import replay
from domain.past.commands import BringInCase
from domain.past.decide import bring_in, stream_of
from domain.past.events import PastCaseOpened, PastEvent, PastStep, PastVerdictRecorded
from domain.past.evolve import PAST
from domain.past.mapping import LogMapping, Meaning, flaws
from domain.past.state import Absent, PastCase, State
from domain.past.trace import Entry, Trace
from domain.recorded import Dated
from domain.refusal import ImpossibleHistory, Refused
from tests.builders import APRIL
from tests.data.xes_files import CITY, MAPPING, START, WARD
from tests.wording import read


def order(*activities: str, mapping: LogMapping = MAPPING, digest: str = "d1") -> BringInCase:
    entries = tuple(
        Entry(10 + n, name, "CLERK", START + timedelta(days=n)) for n, name in enumerate(activities)
    )
    return BringInCase(mapping, digest, Trace(9, "a", entries))


def brought(*activities: str, digest: str = "d1") -> tuple[PastEvent, ...]:
    return bring_in(order(*activities, digest=digest), Absent())


def replayed(facts: Sequence[PastEvent]) -> State:
    """Return what is known of a case after *facts*."""
    return replay(PAST, [Dated(fact, APRIL) for fact in facts])


def test_a_new_case_brings_its_ladder_and_every_verdict():
    assert brought("Send", "Sign") == (
        PastCaseOpened("old-portal", "d1", "a", "Approvals of the old portal", (WARD, CITY)),
        PastVerdictRecorded("d1", "Send", "ward", "filed", "CLERK", START),
        PastVerdictRecorded("d1", "Sign", "city", "granted", "CLERK", START + timedelta(days=1)),
    )


def test_a_case_without_acts_is_a_case():
    assert [PastCaseOpened] == [type(fact) for fact in brought()]


@pytest.mark.parametrize("role", [None, ""])
def test_an_act_without_a_role_gets_the_role_of_its_step(role):
    trace = Trace(9, "a", (Entry(10, "Sign", role, START),))
    _, verdict = bring_in(BringInCase(MAPPING, "d1", trace), Absent())

    assert isinstance(verdict, PastVerdictRecorded)
    assert "chair" == verdict.role


def test_a_known_case_brings_nothing_from_whatever_file_and_under_whatever_title():
    known = replayed(brought("Send", "Sign"))
    renamed = replace(MAPPING, title="Another title")

    assert () == bring_in(order("Send", "Sign", mapping=renamed, digest="d2"), known)


def test_a_case_that_grew_brings_its_new_verdicts_only():
    known = replayed(brought("Send"))
    tail = bring_in(order("Send", "Agree", "Sign", digest="d2"), known)

    assert tail == brought("Send", "Agree", "Sign", digest="d2")[2:]


def test_an_older_copy_of_a_case_brings_nothing():
    assert () == bring_in(order("Send"), replayed(brought("Send", "Sign")))


@pytest.mark.parametrize("told", [("Agree",), ("Agree", "Sign"), ("Send", "Turn down", "Sign")])
def test_a_trace_that_tells_another_story_is_refused(told):
    with pytest.raises(Refused) as refused:
        bring_in(order(*told), replayed(brought("Send", "Sign")))

    (contradicted,) = read(refused.value.refusals)
    first = next(at for at, one in enumerate(told, 1) if one != ("Send", "Sign")[at - 1])
    facts = {"case": "a", "verdict": str(first)}
    assert ("past-case-contradicted", facts) == (contradicted.code, contradicted.facts)


@pytest.mark.parametrize(
    "change",
    [
        {"activity": "Agree"},
        {"role": "MAYOR"},
        {"happened_at": START + timedelta(seconds=1)},
    ],
)
def test_every_part_of_an_act_counts(change):
    told = order("Send")
    entry = replace(told.trace.entries[0], **change)
    other = replace(told, trace=replace(told.trace, entries=(entry,)))

    with pytest.raises(Refused):
        bring_in(other, replayed(brought("Send")))


@pytest.mark.parametrize(
    "mapping",
    [
        replace(MAPPING, steps=(CITY, WARD)),
        replace(MAPPING, steps=(WARD, replace(CITY, role="mayor"))),
    ],
)
def test_the_ladder_of_a_known_case_stays_the_one_it_came_on(mapping):
    with pytest.raises(Refused) as refused:
        bring_in(order("Send", mapping=mapping), replayed(brought("Send")))

    assert ["past-ladder-differs"] == [one.code for one in read(refused.value.refusals)]


def test_another_reading_of_the_same_act_is_a_contradiction():
    meanings = {**MAPPING.meanings, "Send": Meaning("ward", "saved")}

    with pytest.raises(Refused):
        bring_in(
            order("Send", mapping=replace(MAPPING, meanings=meanings)),
            replayed(brought("Send")),
        )


def test_a_case_has_one_stream_for_ever_and_each_system_its_own():
    assert 4 == len({stream_of(source, case) for source in ("x", "y") for case in ("a", "b")})
    assert UUID("a5c7f947-ca06-5055-9e1a-84bb9d756a6b") == stream_of("old-portal", "a")


activities = st.lists(st.sampled_from(sorted(MAPPING.meanings)), max_size=8)


@given(activities, activities)
def test_whatever_is_brought_in_can_be_replayed(first, second):
    facts = brought(*first)
    known = replayed(facts)
    try:
        facts += bring_in(order(*second), known)
    except Refused:
        assert first[: len(second)] != second[: len(first)]

    state = replayed(facts)
    assert isinstance(state, PastCase)
    assert facts[1:] == state.verdicts


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (brought("Send")[1:], "PastVerdictRecorded after Absent"),
        ((*brought(), *brought()), "PastCaseOpened after PastCase"),
    ],
)
def test_a_history_nobody_can_have_written_is_a_defect(facts, said):
    with pytest.raises(ImpossibleHistory, match=said):
        replayed(facts)


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        ({"source": " "}, "the source has no name"),
        ({"steps": (), "meanings": {}}, "the ladder has no step"),
        ({"steps": (WARD, CITY, WARD)}, "step 'ward' stands twice"),
        ({"steps": (CITY,)}, "activity 'Send': the ladder has no step 'ward'"),
    ],
)
def test_a_mapping_that_makes_no_sense_says_why(change, flaw):
    assert (flaw,) == flaws(replace(MAPPING, **change))


def test_all_flaws_are_told_at_once():
    meanings = {"Send": Meaning("nowhere", "done")}
    found = flaws(LogMapping("", "t", (PastStep("a", "b", "c"),), meanings))

    assert 3 == len(found)
    assert "verdict 'done' is none of endorsed, filed, " in found[2]
    assert () == flaws(MAPPING)
