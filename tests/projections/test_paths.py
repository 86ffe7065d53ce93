"""Paths keep every deed on a case, as an auditor, the statistics and the exports read them."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid5

import pytest

from domain.audit.across import SEVERAL, Grant, Proposal
from domain.audit.on_a_path import found_on
from domain.nomination import events as n
from domain.past.events import PastCaseOpened, PastStep, PastVerdictRecorded
from domain.register.decide import honour_of
from projections.path_rows import grant_of, path_of, proposal_of
from projections.paths import after, grants, proposals
from services.ports import Append
from tests.builders import CASE, DECISION, NOMINEE, NOON, OTHER, at_submit, endorsed, opened
from tests.domain.paths import SEEN
from tests.projections.following import CLERK, picked

granted = n.NominationGranted("district-decision", DECISION, honour_of(CASE))
refused = n.NominationRefused("ward-submit", "violation", "a name nobody may read")
withdrawn = n.NominationWithdrawn("a mistake")
STEPS = (PastStep("ask", "office", "EMPLOYEE"), PastStep("sign", "office", "CHIEF"))
past = PastCaseOpened("a system", "f" * 64, "7", "Claims", STEPS)
asked = PastVerdictRecorded("f" * 64, "SUBMITTED", "ask", "filed", "EMPLOYEE", NOON)
signed = PastVerdictRecorded("f" * 64, "SIGNED", "sign", "granted", "CHIEF", NOON + timedelta(1))


def row_of(following):
    (row,) = following.ask(after(0, 5))
    return row


def test_a_path_has_every_deed_with_who_stood_behind_it(following):
    following.given(CASE, *at_submit)
    path = path_of(row_of(following))

    assert ["opened", "filed", "endorsed", "passed"] == [one.kind for one in path.deeds]
    assert [1, 4, 5, 6] == [one.position for one in path.deeds]
    assert ("clerk", "secretary") == path.deeds[2].persons
    assert (CLERK.roles, opened.opened_on) == (path.deeds[2].roles, path.deeds[2].on)
    assert [one.key for one in opened.ladder.steps] == [one.key for one in path.deeds[0].rungs]


def test_an_endorsement_that_was_taken_out_is_missed(following):
    following.given(CASE, *(one for one in at_submit if one != endorsed))
    found = found_on(path_of(row_of(following)), SEEN)

    assert [("skipped-step", (4, 5))] == [(one.rule, one.positions) for one in found]


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (granted, ("granted", None)),
        (refused, ("refused", "violation")),
        (withdrawn, ("withdrawn", None)),
    ],
)
def test_an_end_is_known_by_its_fact_its_day_and_its_coded_reason(following, end, expected):
    following.given(CASE, *at_submit, end)

    told = picked(row_of(following), "ended", "reason", "end", "ended_on", "year", "approver")
    assert (*expected, 7, NOON.date(), NOON.year, "clerk secretary") == told


def test_several_who_gave_opinions_are_told_as_several(following):
    following.given(CASE, *at_submit)
    following.given(CASE, replace(endorsed, officer="chair"), granted)
    (row,) = following.ask(grants())

    assert Grant("", opened.unit, NOON.date(), 8, SEVERAL) == grant_of(row)


def test_a_past_case_goes_on_after_its_end_where_it_is_filed_anew(following):
    following.given(CASE, past, asked, signed)
    row = row_of(following)
    assert ("a system", "granted", None, NOON) == picked(
        row, "source", "ended", "approver", "filed_at"
    )
    following.given(CASE, asked)
    assert (None, None, None) == picked(row_of(following), "ended", "end", "year")


def test_who_nominated_each_other_are_told_and_nobody_else(following):
    one, other = str(NOMINEE.ref), str(uuid5(CASE, "other"))
    theirs = replace(opened, nominator=one, nominee=replace(NOMINEE, ref=uuid5(CASE, "other")))
    following.given(CASE, replace(opened, nominator=other))
    following.given(OTHER, theirs)
    following.given(DECISION, opened)

    told = [proposal_of(row) for row in following.ask(proposals())]
    assert [
        Proposal(CASE, opened.unit, 1, other, one),
        Proposal(OTHER, opened.unit, 2, one, other),
    ] == told


def test_paths_are_told_of_one_unit_in_the_order_of_their_beginnings(following):
    following.given(CASE, opened)
    following.given(OTHER, replace(opened, unit="elsewhere"))

    assert [CASE, OTHER] == [row["case"] for row in following.ask(after(0, 5))]
    assert [OTHER] == [row["case"] for row in following.ask(after(0, 5, "elsewhere"))]
    assert [OTHER] == [row["case"] for row in following.ask(after(1, 1))]


def test_a_path_keeps_the_position_of_its_nominee_as_it_was_put_right(following):
    following.given(CASE, replace(opened, nominee_position="leader"))
    assert "leader" == row_of(following)["nominee_position"]
    following.given(CASE, n.NominationCorrected("achievement", "Paperless ward", "B", "typo"))
    following.given(CASE, n.NominationCorrected("nominee_position", "leader", "direct-worker", "-"))
    assert "direct-worker" == row_of(following)["nominee_position"]


@pytest.mark.parametrize("units", [None, (), ("10531", "30")])
def test_a_path_keeps_of_each_deed_the_units_of_the_hand_and_of_each_step_its_own(following, units):
    following.book.append([Append(CASE, 0, (opened,))], replace(CLERK, units=units))
    following.catch_up()
    (deed,) = path_of(row_of(following)).deeds
    assert units == deed.units
    assert [one.unit for one in opened.ladder.steps] == [one.unit for one in deed.rungs]
