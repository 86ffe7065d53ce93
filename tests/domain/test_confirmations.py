"""An enterprise shows that it meets its duties."""

from dataclasses import replace
from datetime import date

import pytest

from domain.force import Forces
from domain.hearing.commands import (
    NoteExpiredConfirmation,
    RecordConfirmation,
    RequestConfirmation,
)
from domain.hearing.events import (
    ConfirmationExpired,
    ConfirmationGiven,
    ConfirmationRequested,
)
from domain.ladder import SubjectPaper
from domain.nomination.commands import EndorseStep, FileNomination, RecordVote
from domain.nomination.events import EvidenceAdded, NominationWithdrawn
from domain.submission.commands import DispatchSubmission
from tests.builders import (
    APRIL,
    CASE,
    CHAIRMAN,
    DISTRICT,
    LADDER,
    LEADER,
    OFFICER,
    PAPER,
    SECRETARY,
    VOTES,
    WAITING,
    WARD,
    at_submit,
    filed,
    hand,
    opened,
    report,
    sha,
)
from tests.domain.test_decision import at_decision, issue
from tests.domain.test_steps import at_vote
from tests.spec import draft, given_in

TAX = "tax-confirmation"
FROM, TO, MAY = date(2024, 1, 1), date(2024, 12, 31), date(2025, 5, 15)
FIRM = replace(opened.nominee, kind="enterprise")
PAPERS = (SubjectPaper("enterprise", TAX), SubjectPaper("enterprise", "other"))
firm = replace(
    opened, nominee=FIRM, ladder=replace(LADDER, subjects=("enterprise",), subject_papers=PAPERS)
)
asked = ConfirmationRequested(TAX, "TAX")
given = ConfirmationGiven(TAX, "TAX", "7/XN", APRIL, FROM, TO, True, MAY)
expired = ConfirmationExpired(TAX, MAY)
RECORD = RecordConfirmation(CASE, OFFICER, TAX, "TAX", "7/XN", APRIL, FROM, TO, True, MAY)
case = given_in(CASE, firm)
LATE = replace(OFFICER, effective_on=date(2025, 5, 16))
AT_REVIEW = (
    *(firm, report, filed),
    EvidenceAdded(sha("tax"), 9, "application/pdf", TAX, "original", "T"),
    EvidenceAdded(sha("other"), 9, "application/pdf", "other", "original", "O"),
)


def test_an_authority_is_asked_and_confirms_by_a_paper():
    case.when(RequestConfirmation(CASE, OFFICER, TAX, "TAX")).then(asked)
    case.when(RECORD).then(given)
    given_in(CASE, firm, given).when(RECORD).then_nothing()
    later = replace(RECORD, number="9/XN")
    given_in(CASE, firm, given).when(later).then(replace(given, number="9/XN"))


def test_only_known_duties_of_an_enterprise_are_confirmed():
    refused = draft.when(RequestConfirmation(CASE, SECRETARY, "love", "TAX")).then_refused(
        "role-missing", "not-an-enterprise", "confirmation-unknown"
    )
    known = "tax-confirmation, insurance-confirmation, environment-confirmation"
    assert {"kind": "love", "allowed": known} == refused.refusals[-1].facts
    odd = replace(RECORD, hand=SECRETARY, kind="love", number="-", covers_to=date(2023, 1, 1))
    draft.when(odd).then_refused(
        *("role-missing", "not-an-enterprise", "confirmation-unknown"),
        *("number-missing", "period-impossible"),
    )
    gone = given_in(CASE, firm, NominationWithdrawn("moved"))
    gone.when(RECORD).then_refused("not-in-this-state")


def test_the_days_of_the_paper_can_be():
    case.when(replace(RECORD, valid_until=None)).then(replace(given, valid_until=None))
    case.when(replace(RECORD, dated=MAY)).then_refused("period-impossible")
    case.when(replace(RECORD, covers_to=FROM)).then(replace(given, covers_to=FROM))
    case.when(replace(RECORD, valid_until=FROM)).then_refused("period-impossible")


def test_it_expires_after_its_last_day():
    known, note = given_in(CASE, firm, given), NoteExpiredConfirmation(CASE, LATE, TAX)
    known.when(note).then(expired)
    service = replace(hand("watch", "service", "VN"), effective_on=LATE.effective_on)
    known.when(replace(note, hand=service)).then(expired)
    known.when(replace(note, hand=OFFICER)).then_refused("not-expired")
    last = replace(OFFICER, effective_on=MAY)
    known.when(replace(note, hand=last)).then_refused("not-expired")
    known.when(replace(note, hand=replace(SECRETARY, effective_on=MAY))).then_refused(
        "role-missing", "not-expired"
    )
    ahead = replace(service, effective_on=date(2025, 12, 2))
    known.when(replace(note, hand=ahead)).then_refused("dated-ahead")


def test_what_cannot_expire_is_told_apart():
    note = NoteExpiredConfirmation(CASE, LATE, TAX)
    case.when(note).then_refused("confirmation-not-given")
    case.when(replace(note, kind="noise")).then_refused(
        "confirmation-unknown", "confirmation-not-given"
    )
    endless = replace(given, valid_until=None)
    given_in(CASE, firm, endless).when(note).then_refused("confirmation-without-end")
    noted = given_in(CASE, firm, given, expired)
    noted.when(note).then_refused("confirmation-noted-expired")


@pytest.mark.parametrize(
    ("said", "broken"),
    [
        ((), "confirmation-missing"),
        ((asked,), "confirmation-missing"),
        ((replace(given, fulfilled=False),), "confirmation-unfavourable"),
        ((given, expired), "confirmation-expired"),
        ((given,), None),
    ],
)
def test_the_award_says_which_are_needed_and_the_rule_names_what_is_missing(said, broken):
    order = EndorseStep(CASE, SECRETARY, "ward-review", "deserved")
    outcome = given_in(CASE, *AT_REVIEW, *said).when(order)
    assert ([broken] if broken else []) == [one.code for one in outcome.refusals]
    assert all(TAX == one.facts["confirmation"] for one in outcome.refusals)
    warns = replace(SECRETARY, forces=Forces(unconfirmed=frozenset({"enterprise-duties-met"})))
    assert given_in(CASE, *AT_REVIEW, *said).when(replace(order, hand=warns)).changes


FILE = FileNomination(CASE, OFFICER)
NEW = replace(firm, ladder=replace(firm.ladder, subject_papers=(), confirmations=(TAX,)))


WARNED = replace(OFFICER, forces=Forces(unconfirmed=frozenset({"enterprise-duties-met"})))


def test_a_case_that_pinned_it_as_a_paper_is_not_filed_without():
    order = replace(FILE, hand=WARNED)
    given_in(CASE, firm, report).when(order).then_refused("paper-missing", "paper-missing")


def test_a_confirmation_is_no_paper_of_the_file():
    assert given_in(CASE, NEW, report).when(replace(FILE, hand=WARNED)).changes
    given_in(CASE, NEW, report).when(FILE).then_refused("confirmation-missing")
    assert given_in(CASE, NEW, report, given).when(FILE).changes


def test_a_paper_that_is_over_on_the_day_of_the_act_counts_no_more_though_nobody_noted_it():
    order = EndorseStep(CASE, SECRETARY, "ward-review", "deserved")
    case = given_in(CASE, *AT_REVIEW, given)
    assert case.when(replace(order, hand=replace(SECRETARY, effective_on=MAY))).changes
    late = replace(SECRETARY, effective_on=date(2025, 5, 16))
    case.when(replace(order, hand=late)).then_refused("confirmation-expired")


@pytest.mark.parametrize(("covers_to", "goes"), [(2023, False), (2024, True)])
def test_a_paper_about_years_long_before_the_achievement_shows_nothing(covers_to, goes):
    old = replace(given, covers_from=date(2020, 1, 1), covers_to=date(covers_to, 12, 31))
    order = EndorseStep(CASE, SECRETARY, "ward-review", "deserved")
    outcome = given_in(CASE, *AT_REVIEW, old).when(order)
    assert goes == bool(outcome.changes)
    if not goes:
        (refusal,) = outcome.then_refused("confirmation-of-before").refusals
        assert {
            "confirmation": TAX,
            "number": "7/XN",
            "agency": "TAX",
            "covers_to": "2023-12-31",
            "year": "2025",
        } == refusal.facts


def test_a_decision_grants_nothing_on_a_paper_that_is_over_by_its_date():
    """A word that holds until 15 May carries a decision of that day, and none of the next."""
    case = given_in(CASE, *AT_REVIEW[:2], *AT_REVIEW[3:], given, *at_decision[2:])
    on_the_last = replace(LEADER, effective_on=MAY)
    assert case.when(issue(on_the_last)).changes
    late = replace(LEADER, effective_on=LATE.effective_on)
    case.when(issue(late)).then_refused("confirmation-expired")


def test_a_submission_carries_nothing_on_a_paper_that_is_over_by_its_date():
    case = given_in(CASE, *AT_REVIEW[:2], *AT_REVIEW[3:], given, *at_submit[2:])
    on_the_last = replace(CHAIRMAN, effective_on=MAY)
    order = DispatchSubmission(PAPER, on_the_last, "5/TTr", WARD, DISTRICT, (CASE,))
    assert case.when(order).changes
    late = replace(CHAIRMAN, effective_on=LATE.effective_on)
    case.when(replace(order, hand=late)).then_refused("confirmation-expired")


def test_a_vote_takes_nothing_on_a_paper_that_is_over_by_its_date():
    case = given_in(CASE, *AT_REVIEW[:2], *AT_REVIEW[3:], given, *at_vote.facts[CASE][2:])
    order = RecordVote(CASE, replace(VOTES, effective_on=MAY), "district-vote", 11, 10)
    assert case.when(order).changes
    late = replace(VOTES, effective_on=LATE.effective_on)
    case.when(replace(order, hand=late)).then_refused("confirmation-expired")


def test_others_than_enterprises_are_asked_for_none():
    assert given_in(CASE, *WAITING).when(EndorseStep(CASE, SECRETARY, "ward-review", "x")).changes
