"""One achievement founds one award, an initiative counts once: filing takes their keys."""

from contextlib import suppress
from dataclasses import replace
from unicodedata import normalize
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.facts import Event
from domain.force import Force, Forces
from domain.nomination.basis import Basis, Commendation, Entry
from domain.nomination.commands import (
    CorrectNomination,
    EndorseStep,
    FileNomination,
    RecordVote,
    RefuseNomination,
    WithdrawNomination,
)
from domain.nomination.decide import NOMINATION
from domain.nomination.events import (
    NominationCorrected,
    NominationRefused,
    NominationWithdrawn,
)
from domain.nomination.keys import former_entry, keys_of, wording_keys
from domain.nomination.state import AtStep
from domain.nomination.state import opened as dossier_of
from domain.refusal import Refused
from domain.register.claims import CLAIM, claim_stream
from domain.register.events import KeyClaimed, KeyReleased
from services.handle import Order, handle
from services.histories import Histories
from tests.builders import CASE, OFFICER, OTHER, SECRETARY, VOTES, filed, opened, opening, report
from tests.domain.test_steps import at_vote
from tests.notebook import Notebook
from tests.spec import Given, given_in

BOOK = Entry("10531", 2025, "12/SK")
BASIS = Basis(achievement=Entry("10531", 2025, "7/TT"), initiatives=(BOOK,))
KEYS = keys_of(dossier_of(replace(opened, basis=BASIS)))
IN_BOOK, WORDED, INITIATIVE = KEYS
(RENAMED,) = wording_keys(dossier_of(opened), "Paperless for good")
FILE = FileNomination(CASE, OFFICER)
rename = CorrectNomination(
    CASE, OFFICER, "achievement", "Paperless ward", "Paperless for good", "?"
)


def draft(basis=BASIS) -> Given:
    """Return a whole draft on a basis."""
    return given_in(CASE, replace(opened, basis=basis), report)


def at_work(*keys, holder=CASE, facts=(filed,)) -> Given:
    """Return a filed case, and who holds which keys."""
    given = given_in(CASE, replace(opened, basis=BASIS), report, *facts)
    for key in keys:
        given = given.and_in(claim_stream(key), KeyClaimed(key, holder))
    return given


def test_filing_takes_the_keys_of_achievement_and_initiatives():
    draft().when(FILE).then(filed, *(KeyClaimed(key, CASE) for key in KEYS))


@pytest.mark.parametrize(
    ("key", "code"),
    [
        (IN_BOOK, "achievement-taken"),
        (WORDED, "achievement-taken"),
        (INITIATIVE, "initiative-used"),
    ],
)
def test_what_another_case_counts_is_not_filed_again(key, code):
    taken = draft().and_in(claim_stream(key), KeyClaimed(key, OTHER))
    (refusal,) = taken.when(FILE).then_refused(code).refusals
    assert {"key": key, "holder": str(OTHER)} == refusal.facts


@pytest.mark.parametrize(("holder", "goes"), [(CASE, True), (OTHER, False)])
def test_a_vote_has_effect_on_a_case_that_holds_its_own_key(holder, goes):
    case = at_work(IN_BOOK, holder=holder, facts=at_vote.facts[CASE][2:])
    outcome = case.when(RecordVote(CASE, VOTES, "district-vote", 11, 10))
    assert goes == bool(outcome.changes)
    assert ([] if goes else ["achievement-taken"]) == [one.code for one in outcome.refusals]


def test_a_rule_an_operator_lets_warn_takes_what_is_free():
    forces = Forces(chosen={"one-achievement-one-award": Force.WARNS})
    taken = draft().and_in(claim_stream(WORDED), KeyClaimed(WORDED, OTHER))
    order = replace(FILE, hand=replace(OFFICER, forces=forces))
    taken.when(order).then(filed, KeyClaimed(IN_BOOK, CASE), KeyClaimed(INITIATIVE, CASE))


def test_a_case_that_ends_without_an_award_gives_its_keys_back():
    back = [KeyReleased(key, CASE) for key in KEYS]
    withdrawn = WithdrawNomination(CASE, OFFICER, "moved")
    at_work(*KEYS).when(withdrawn).then(NominationWithdrawn("moved"), *back)
    refused = RefuseNomination(CASE, SECRETARY, "ward-review", "violation", "found")
    no = NominationRefused("ward-review", "violation", "found")
    at_work(*KEYS).when(refused).then(no, *back)


def test_a_case_gives_back_only_what_it_holds():
    order = WithdrawNomination(CASE, OFFICER, "moved")
    at_work(*KEYS, holder=OTHER).when(order).then(NominationWithdrawn("moved"))
    draft().when(order).then(NominationWithdrawn("moved"))


def test_what_was_given_back_can_be_taken_again():
    free = draft().and_in(
        claim_stream(WORDED), KeyClaimed(WORDED, OTHER), KeyReleased(WORDED, OTHER)
    )
    free.when(FILE).then(filed, *(KeyClaimed(key, CASE) for key in KEYS))


def test_a_corrected_wording_of_a_filed_case_is_taken_too_and_given_back_with_the_rest():
    fact = NominationCorrected("achievement", "Paperless ward", "Paperless for good", "?")
    at_work(*KEYS).when(rename).then(fact, KeyClaimed(RENAMED, CASE))
    renamed = at_work(*KEYS, RENAMED, facts=(filed, fact))
    outcome = renamed.when(WithdrawNomination(CASE, OFFICER, "moved"))
    released = {one.event for one in outcome.changes if isinstance(one.event, KeyReleased)}
    assert {KeyReleased(key, CASE) for key in (*KEYS, RENAMED)} == released


def test_a_wording_that_another_case_has_is_not_taken_by_a_correction():
    taken = at_work(*KEYS).and_in(claim_stream(RENAMED), KeyClaimed(RENAMED, OTHER))
    taken.when(rename).then_refused("achievement-taken")


def test_the_entry_of_an_achievement_stays_taken_under_its_former_key():
    former = "achievement-entry/10531/2025/7/TT"
    assert former == former_entry("achievement-entry", Entry("10531", 2025, "7/TT"))
    taken = draft().and_in(claim_stream(former), KeyClaimed(former, OTHER))
    taken.when(FILE).then_refused("achievement-taken")


def test_every_wording_that_another_case_has_is_told():
    fact = NominationCorrected("achievement", "Paperless ward", "Paperless for good", "?")
    taken = at_work(WORDED, RENAMED, holder=OTHER, facts=(filed, fact))
    order = EndorseStep(CASE, SECRETARY, "ward-review", "deserved")
    refused = taken.when(order).then_refused("achievement-taken", "achievement-taken").refusals
    assert {WORDED, RENAMED} == {one.facts["key"] for one in refused}


def test_a_draft_and_an_ended_case_take_no_wording():
    fact = NominationCorrected("achievement", "Paperless ward", "Paperless for good", "?")
    draft().when(rename).then(fact)
    ended = at_work(facts=(filed, NominationWithdrawn("moved")))
    ended.when(replace(rename, hand=SECRETARY)).then(fact)


def test_a_basis_counts_each_thing_once_and_under_a_plain_number():
    twice = replace(BASIS, initiatives=(BOOK, replace(BOOK, number="012 / sk")))
    Given().when(opening(basis=twice)).then_refused("listed-twice")
    honours = replace(BASIS, commendation=Commendation.MERIT, builds_on=(OTHER, OTHER))
    Given().when(opening(basis=honours)).then_refused("listed-twice")
    strange = replace(BASIS, achievement=Entry("10531", 2025, "Ж"))
    Given().when(opening(basis=strange)).then_refused("number-missing", "number-character")
    Given().when(opening(basis=BASIS)).then_in(CASE, replace(opened, basis=BASIS))


def test_another_nominee_or_another_year_is_another_achievement():
    mine = dossier_of(opened)
    other = replace(mine, nominee=replace(mine.nominee, ref=OTHER))
    later = replace(mine, basis=Basis(year=2026))
    told = {wording_keys(one, "Paperless ward") for one in (mine, other, later)}
    assert 3 == len(told)


@given(st.text(), st.sampled_from(["NFC", "NFD", "NFKC"]), st.sampled_from([" ", "  ", ".", "\n"]))
def test_form_case_blanks_and_points_make_no_other_achievement(words, form, mark):
    dossier = dossier_of(opened)
    again = normalize(form, f"{mark}{words}{mark}")
    assert wording_keys(dossier, words) == wording_keys(dossier, again)


ORDERS = st.sampled_from([FileNomination, WithdrawNomination, RefuseNomination])


@given(st.lists(st.tuples(st.sampled_from([CASE, OTHER]), ORDERS), max_size=12))
def test_a_key_is_never_held_by_two(orders):
    facts: list[Event] = [replace(opened, basis=BASIS), report]
    ledger = Notebook(dict.fromkeys((CASE, OTHER), facts))
    for case, order in orders:
        given_to(ledger, case, order)
        running = [one for one in (CASE, OTHER) if isinstance(state(ledger, one), AtStep)]
        holders = {Histories(ledger).of(CLAIM, claim_stream(key)) for key in KEYS}
        assert len(running) <= 1
        assert holders == {running[0] if running else None}


def given_to(ledger, case, order) -> None:
    """Give an order about a case, which may be refused."""
    said = {
        FileNomination: (OFFICER,),
        WithdrawNomination: (OFFICER, "moved"),
        RefuseNomination: (SECRETARY, "ward-review", "violation", "found"),
    }
    with suppress(Refused):
        handle(Order(order(case, *said[order]), uuid4(), "test"), ledger)


def state(ledger, case):
    """Return where a case stands."""
    return Histories(ledger).of(NOMINATION, case)
