"""Clerical errors are put right by a new fact; what is more than a slip is not."""

from dataclasses import replace

from domain.nomination.commands import CorrectNomination
from domain.nomination.events import NominationCorrected, NominationGranted, NominationWithdrawn
from tests.builders import (
    CASE,
    OFFICER,
    ONLINE,
    PAPER,
    QUALITY,
    SECRETARY,
    VOTES,
    assessed,
    filed,
    opened,
    opened_in_movement,
    report,
)
from tests.domain.test_holds import at_decision
from tests.spec import given_in

draft = given_in(CASE, opened_in_movement, report)
at_review = given_in(
    CASE, opened_in_movement, report, assessed(ONLINE, 85), assessed(QUALITY, 1), filed
)


def test_a_correction_changes_something():
    same = CorrectNomination(CASE, OFFICER, "achievement", "Paperless ward", "Paperless ward", "?")
    draft.when(same).then_refused("nothing-corrected")


def test_a_clerical_error_is_put_right_by_a_new_fact():
    order = CorrectNomination(CASE, OFFICER, "achievement", "Paperless ward", "Paper-free", "typo")
    fact = NominationCorrected("achievement", "Paperless ward", "Paper-free", "typo")
    draft.when(order).then(fact)
    given_in(CASE, opened, fact).when(order).then_refused("not-what-stands")
    draft.when(replace(order, field="unit")).then_refused("not-what-stands")


def test_once_filed_only_a_slip_is_put_right_and_a_row_of_slips_makes_no_other_achievement():
    slip = CorrectNomination(CASE, OFFICER, "achievement", "Paperless ward", "Paper-less ward", "?")
    fact = NominationCorrected("achievement", slip.was, slip.now, "?")
    at_review.when(slip).then_in(CASE, fact)
    other = replace(slip, now="A bridge over the river Thai Binh")
    at_review.when(other).then_refused("not-clerical")
    drifted = replace(fact, was=slip.now, now=f"{slip.now}, and a bridge")
    further = replace(slip, was=drifted.now, now=f"{drifted.now} over it")
    corrected = given_in(CASE, opened, report, filed, fact, drifted)
    corrected.when(further).then_refused("not-clerical")


def test_a_slip_is_twenty_characters_or_of_a_long_text_one_in_ten():
    """Of 14 characters 20 may be added; of 210 there may be 21 others, of 209 only 20."""
    for length, added, codes in ((14, 20, []), (14, 21, ["not-clerical"])):
        slip = correcting("p" * length, "p" * length + "q" * added)
        assert codes == [one.code for one in filed_as(slip.was).when(slip).refusals]
    for length, codes in ((210, []), (209, ["not-clerical"])):
        slip = correcting("p" * length, "p" * (length - 21) + "q" * 21)
        assert codes == [one.code for one in filed_as(slip.was).when(slip).refusals]


def correcting(was, now):
    return CorrectNomination(CASE, OFFICER, "achievement", was, now, "?")


def filed_as(achievement):
    return given_in(CASE, replace(opened, achievement=achievement), report, filed)


def test_what_is_with_the_proposers_they_word_anew():
    order = correcting("Paperless ward", "A bridge over the river Thai Binh")
    fact = NominationCorrected("achievement", order.was, order.now, "?")
    draft.when(order).then(fact)
    taken_back = given_in(CASE, opened, NominationWithdrawn("moved"))
    taken_back.when(order).then(fact)


def test_after_the_decision_the_unit_that_decided_puts_a_slip_right():
    granted = NominationGranted("district-decision", PAPER, PAPER)
    case = given_in(CASE, *at_decision, granted)
    slip = CorrectNomination(CASE, VOTES, "achievement", "Paperless ward", "Paper-less ward", "?")
    put_right = NominationCorrected("achievement", slip.was, slip.now, "?")
    case.when(slip).then_in(CASE, put_right)
    case.when(replace(slip, hand=SECRETARY)).then_refused("unit-foreign")
