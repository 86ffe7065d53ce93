"""What is tried for an officer fits: a call with a case, and a rule the session has."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import pytest

from domain.council.rule import TieRule
from domain.facts import Event
from domain.recorded import Dated
from services.attempts.elsewhere import Trial, on_a_council, on_a_session
from services.histories import Histories
from services.possible_acts import refused
from tests import builders as b
from tests import council as c
from tests.notebook import Notebook

TIES = tuple(
    TieRule(key, key, key, "house", confirmed=False)
    for key in ("more-ballots-first", "hardship-area-first")
)
FACTS: dict[UUID, Sequence[Event | Dated[Event]]] = {
    c.COUNCIL: [c.appointed(*c.seats(3))],
    c.SESSION: [replace(c.convened(3), ties=TIES)],
    b.CASE: [*c.arrived],
}


def told(act, sort, thing, by, facts=FACTS):
    """Return what an officer is told of an act."""
    past = Histories(Notebook(facts))
    tried = {one.act: one for one in sort(Trial(thing, by, c.RULES, past))}
    return [one.code for one in refused(tried[act], past)]


@pytest.mark.parametrize(
    ("by", "codes"), [(b.VOTES, []), (b.LEADER, ["role-missing", "role-missing"])]
)
def test_a_council_is_called_where_a_case_would_wait_for_it(by, codes):
    assert codes == told("session", on_a_council, c.COUNCIL, by)


def test_a_priority_is_tried_by_a_rule_the_session_has():
    assert [] == told("priority", on_a_session, c.SESSION, b.VOTES)
    assert ["role-missing"] == told("priority", on_a_session, c.SESSION, b.LEADER)


def test_who_closed_the_roll_is_told_that_they_may_count_what_came_back():
    rolled = Dated(c.ROLLED, b.APRIL, (b.VOTES.actor,))
    session = [c.convened(3), c.begun(1, 2, 3), *c.took(1, 2, 3), rolled]
    facts = {**FACTS, c.SESSION: session}
    assert [] == told("closing", on_a_session, c.SESSION, b.VOTES, facts)
    assert "role-missing" in told("closing", on_a_session, c.SESSION, b.LEADER, facts)
