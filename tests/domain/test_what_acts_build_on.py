"""No paper is older than the one it builds on: titles, sessions, persons' data, delegations."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from domain.council.commands import CallOffSession, DeclareConflict, WriteOpinion
from domain.council.events import Choice
from domain.hand import Hand
from domain.personal.commands import LiftRestriction
from domain.personal.events import PersonRequestCarriedOut
from domain.recorded import Dated
from services.orders import Command
from tests import council as c
from tests.builders import APRIL, CASE, NOMINEE, VOTES
from tests.domain import test_council_ordering as ordering
from tests.domain import test_declared_titles as titles
from tests.domain import test_personal as persons
from tests.lending import GIVEN, LENT, end
from tests.spec import Given, given_in

LATER = date(2025, 4, 16)
MEMBER: Hand = c.as_member(3)
ASKED: UUID = persons.ONE
OFF = CallOffSession(c.SESSION, VOTES, "flood")
CALLED = replace(c.convened(3), held_on=LATER)
HIDDEN = PersonRequestCarriedOut(ASKED, "restriction")


def later(event) -> Dated:
    """Return a fact by a paper of the day after."""
    return Dated(event, LATER, ("data",))


def hidden(*facts) -> Given:
    """Return a person whose restriction was asked for and accepted, and more facts."""
    return persons.asked(persons.received("restriction"), persons.accepted, *facts)


BUILT: dict[str, tuple[Given, Command]] = {
    "title confirmed": (titles.record(later(titles.declared)), titles.CONFIRM),
    "title rejected": (titles.record(later(titles.declared)), titles.REJECT),
    "title rejected after all": (
        titles.record(titles.declared, later(titles.confirmed)),
        titles.REJECT,
    ),
    "called off": (c.waiting(later(CALLED)), OFF),
    "called off once begun": (c.waiting(c.convened(3), later(c.begun(1, 2))), OFF),
    "interest": (c.waiting(later(CALLED)), DeclareConflict(c.SESSION, MEMBER, CASE, "kin")),
    "opinion": (
        c.waiting(later(CALLED)),
        WriteOpinion(c.SESSION, MEMBER, CASE, Choice.IN_FAVOUR),
    ),
    "priority": (c.waiting(later(ordering.CALLED)), ordering.note()),
    "shown again": (hidden(later(HIDDEN)), LiftRestriction(NOMINEE.ref, persons.DATA)),
    "carried out": (
        persons.asked(persons.received(), later(persons.accepted)),
        persons.ERASE,
    ),
    "taken back": (given_in(LENT, later(GIVEN)), end(since=LATER)),
}


@pytest.mark.parametrize("name", BUILT)
def test_a_paper_is_not_older_than_what_it_builds_on(name):
    given, order = BUILT[name]
    (why,) = given.when(order).then_refused("dated-before-earlier-act").refusals
    assert {"earlier": "2025-04-16"} == why.facts
    assert given.when(replace(order, hand=replace(order.hand, effective_on=LATER))).changes


@pytest.mark.parametrize("name", BUILT)
def test_the_day_before_is_told_by_the_fact_alone_and_the_same_day_will_do(name):
    given, order = BUILT[name]
    same = Given(
        {stream: [on_the_day(one) for one in facts] for stream, facts in given.facts.items()}
    )
    assert same.when(order).changes


def on_the_day(fact: Dated) -> Dated:
    """Return a fact by a paper of the day of the order."""
    return fact._replace(on=min(fact.on, APRIL))
