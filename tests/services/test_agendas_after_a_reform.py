"""The real reform meets sessions under way: the council of the heir votes, nothing is stuck."""

from dataclasses import replace
from uuid import uuid4

import pytest

from domain.council.agenda import agenda_key
from domain.council.commands import CloseRoll, CloseSession, ConveneSession, CountHands, OpenSession
from domain.council.events import BallotsCounted, ItemDropped, ItemVoted, SessionConvened
from domain.council.proof import box_of
from domain.council.session import SESSION, Over
from domain.council.state import council_of
from domain.nomination.authority import CaseReassigned
from domain.nomination.commands import RecordVote
from domain.refusal import Refused
from domain.register.claims import CLAIM, claim_stream
from domain.register.events import KeyReleased
from infra.ledger.ledger import open_ledger
from services.histories import Histories
from services.import_log import quiet
from services.ports import Append
from services.redeciding.again import decided_again
from services.redeciding.findings import Looked
from services.redeciding.late import LEFT_ON_AGENDA
from services.reform import rehearse
from tests import council as c
from tests.agendas_before_a_reform import (
    AUGUST,
    NEW,
    OLD,
    STEP,
    WAYS,
    ballots,
    give,
    house,
    secretary,
)
from tests.communes import WRITTEN
from tests.plain_house import RULEBOOKS
from tests.redeciding import HOUSE, Pages
from tests.second_person import apply
from tests.services.test_reform import hand, plan


def reformed(way):
    """Return what `house` does, after the reform, and what was counted."""
    ledger, *ids = house(way)
    return ledger, *ids, apply(plan(), hand(), ledger, quiet)


def holder(case, ledger):
    return Histories(ledger).of(CLAIM, claim_stream(agenda_key(case)))


def convening(case, session):
    rules = RULEBOOKS.ballot_rules()
    by = secretary(NEW)
    return ConveneSession(session, by, council_of(NEW), AUGUST, (case,), rules)


def left_by_a_version_of_before(way):
    """Return a house in which a reform moved the case and told the session nothing."""
    done, case, session, _ = reformed(way)
    ledger = open_ledger("memory:")
    for one in done.since(0, done.last_position()):
        if not isinstance(one.event, ItemDropped | KeyReleased):
            append = Append(one.stream, one.version - 1, (one.event,), (one.envelope,))
            ledger.append([append], WRITTEN)
    return ledger, case, session


@pytest.mark.parametrize("way", WAYS)
def test_the_run_takes_the_case_off_the_agenda_and_a_second_run_changes_nothing(way):
    ledger, case, session = house(way)
    would = rehearse(plan(), hand(), ledger, quiet)
    done = apply(plan(), hand(), ledger, quiet)
    at = ledger.last_position()

    assert (1, 1, 1) == (would.off_agendas, done.off_agendas, done.moved.total())
    assert replace(done, retried=0) == would
    assert ItemDropped(case, "case-moved-on") == ledger.read(session)[-1]
    assert (0, at) == (apply(plan(), hand(), ledger, quiet).off_agendas, ledger.last_position())
    assert holder(case, ledger) is None


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("make", [reformed, left_by_a_version_of_before])
def test_the_heirs_council_is_called_to_the_case(make, way):
    ledger, case, *_ = make(way)
    session = uuid4()
    give(convening(case, session), ledger)

    assert isinstance(ledger.read(session)[0], SessionConvened)
    assert session == holder(case, ledger)


def test_the_heirs_council_votes():
    ledger, case, *_ = reformed("casting")
    session, by = uuid4(), secretary(NEW)
    give(replace(convening(case, session), rules=c.OPENLY), ledger)
    give(OpenSession(session, by, c.there(1, 2, 3, 4, 5), ()), ledger)
    give(CountHands(session, by, case, tuple(map(c.member, range(1, 6))), ()), ledger)
    give(CloseSession(session, by, {}, {}), ledger)

    (vote,) = [one for one in ledger.read(session) if isinstance(one, ItemVoted)]
    assert (case, STEP, 5, 5, True) == (vote.nomination, vote.step, *told(vote))


def told(vote):
    return vote.members, vote.in_favour, vote.carried


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("make", [reformed, left_by_a_version_of_before])
def test_the_heir_votes_on_paper_as_soon_as_the_papers_are_there(make, way):
    ledger, case, *_ = make(way)
    with pytest.raises(Refused) as refused:
        give(RecordVote(case, secretary(NEW), STEP, 5, 5), ledger)
    assert {"paper-missing"} == {one.code for one in refused.value.refusals}


@pytest.mark.parametrize("way", WAYS[1:])
@pytest.mark.parametrize("unit", [OLD, NEW])
@pytest.mark.parametrize("make", [reformed, left_by_a_version_of_before])
def test_either_unit_ends_the_session_and_no_box_is_opened(make, unit, way):
    ledger, case, session, *_ = make(way)
    if way == "ballots out":
        give(CloseRoll(session, secretary(unit)), ledger)
    out = [] if way == "hands shown" else ballots(case)
    give(CloseSession(session, secretary(unit), {case: tuple(one for _, one in out)}, {}), ledger)

    assert isinstance(Histories(ledger).of(SESSION, session), Over)
    assert [ItemDropped(case, "case-moved-on")] == of_kind(ItemDropped, ledger.read(session))
    assert [] == of_kind(BallotsCounted, ledger.read(box_of(session, case)))


def of_kind(kind, facts):
    return [one for one in facts if isinstance(one, kind)]


def of_the_reform(ledger):
    """Return the facts of before, and those that moved the case."""
    log = ledger.since(0, ledger.last_position())
    (since,) = [n for n, one in enumerate(log) if isinstance(one.event, CaseReassigned)]
    return log[:since], log[since:]


def codes(before, log, seen):
    shelf = Pages()
    shelf.add(before)
    return [one.code for one in decided_again(log, shelf, HOUSE, seen)]


def test_verify_agrees_and_knows_what_versions_of_before_left():
    ledger, *_ = reformed("casting")
    before, log = of_the_reform(ledger)
    old = [one for one in log if not isinstance(one.event, ItemDropped | KeyReleased)]
    seen = Looked()

    assert [] == codes(before, log, Looked())
    assert [] == codes(before, old, seen)
    assert 1 == seen.untold[LEFT_ON_AGENDA]
    assert ["incomplete"] == codes(before, old, Looked(off_agendas_since=1))
