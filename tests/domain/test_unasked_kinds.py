"""A kind of commendation of which an award asks nothing: told, for people to compare."""

from dataclasses import replace

from domain.eligibility.verdict import Answer
from domain.force import Force, Forces
from domain.nomination.basis import Basis, Commendation
from domain.nomination.commands import FileNomination
from domain.rulebooks.award import AwardRule
from infra.rulebooks.conditions_check import unasked_kinds
from infra.rulebooks.shelf import load
from tests.builders import CASE, LADDER, OFFICER, filed
from tests.domain.test_award_conditions import FILE, WORTHY, draft, found
from tests.spec import Given
from tests.wording import read

SUDDEN = Basis(Commendation.SUDDEN)
OF_MERIT = replace(WORTHY, commendations=("merit", "thematic"))


def told(case: Given) -> list[dict]:
    """Return what is told of a kind of which nothing is asked."""
    (row,) = [one for one in found(case).findings if one.rule.key == "kind-is-asked"]
    assert (Force.WARNS, False) == (row.force, row.stops)
    return [dict(one.facts) for one in read(row.broken)]


def test_a_kind_of_which_nothing_is_asked_is_told_and_may_be_bound():
    case = draft(OF_MERIT, basis=SUDDEN)
    assert [{"award": LADDER.award, "commendation": "sudden"}] == told(case)
    bound = Forces(chosen={"kind-is-asked": Force.BINDS})
    assert Answer.NOT_ELIGIBLE is found(case, bound).answer
    case.when(FileNomination(CASE, replace(OFFICER, forces=bound))).then_refused("kind-unasked")
    case.when(FILE).then_in(CASE, filed)


def test_what_is_asked_of_all_kinds_or_of_none_is_no_gap():
    assert [] == told(draft(WORTHY, basis=SUDDEN)) == told(draft(basis=SUDDEN))
    assert [] == told(draft(OF_MERIT)) == told(draft(OF_MERIT, basis=Basis(Commendation.MERIT)))
    of_service = replace(WORTHY, commendations=("contribution",))
    assert [{"award": LADDER.award, "commendation": "merit"}] == told(draft(of_service))


def test_doctor_names_the_awards_and_kinds():
    books = load().awards.values()
    told = unasked_kinds(books)
    assert (True, True) == (told.ok, told.warns)
    assert "hcld3 of nd152-2025 asks nothing of sudden, seniority, external" in told.seen
    whole: list[AwardRule] = [one for one in books if one.award.key != "hcld3"]
    sound = unasked_kinds(whole)
    assert (False, True) == (sound.warns, "asks nothing" not in sound.seen)
