"""
Orders of acts on ladders whose steps of consultation ask two or three agencies at once.

At such a step any of them may be asked by one paper, in any order; each answers, objects, is asked
no more or keeps silent past its own term, and so does who sits in two, the nominator who sits in
one, and a judge of the step who does. Each walk goes to its end. The default suite takes two
agencies, one step, and people who each act in one office; the drill of each day takes everybody,
the drill three agencies, and steps before and after.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest

from domain.change import Change
from domain.facts import Event
from domain.hearing import commands as h
from domain.hearing.events import ConsultationAnswered, ConsultationEvent, ConsultationRequested
from domain.hearing.state import Hearing, Question
from domain.nomination import duties
from domain.nomination.commands import EndorseStep
from domain.nomination.decide import NOMINATION
from domain.nomination.events import NominationOpened
from domain.nomination.state import AtStep, Opened, State
from domain.recorded import Dated
from services.histories import Histories
from services.orders import Command, decide
from tests.builders import APRIL, CASE
from tests.promises import agency_faults as faults
from tests.promises.ladder_agencies import (
    asking,
    by_all_that_are_asked,
    each_in_their_office,
    who_was_heard,
)
from tests.promises.ladder_faults import STUCK
from tests.promises.ladder_hearings import everybody_and
from tests.promises.ladder_orders import OPINIONS, Route, moved_on
from tests.promises.ladder_places import Place, sorts
from tests.promises.ladder_walk import Folded, Rules, Walk
from tests.promises.test_act_orders_in_session import never
from tests.promises.test_every_act_order import named
from tests.promises.test_more_act_orders import LEFT_OUT, bare, called, loses_nothing

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

R, V, A, C, P = OPINIONS
OF_AGENCIES = LEFT_OUT | {"consulted"}
ONE, TWO, THREE = 1, 2, 3
LONGEST = 5
"""Acts until a case is passed on: it is opened, filed, asked about, answered, endorsed."""
ONCE: Route = ((C,),)
HIGHER: list[tuple[int, Route]] = [
    *((TWO, route) for route in (((C, R),), ((R, C),), ((C, V),), ((A, C),), ((C, P),))),
    *((TWO, route) for route in (((C,), ()), ((), (C,)), ((V,), (C,), ()), ((), (C,), (), (A,)))),
    *((THREE, route) for route in (ONCE, ((V, C),), ((C,), (R,)))),
]


def walk(many: int, route: Route) -> Walk:
    """Return the walk over a ladder that asks so many agencies, to its end."""
    return told_apart(OF_AGENCIES, who_was_heard, route, many)


def told_apart(
    left_out: frozenset[str], counts: Callable[[State], Place], route: Route, many: int = TWO
) -> Walk:
    """Return the walk over a ladder that asks agencies, which tells cases apart as it is told."""
    tries, ladder = everybody_and(by_all_that_are_asked), asking(bare(route), many)
    return Walk(ladder, left_out=left_out, tries=tries, counts=counts).to_the_end()


def short(rules: Rules = decide, most: int | None = None, many: int = TWO) -> Walk:
    """Return the walk over one step that asks agencies, of people who each act in one office."""
    tries = each_in_their_office(by_all_that_are_asked)
    ladder, counts = asking(bare(ONCE), many), who_was_heard
    return Walk(ladder, rules, OF_AGENCIES, tries=tries, counts=counts).to_the_end(most)


def test_no_order_of_acts_breaks_a_step_that_asks_two_agencies():
    assert [] == faults.of(short())


@pytest.mark.timeout(14_400)
@pytest.mark.parametrize(
    ("many", "route"),
    [
        pytest.param(TWO, ONCE, marks=pytest.mark.daily),
        *(pytest.param(*one, marks=pytest.mark.drill) for one in HIGHER),
    ],
    ids=called,
)
def test_no_order_of_acts_breaks_a_ladder_that_asks_several_agencies(many, route):
    assert [] == faults.of(walk(many, route))


def one_speaks_for_all(order: Command, past: Histories) -> Sequence[Change]:
    """Decide as a house that takes the first answer for that of every agency it waits for."""
    told = decide(order, past)
    if not isinstance(order, h.AnswerConsultation):
        return told
    said = [one.event for one in told if isinstance(one.event, ConsultationAnswered)]
    others = waiting(past.of(NOMINATION, CASE)) - {order.agency}
    return [*told, *(Change(CASE, replace(one, agency=each)) for each in others for one in said)]


def waiting(case: State) -> set[str]:
    """Return the agencies whose answers are awaited."""
    hearing = case.dossier.hearing if isinstance(case, Opened) else Hearing()
    return set(filter(hearing.waits_for, hearing.consulted))


def all_in_the_shortest_term(order: Command, past: Histories) -> Sequence[Change]:
    """Decide as a house that gives every agency the term of the one that has the shortest."""
    told = decide(order, past)
    asked = [one.event for one in told if isinstance(one.event, ConsultationRequested)]
    soonest = min((one.due_on for one in asked), default=APRIL)
    return [
        one._replace(event=replace(one.event, due_on=soonest))
        if isinstance(one.event, ConsultationRequested)
        else one
        for one in told
    ]


def silence_counts_at_once(order: Command, past: Histories) -> Sequence[Change]:
    """Decide as a house that counts the silence of an agency before its term is over."""
    if isinstance(order, h.NoteLapsedConsultation):
        return decide(replace(order, hand=moved_on(order.hand, THREE)), past)
    return decide(order, past)


def anybody_answers(order: Command, past: Histories) -> Sequence[Change]:
    """Decide as a house that asks nobody for which agency they answer."""
    if isinstance(order, h.AnswerConsultation):
        hand = replace(order.hand, units=frozenset({order.agency}))
        return decide(replace(order, hand=hand), past)
    return decide(order, past)


def enough_that_one_was_heard(order: Command, past: Histories) -> Sequence[Change]:
    """Decide as a house that waits for nobody once one agency was heard."""
    assert isinstance(past, Folded)
    case = past.of(NOMINATION, CASE)
    if not isinstance(order, EndorseStep) or not somebody_was_heard(case):
        return decide(order, past)
    return decide(order, Folded({**past.facts, CASE: tuple(unasked(past.facts[CASE]))}))


def somebody_was_heard(case: State) -> bool:
    """Say whether an agency has answered, or its silence was counted."""
    known = case.dossier.hearing.consulted.values() if isinstance(case, AtStep) else ()
    return any(one.standing is Question.DONE for one in known)


def unasked(facts: Sequence[Dated[Event]]) -> Iterator[Dated[Event]]:
    """Yield the facts of a case as though its ladder asked nobody, and nobody had been asked."""
    for one in facts:
        if isinstance(one.event, NominationOpened):
            yield one._replace(event=replace(one.event, ladder=bare(ONCE)))
        elif not isinstance(one.event, ConsultationEvent):
            yield one


@pytest.mark.parametrize(
    ("rules", "found"),
    [
        (all_in_the_shortest_term, faults.TERM),
        (one_speaks_for_all, faults.FOR_ALL),
        (silence_counts_at_once, faults.EARLY),
        (anybody_answers, faults.FOREIGN),
        (enough_that_one_was_heard, faults.UNASKED),
    ],
)
def test_a_house_that_takes_agencies_for_one_is_found(rules, found):
    assert found in faults.of(short(rules, LONGEST if found == faults.UNASKED else LONGEST - 1))


def test_a_house_that_hears_no_agency_is_found_stuck():
    deaf = never(h.AnswerConsultation, h.NoteLapsedConsultation)
    assert STUCK in faults.of(short(deaf))


def test_a_judge_who_agreed_for_an_agency_is_found(monkeypatch):
    forgotten = "nobody_endorses_what_they_were_consulted_on"
    monkeypatch.setattr(duties, forgotten, lambda *_: None)
    assert faults.BOTH in faults.of(short(most=LONGEST, many=ONE))


@pytest.mark.drill
@pytest.mark.parametrize("route", [ONCE, ((C, R),), ((C,), ())], ids=named)
def test_who_agreed_for_an_agency_counts_only_where_they_judge(route):
    fine = told_apart(LEFT_OUT, who_was_heard, route)
    assert loses_nothing(fine, walk(TWO, route))


@pytest.mark.drill
def test_to_forget_the_terms_is_seen():
    fine, coarse = walk(TWO, ONCE), told_apart(OF_AGENCIES, sorts, ONCE)
    with pytest.raises(AssertionError):  # places are lost, or ways
        assert loses_nothing(fine, coarse)
