"""Who may not read what is kept of a person hears nothing, not even whether anything is."""

import pytest

from domain.personal.policies import DATA_OFFICER, out_of_sight
from services.histories import Histories
from services.personal import subject
from tests.builders import CASE, NOMINEE, OTHER, WARD, dated, hand, opened
from tests.notebook import Notebook

DATA, CLERK = hand("data", DATA_OFFICER, WARD), hand("clerk", "clerk", "10534")
ELSEWHERE = [hand("data", DATA_OFFICER, "10534"), hand("a", "inspector", "10534")]


def told(reader, ref):
    """Say what a reader is told who asks for what is kept under a reference."""
    about = subject(ref, [CASE], reader, Histories(Notebook({CASE: dated(opened)})))
    return [(one.code, dict(one.facts)) for one in out_of_sight(reader, about) if one]


def test_the_data_officer_of_their_unit_hears_of_a_person_and_of_nobody_else():
    assert [] == told(DATA, NOMINEE.ref)
    assert [("person-unknown", {"ref": str(OTHER)})] == told(DATA, OTHER)


@pytest.mark.parametrize("reader", ELSEWHERE)
def test_a_person_of_other_units_answers_like_one_nobody_knows(reader):
    for ref in (NOMINEE.ref, OTHER):
        assert [("person-unknown", {"ref": str(ref)})] == told(reader, ref)


def test_another_role_hears_which_role_reads_whoever_the_person_is():
    assert told(CLERK, NOMINEE.ref) == told(CLERK, OTHER)
    assert ["role-missing"] == [code for code, _ in told(CLERK, OTHER)]
