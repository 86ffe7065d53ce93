"""What is tried for an officer fits: a call with a case, and a rule the session has."""

from dataclasses import replace
from uuid import UUID

import pytest

from domain.council.rule import TieRule
from domain.facts import Event
from services.attempts_elsewhere import Trial, on_a_council, on_a_session
from services.histories import Histories
from services.possible_acts import refused
from tests import builders as b
from tests import council as c
from tests.notebook import Notebook

TIES = tuple(
    TieRule(key, key, key, "house", confirmed=False)
    for key in ("more-ballots-first", "hardship-area-first")
)
FACTS: dict[UUID, list[Event]] = {
    c.COUNCIL: [c.appointed(*c.seats(3))],
    c.SESSION: [replace(c.convened(3), ties=TIES)],
    b.CASE: [*c.arrived],
}


def told(act, sort, thing, by):
    """Return what an officer is told of an act."""
    past = Histories(Notebook(FACTS))
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
