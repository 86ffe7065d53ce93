"""What is wrong with particulars by their look, and whose they may be."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from domain.personal.particulars import (
    Particulars,
    particulars_are_of_a_person,
    particulars_stand_beside_a_name,
    told_of,
    written_alike,
    wrong_in,
)
from domain.personal.rules import IdentityNumbers
from domain.refusal import Refusal
from tests.wording import read

KNOWN = IdentityNumbers((9, 12), "common knowledge", confirmed=False)
TOLD = Particulars("030180012345", "female", "+84912345678", "anh@example.vn", "Tổ 3")


def codes(told, known=KNOWN):
    """Return the codes of what is wrong, once every refusal was read."""
    return [one.code for one in read(wrong_in(told, known))]


def said(refusal: Refusal | None) -> Sequence[Refusal]:
    """Return a refusal that was read, none where there is none."""
    return read([refusal] if refusal else [])


@pytest.mark.parametrize(
    "told",
    [
        Particulars(),
        TOLD,
        replace(TOLD, identity_number="141234567", phone="12345678", email="a@b.c"),
        replace(TOLD, phone="123456789012345", email="a.b+c@d-e.f.vn"),
    ],
)
def test_what_looks_right_passes(told):
    assert [] == codes(told)


@pytest.mark.parametrize(
    "number", ["", "1", "12345678", "1234567890", "0123456789012", "03018001234x", "030180012345\n"]
)
def test_an_identity_number_is_digits_of_a_known_length(number):
    assert ["identity-number-form"] == codes(Particulars(identity_number=number))
    assert {"allowed": "9, 12"} == wrong_in(Particulars(number), KNOWN)[0].facts


@pytest.mark.parametrize("known", [None, IdentityNumbers((), "?", confirmed=False)])
def test_where_no_length_is_said_any_digits_pass(known):
    assert [] == codes(Particulars("1234567"), known)
    assert ["identity-number-form"] == codes(Particulars("123 4567"), known)


@pytest.mark.parametrize(
    "phone", ["", "1234567", "1234567890123456", "++84912345678", "0912x45678"]
)
def test_a_phone_number_can_be_called(phone):
    assert ["phone-form"] == codes(Particulars(phone=phone))


@pytest.mark.parametrize(
    "email", ["", "a", "a@", "@b.c", "a@b", "a@b.", "a@.c", "a b@c.d", "a@b@c.d"]
)
def test_a_mailbox_has_a_name_and_a_host(email):
    assert ["email-form"] == codes(Particulars(email=email))


def test_all_that_is_wrong_is_told_at_once_and_no_value_is():
    wrong = Particulars("0301x", "female", "09x", "anh@", "Tổ 3")
    assert ["identity-number-form", "phone-form", "email-form"] == codes(wrong)
    assert not {"0301x", "09x", "anh@"} & {*repr(wrong_in(wrong, KNOWN)).split("'")}


def test_what_parts_the_digits_of_numbers_is_not_kept():
    spaced = replace(TOLD, identity_number="030 180.012-345", phone="(+84) 912 345 678")
    assert TOLD == written_alike(spaced)
    assert Particulars() == written_alike(Particulars())


@pytest.mark.parametrize("kind", ["collective", "household", "enterprise"])
def test_only_a_person_has_particulars(kind):
    (refusal,) = said(particulars_are_of_a_person(kind, "0f"))
    assert ("particulars-of-no-person", kind) == (refusal.code, refusal.facts["kind"])
    assert said(particulars_are_of_a_person(kind, ""))
    assert particulars_are_of_a_person(kind, None) is None
    assert particulars_are_of_a_person("person", "0f") is None


def test_particulars_are_kept_beside_a_name():
    (refusal,) = said(particulars_stand_beside_a_name(named=False))
    assert "particulars-without-name" == refusal.code
    assert particulars_stand_beside_a_name(named=True) is None


def test_what_is_told_is_listed_in_one_order():
    assert [("sex", "male"), ("address", "Tổ 3")] == [
        *told_of(Particulars(address="Tổ 3", sex="male"))
    ]
