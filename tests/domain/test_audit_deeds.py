"""A fact of a case becomes one deed of its path: what, at which step, by whom, until when."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from domain.acting import ActingFor
from domain.audit.deeds import deed_of, rungs_of
from domain.audit.path import Deed, Rung
from domain.hearing.events import ConditionJudged, ConsultationAnswered
from domain.nomination import events as e
from domain.nomination.authority import CaseReassigned, Desk, StepDropped, StepHanded
from domain.nomination.clock import TermResumed, TermStopped
from domain.nomination.favour import RegimeChosen
from domain.past.events import PastCaseOpened, PastStep, PastVerdictRecorded
from domain.recorded import Envelope, Recorded
from tests import builders as b

STEP, ABOVE, DUE = "ward-review", "ward-submit", date(2025, 5, 20)
BESIDE = Envelope("Clerk", ("clerk",), "TM", None, b.APRIL, b.NOON, b.NOON, b.CASE, "c-1")
RUNGS = (Rung("a", "ward", "leader", "submit"), Rung("b", "district", "leader", "decide", 2))
PLAIN = Deed(7, "", b.APRIL, b.NOON, persons=("clerk",), roles=("clerk",), capacity="TM")


def deed(event, **beside) -> Deed:
    """Return the deed of a fact at the seventh place of the log."""
    return deed_of(Recorded(7, b.CASE, 1, event, replace(BESIDE, **beside)), RUNGS)


def test_a_deed_of_before_says_that_no_capacity_was_kept():
    assert "not-recorded" == deed(b.opened, capacity=None).capacity
    assert "office" == deed(b.opened, capacity="office").capacity


@pytest.mark.parametrize("units", [None, (), ("10531", "30")])
def test_a_deed_says_the_units_of_its_hand_or_that_none_were_kept(units):
    assert units == deed(b.opened, units=units).units


def test_a_case_is_opened_with_every_step_of_its_ladder():
    rungs = (
        Rung("ward-review", "ward", "council-secretary", "review", unit=b.WARD),
        Rung("ward-submit", "ward", "leader", "submit", unit=b.WARD),
        Rung("district-appraisal", "district", "appraiser", "appraise", unit=b.DISTRICT),
        Rung("district-vote", "district", "council-secretary", "vote", unit=b.DISTRICT),
        Rung("district-decision", "district", "leader", "decide", unit=b.DISTRICT),
    )
    assert replace(PLAIN, kind="opened", rungs=rungs) == deed(b.opened)
    agreed = replace(b.LADDER, steps=(replace(b.REVIEW, quorum=3),))
    assert (replace(rungs[0], quorum=3),) == rungs_of(agreed)


SAID = [
    (e.StepEndorsed(STEP, "Officer", "deserved"), "endorsed", ("clerk", "officer")),
    (e.CaseAppraised(STEP, "officer", True, "seen"), "appraised", ("clerk", "officer")),
    (e.CaseAppraised(STEP, "CLERK", False, "seen"), "appraised-against", ("clerk",)),
    (ConditionJudged(STEP, "one", True, "officer", "seen"), "judged", ("clerk", "officer")),
    (ConditionJudged(STEP, "one", False, "clerk", "seen"), "judged-against", ("clerk",)),
    (e.CouncilVoted(STEP, 3, 3, 3, True, None), "voted", ("clerk",)),
    (e.CouncilVoted(STEP, 3, 1, 3, False, None), "voted-down", ("clerk",)),
    (ConsultationAnswered(STEP, "TAX", "agrees", None, ""), "consulted", ("clerk",)),
    (ConsultationAnswered(STEP, "TAX", "objects", "x", ""), "consulted-otherwise", ("clerk",)),
]


@pytest.mark.parametrize(("event", "kind", "people"), SAID)
def test_what_is_said_is_of_the_hand_and_of_the_officer_it_names(event, kind, people):
    assert replace(PLAIN, kind=kind, step=STEP, persons=people) == deed(event)


MOVED = [
    (e.StepPassed(STEP, ABOVE, DUE), "passed", (STEP, ABOVE, DUE)),
    (e.NominationFiled(STEP, DUE), "filed", (STEP, None, DUE)),
    (e.NominationReceived(STEP, b.PAPER, DUE), "received", (STEP, None, DUE)),
    (e.NominationSupplemented(STEP, (), "", DUE), "supplemented", (STEP, None, DUE)),
    (e.NominationForwarded(STEP, ABOVE, b.PAPER), "forwarded", (STEP, ABOVE, None)),
    (e.NominationWithdrawn("asked"), "withdrawn", (None, None, None)),
    (e.ReturnedForSupplement(STEP, (), "asked"), "returned", (STEP, None, None)),
    (e.NominationRefused(STEP, "x", ""), "refused", (STEP, None, None)),
    (e.NominationGranted(STEP, b.DECISION, b.OTHER), "granted", (STEP, None, None)),
    (TermStopped(STEP, 3), "stopped", (STEP, None, None)),
    (TermResumed(STEP, DUE), "resumed", (STEP, None, DUE)),
    (e.DeadlineMissed(STEP, DUE), "missed", (STEP, None, DUE)),
]


@pytest.mark.parametrize(("event", "kind", "there"), MOVED)
def test_what_takes_a_case_on_says_from_where_to_where_and_until_when(event, kind, there):
    step, above, due = there
    assert replace(PLAIN, kind=kind, step=step, next_step=above, due_on=due) == deed(event)


def test_a_newer_regime_is_a_ladder_from_there_on():
    ladder = replace(b.LADDER, steps=(b.DECIDE,))
    chosen = RegimeChosen("old", "new", ladder, STEP, DUE, "asked", "law", True, ())
    rungs = (Rung("district-decision", "district", "leader", "decide", unit=b.DISTRICT),)
    there = replace(PLAIN, kind="regime-chosen", step=STEP, due_on=DUE, rungs=rungs)
    assert there == deed(chosen)


@pytest.mark.parametrize(("level", "void"), [("ward", None), ("province", "a")])
def test_a_reform_drops_steps_hands_others_on_and_voids_the_opinions_of_another_level(level, void):
    was, now = Desk("act", b.WARD, "a", "ward"), Desk("act", b.WARD, "a", level)
    handed = (StepHanded("a", "ward", b.WARD, "province", b.PROVINCE, "rule"),)
    gone = (StepDropped("b", "district", b.DISTRICT, "rule", None),)
    names = ("reform", b.APRIL, "rule", "why", b.WARD, b.WARD)
    rungs = (replace(RUNGS[0], level="province", unit=b.PROVINCE),)
    there = replace(PLAIN, kind="rerouted", step="a", next_step=void, due_on=DUE, rungs=rungs)
    assert there == deed(CaseReassigned(*names, was, now, handed, gone, DUE))
    same = deed(CaseReassigned(*names, was, now, (), (), None))
    assert replace(there, due_on=None, rungs=RUNGS) == same


def test_who_acts_for_another_does_not_stand_alone_behind_a_deed():
    acting = ActingFor(b.CASE, "Leader", "5/UQ", b.APRIL)
    assert ("clerk", "leader") == deed(e.NominationWithdrawn("asked"), delegation=acting).persons


def test_a_log_from_elsewhere_tells_roles_and_the_moment_in_the_time_of_the_country():
    opened = PastCaseOpened("there", "d" * 64, "7", "one", (PastStep("a", "ward", "leader"),))
    rungs = (Rung("a", "ward", "leader"),)
    assert Deed(7, "opened", b.APRIL, b.NOON, rungs=rungs) == deed(opened)
    at = datetime(2025, 5, 19, 18, tzinfo=UTC)
    verdict = PastVerdictRecorded("d" * 64, "Approve", "a", "endorsed", "leader", at)
    assert Deed(7, "endorsed", DUE, at, "a", roles=("leader",)) == deed(verdict)
