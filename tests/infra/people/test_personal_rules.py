"""Data of personal data that nobody can mean is found."""

from dataclasses import replace

from infra.rulebooks.personal_checks import wrong_in_personal
from tests.plain_house import RULEBOOKS


def test_rules_of_personal_data_that_nobody_can_mean_are_found():
    rules = RULEBOOKS.personal()
    levels = [one for one in rules.retention if one.key != "not-granted"]
    assert [] == list(wrong_in_personal(rules, levels))
    short = replace(rules, answer=replace(rules.answer, working_days=0), terms=rules.terms[1:])
    zero = replace(short, retention=(replace(rules.retention[1], years=0), *rules.retention))
    assert ["$.terms: restriction is missing", "$: 0 days", "$: 0 years"] == [
        one for one in wrong_in_personal(zero, levels) if "twice" not in one
    ]


def test_years_of_the_trail_that_nobody_can_mean_are_found():
    rules = RULEBOOKS.personal()
    levels = [one for one in rules.retention if one.key != "not-granted"]
    assert rules.trail is not None
    wrong = replace(rules, trail=replace(rules.trail, years=0))
    assert ["$: 0 years"] == list(wrong_in_personal(wrong, levels))
    assert [] == list(wrong_in_personal(replace(rules, trail=None), levels))


def test_lengths_of_identity_numbers_that_none_has_are_found():
    rules = RULEBOOKS.personal()
    levels = [one for one in rules.retention if one.key != "not-granted"]
    assert rules.identity_number is not None
    for digits in (0, 21):
        wrong = replace(rules, identity_number=replace(rules.identity_number, digits=(9, digits)))
        assert [f"$: {digits} digits"] == list(wrong_in_personal(wrong, levels))
    assert [] == list(wrong_in_personal(replace(rules, identity_number=None), levels))
