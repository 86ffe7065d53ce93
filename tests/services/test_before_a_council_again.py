"""Logs of before, in which a case changed or ended while its council sat, are told (ADR 133)."""

import pytest

from domain.council import closing
from domain.council.commands import CloseSession
from domain.nomination import returns
from domain.nomination.commands import RefuseNomination
from services.redeciding.findings import Looked
from tests.agendas_before_a_reform import OLD, STEP, ballots, give, house, secretary
from tests.services.test_kept_counts_again import codes


@pytest.fixture
def before(monkeypatch):
    """Return how something was done in a house of before, by its rule of then."""

    def done(way, build, module, rule, then):
        ledger, case, session = house(way)
        at = ledger.last_position()
        with monkeypatch.context() as old:
            old.setattr(module, rule, then)
            give(build(case, session), ledger)
        log = ledger.since(0, ledger.last_position())
        return codes(log[:at], log[at:], Looked())

    return done


def refusal(case, _):
    return RefuseNomination(case, secretary(OLD), STEP, "below-standard", "a second look")


def end(case, session):
    boxes = {case: tuple(one for _, one in ballots(case))}
    return CloseSession(session, secretary(OLD), boxes, {})


def test_a_refusal_past_a_session_is_told(before):
    told = before("casting", refusal, returns, "no_council_is_voting_on_it", lambda _: None)
    assert ["on-an-agenda"] == told


def test_a_tally_by_another_share_than_that_of_the_case_is_told(before):
    assert [] == before("casting", end, closing, "the_share", closing.the_share)
    assert before("casting", end, closing, "the_share", lambda *_: 1)
