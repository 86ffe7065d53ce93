"""Every rule that all acts keep, broken at every kind of act: told at the fact, hashes or not."""

import sys
from collections import Counter
from collections.abc import Sequence
from functools import cache

import pytest

from tests.forgeries_by_kind import Sort, Wrong, and_again, every_life, forged
from tests.promises.test_rule_forgeries import passes_for_whole
from tests.redeciding import found

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

PART, LEAST, KINDS = 12, 600, 70
THEMSELVES = {"DelegationEnded", "OpinionWritten", "ConflictDeclared"}
"""Acts of a person, not of an office: who lent, and who has a seat, whatever else they are."""
STARTS = {
    *("NominationOpened", "CouncilAppointed", "DelegationGranted", "TitleDeclared"),
    "PersonRequestReceived",
}
AGAIN = {"ConfirmationRequested", "CriterionAssessed", "EvaluatorScored"}
LET = {
    "another role": THEMSELVES,
    "another unit": {*THEMSELVES, "ConsultationLapsed"},  # the service sits nowhere
    "out of place": STARTS,  # they rest on nothing before
    "done twice": AGAIN,  # whoever may, may ask, measure and score again
}
"""What no rule of the house forbids: to tell it would be a false alarm."""


@cache
def made() -> Sequence[Wrong]:
    """Return one forgery of each sort."""
    return tuple(forged())


def forgeries() -> list[Wrong]:
    """Return those that break a rule."""
    return [one for one in made() if one.sort.act not in LET.get(one.sort.how, ())]


def missed(some: list[Wrong]) -> list[Sort]:
    """Return the sorts that are not told, or told at another fact."""
    return [one.sort for one in some if not one.is_told()]


def test_there_are_so_many_sorts_of_forgeries():
    every = forgeries()

    assert LEAST <= len(every) == len({one.sort for one in every})
    assert KINDS <= len({one.sort.act for one in every})


def test_a_share_of_them_is_told():
    some = forgeries()[::PART]

    assert [] == missed(some)
    assert all(passes_for_whole(one.log) for one in some[::3])


@pytest.mark.drill
def test_each_of_them_is_told_at_the_fact_that_should_not_stand(capsys):
    every = forgeries()
    wrong = missed(every)
    by_how = Counter(one.sort.how for one in every)
    with capsys.disabled():
        kinds = len({one.sort.act for one in every})
        sys.stdout.write(f"\n{len(every)} sorts, {kinds} kinds of act, {len(wrong)} missed: ")
        sys.stdout.write(f"{dict(by_how)}\n")

    assert [] == wrong
    assert all(passes_for_whole(one.log) for one in every)


def test_what_no_rule_forbids_raises_no_alarm_there():
    let = [one for one in made() if one.sort.act in LET.get(one.sort.how, ())]

    assert {(one.sort.how, one.sort.act) for one in let} == {
        (how, act) for how, acts in LET.items() for act in acts
    }
    assert [one.sort for one in let if one.is_told()] == []


def test_the_lives_they_start_from_are_honest():
    assert [] == [one for life, means in every_life() for one in found(life().log, means)]


def test_a_fact_beside_the_wrong_one_does_not_count():
    assert missed([and_again(one) for one in forgeries()[::60]])
