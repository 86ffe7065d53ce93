"""What is odd about one case: each rule with what it finds and what it lets pass."""

from datetime import timedelta

import pytest

from domain.audit.on_a_path import found_on
from tests.builders import NOON
from tests.domain.paths import NOMINEE, PAST, RUNGS, SEEN, TWO, Told, climbed

TWICE, AUTHORITY, SKIPPED = "same-person-twice", "act-without-authority", "skipped-step"
SECONDS = "decision-within-seconds"
DAY = NOON.date()


def test_nothing_is_odd_about_a_case_that_went_the_whole_way():
    assert [] == found_on(climbed().path(), SEEN)


def test_a_finding_names_its_rule_its_case_and_what_it_saw():
    told = Told().did("filed", "look", by="officer").did("endorsed", "look", by="officer")
    (found, again) = found_on(told.path(), SEEN)[:1] * 2

    assert (TWICE, told.path().case, "ward", (1, 3)) == (
        *(found.rule, found.case, found.unit),
        again.positions,
    )
    assert {"person": "officer", "step": "look"} == found.facts


@pytest.mark.parametrize(
    ("kind", "step", "by", "expected"),
    [
        ("endorsed", "look", "officer", [(1, 5)]),
        ("endorsed", "look", f"x {NOMINEE}", [(5, 5)]),
        ("endorsed", "look", "anh", [(3, 5)]),
        ("endorsed", "look", "asked", [(4, 5)]),
        ("appraised", "weigh", "anh", [(3, 5)]),
        ("granted", "sign", "anh", [(3, 5)]),
        ("forwarded", "send", "anh", [(3, 5)]),
        ("forwarded", "look", "anh", []),
        ("forwarded", "send", "asked", []),
        ("supplemented", "look", "anh", [(3, 5)]),
        ("appraised-against", "weigh", "anh", []),
        ("returned", "look", "officer", []),
    ],
)
def test_one_person_does_one_thing_on_a_case(kind, step, by, expected):
    told = Told().did("filed", "look", by="officer").did("endorsed", "look", by="anh")
    told.did("consulted", "look", by="asked").did(kind, step, by=by)
    assert expected == told.at(TWICE)


@pytest.mark.parametrize(
    ("between", "step", "rungs", "expected"),
    [
        ("returned", {"step": "look"}, (), []),
        ("returned", {"step": "weigh"}, (), [(3, 5)]),
        ("rerouted", {"step": "look", "next_step": "look"}, (), []),
        ("rerouted", {"step": "look"}, (), [(3, 5)]),
        ("regime-chosen", {"step": "look"}, RUNGS, [(3, 5)]),
        ("regime-chosen", {"step": "weigh"}, RUNGS[2:], []),
    ],
)
def test_an_opinion_that_is_void_may_be_given_again(between, step, rungs, expected):
    told = Told().did("filed", "look", by="officer").did("endorsed", "look", by="anh")
    told.did(between, by="x", **step, rungs=rungs).did("endorsed", "look", by="anh")
    assert expected == told.at(TWICE)


@pytest.mark.parametrize("kind", ["endorsed", "appraised", "voted", "forwarded", "granted"])
def test_an_act_needs_the_role_of_its_step(kind):
    told = Told().did(kind, "weigh", by="x", roles=("clerk",)).did(kind, "weigh", by="y")
    assert [((2,), {"step": "weigh", "role": "appraiser"})] == told.odd(AUTHORITY)[:1]


def test_a_step_that_the_ladder_does_not_have_is_nobody_s():
    assert [((2,), {"step": "moon", "role": ""})] == Told().did("endorsed", "moon").odd(AUTHORITY)


def test_nobody_acts_on_a_case_that_has_ended():
    told = climbed().did("endorsed", "look", by="late").did("refused", "sign", by="x")
    told.did("refused", "sign", by="x")
    assert [(11, 12), (11, 13), (13, 14)] == told.at(AUTHORITY)


@pytest.mark.parametrize(
    ("kind", "later", "expected"),
    [("endorsed", 9, (2, 4)), ("missed", 1, (2, 3)), ("endorsed", 0, None)],
)
def test_a_term_that_ran_out_is_late(kind, later, expected):
    due = DAY.replace(day=20)
    told = Told().did("filed", "look", by="officer", due_on=due)
    at = NOON.replace(day=20) + timedelta(days=later)
    told.did(kind, "look", at=at).did("passed", "look", at=at, next_step="send")
    facts = {"step": "look", "due_on": due.isoformat()}
    assert ([(expected, facts)] if expected else []) == told.odd("late")


def test_a_term_whose_clock_stands_is_not_late():
    due, long_after = DAY.replace(day=20), NOON + timedelta(days=90)
    told = Told().did("filed", "look", due_on=due).did("stopped", "look")
    told.did("passed", "look", at=long_after, next_step="send")
    assert [] == told.at("late")


@pytest.mark.parametrize(
    ("kind", "step", "to", "why"),
    [
        ("passed", "look", "send", "too few agreed"),
        ("passed", "look", "weigh", "another step comes next"),
        ("passed", "send", "weigh", "another step comes next"),
        ("forwarded", "look", "vote", "another step comes next"),
        ("granted", "sign", None, "another step comes next"),
        ("granted", "look", None, "another step comes next"),
    ],
)
def test_a_case_that_comes_higher_than_what_was_done_skips(kind, step, to, why):
    told = Told().did("filed", "look").did(kind, step, next_step=to)
    assert [((2, 3), {"step": step, "why": why})] == told.odd(SKIPPED)


def test_a_case_is_filed_at_the_first_step():
    assert [(2,)] == Told().did("filed", "send").at(SKIPPED)


def test_opinions_of_a_step_that_begins_anew_are_not_counted():
    told = Told(rungs=TWO).did("filed", "look").did("endorsed", "look", by="anh")
    told.did("returned", "look").did("supplemented", "look").did("endorsed", "look", by="binh")
    told.did("passed", "look", next_step="send")
    assert [(5, 7)] == told.at(SKIPPED)


@pytest.mark.parametrize(
    ("step", "void", "expected"),
    [("look", None, []), ("look", "look", [(4, 6)]), ("send", None, [(4, 6)])],
)
def test_another_way_counts_what_was_said_where_the_step_is_the_same(step, void, expected):
    told = Told(rungs=TWO).did("filed", "look").did("endorsed", "look", by="anh")
    told.did("rerouted", step, next_step=void, rungs=TWO).did("endorsed", "look", by="binh")
    told.did("passed", "look", next_step="send")
    assert expected == told.at(SKIPPED)


def test_a_case_that_is_no_further_than_a_draft_keeps_its_step_on_another_way():
    told = Told().did("rerouted", "look", rungs=RUNGS[1:]).did("filed", "send")
    assert [] == told.at(SKIPPED)


@pytest.mark.parametrize(("seconds", "expected"), [(59.5, [(10, 11)]), (60, [])])
@pytest.mark.parametrize("kind", ["granted", "refused"])
def test_a_decision_takes_longer_than_a_minute(kind, seconds, expected):
    told = climbed()
    decided = told.deeds.pop()
    before = told.deeds[-1].at + timedelta(seconds=seconds)
    told.did(kind, decided.step, by="em", at=before)
    assert expected == told.at(SECONDS)


def test_the_service_may_be_quick():
    told = Told().did("filed", "look").did("refused", "look", at=NOON, roles=("service",))
    assert [] == told.at(SECONDS)


def elsewhere(*deeds: tuple[str, str, str, float]) -> Told:
    told = Told(source="a log", rungs=PAST)
    for kind, step, role, hours in deeds:
        told.did(kind, step, roles=(role,), at=NOON + timedelta(hours=hours))
    return told


ASKED, CHECKED = ("filed", "ask", "EMPLOYEE", 0), ("endorsed", "check", "OFFICE", 1)
SIGNED = ("granted", "sign", "CHIEF", 2)


@pytest.mark.parametrize(
    ("rule", "deeds", "expected"),
    [
        (SKIPPED, (ASKED, CHECKED, SIGNED, ("paid", "sign", "CHIEF", 3)), []),
        (SKIPPED, (ASKED, SIGNED), [(2, 3)]),
        (SKIPPED, (ASKED, CHECKED, ASKED, SIGNED), [(4, 5)]),
        (SKIPPED, (ASKED, ("paid", "sign", "CHIEF", 3)), [(2, 3)]),
        (AUTHORITY, (ASKED, CHECKED, SIGNED), []),
        (AUTHORITY, (ASKED, ("endorsed", "check", "CHIEF", 1)), [(3,)]),
        (AUTHORITY, (ASKED, SIGNED, ("refused", "check", "OFFICE", 3)), [(3, 4)]),
        (AUTHORITY, (ASKED, SIGNED, ASKED, SIGNED), []),
        (
            AUTHORITY,
            (ASKED, ("refused", "check", "OFFICE", 1), ("refused", "ask", "EMPLOYEE", 2)),
            [],
        ),
        ("late", (ASKED, ("granted", "sign", "CHIEF", 30 * 24)), []),
        ("late", (ASKED, ("granted", "sign", "CHIEF", 30 * 24 + 1)), [(2, 3)]),
        ("late", (("granted", "sign", "CHIEF", 900),), []),
        (SECONDS, (ASKED, ("granted", "sign", "CHIEF", 0.01)), [(2, 3)]),
        (SECONDS, (ASKED, ("refused", "check", "OFFICE", 0.01)), []),
        (TWICE, (ASKED, CHECKED, SIGNED), []),
    ],
)
def test_a_log_of_others_is_judged_by_what_it_tells(rule, deeds, expected):
    assert expected == elsewhere(*deeds).at(rule)


@pytest.mark.parametrize(
    ("rule", "deeds", "facts"),
    [
        (SKIPPED, (ASKED, SIGNED), {"step": "sign", "why": "nobody agreed before"}),
        (
            AUTHORITY,
            (ASKED, SIGNED, ("refused", "check", "OFFICE", 3)),
            {"step": "check", "ended": "granted"},
        ),
        ("late", (ASKED, ("granted", "sign", "CHIEF", 31 * 24)), {"step": "sign", "days": "31"}),
    ],
)
def test_a_finding_on_a_log_of_others_says_what_it_saw(rule, deeds, facts):
    assert [facts] == [seen for _, seen in elsewhere(*deeds).odd(rule)]


@pytest.mark.parametrize(
    ("kind", "step", "by", "expected"),
    [
        ("judged", "look", "officer", [(1, 5)]),
        ("judged", "look", "anh", []),
        ("judged", "send", "anh", [(3, 5)]),
        ("judged", "look", "asked", [(4, 5)]),
        ("judged", "weigh", "anh", [(3, 5)]),
        ("judged-against", "weigh", "anh", []),
    ],
)
def test_a_word_on_a_condition_is_an_agreement(kind, step, by, expected):
    told = Told().did("filed", "look", by="officer").did("endorsed", "look", by="anh")
    told.did("consulted", "look", by="asked").did(kind, step, by=by)
    assert expected == told.at(TWICE)


@pytest.mark.parametrize(("kind", "found"), [("endorsed", [(3, 4)]), ("supplemented", [(3, 4)])])
def test_who_found_a_condition_met_neither_endorses_elsewhere_nor_proposes(kind, found):
    told = Told().did("filed", "look", by="officer").did("judged", "look", by="anh")
    assert found == told.did(kind, "send", by="anh").at(TWICE)


def test_a_word_of_another_role_than_that_of_the_step_is_odd():
    told = Told().did("filed", "look", by="officer")
    assert [(3,)] == told.did("judged", "look", by="anh", roles=("leader",)).at(AUTHORITY)
