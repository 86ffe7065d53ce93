"""Numbers by which a person is known, seen in a text by their shape alone, whoever's they are."""

import re
from unicodedata import decimal, normalize

from domain.personal.digit_groups import Digits, in_groups
from domain.personal.other_digits import is_other, without_codes
from domain.refusal import Kind, Refusal

IDENTITY_NUMBER, PHONE, EMAIL = "identity-number", "phone-number", "email-address"
SORTS = (IDENTITY_NUMBER, PHONE, EMAIL)
CITIZEN = r"0(?!00)(?:[0-8][0-9]|9[0-6])[0-3][0-9]{8}"
MOBILE = r"(?:3[2-9]|5[2-9]|7[0-9]|8[1-9]|9[0-9])[0-9]{7}"
AT_HOME, ABROAD, WITH_PLUS = rf"0{MOBILE}", rf"00840?{MOBILE}", rf"840?{MOBILE}"
OLD_NUMBER = r"[0-9]{9}"
SHAPE = re.compile(
    rf"(?P<citizen>{CITIZEN})|(?P<old>{OLD_NUMBER})"
    rf"|(?P<home>{AT_HOME})|(?P<plus>{WITH_PLUS})|(?P<abroad>{ABROAD})"
)
MAILBOX = re.compile(r"@(?<=[\w.+-]@)[\w-]+\.[^\W\d_]{2}")
OTHER_DIGIT = re.compile(r"\d(?<![0-9])")
ASIDE = r"điện thoại|di động|liên hệ|\bs?đt\b|\btel\b|\bphone|\bmobile|\bzalo|hotline|\bgọi (?!tắt)"
"""What a number is of that does not belong to the words before it."""
WORDS = rf"(?:(?!{ASIDE})(?:[^\d,;.\n]|(?<=\bno)\.))*"
LINK = rf"(?:\W*(?:(?:số|là|cũ|no|is)\W*)*|{WORDS})$"
OLD_CARD = re.compile(
    rf"(?:\bcmt(?:nd)?\b|\bcmnd\b|số chứng minh|chứng minh (?:nhân dân|thư)|identity card){LINK}"
)
TAX = re.compile(
    rf"(?:\bmst|\bmsdn|đkkd|đkdn|mã số (?:thuế|doanh nghiệp)|đăng ký (?:kinh doanh|doanh nghiệp)"
    rf"|tax (?:code|number)){LINK}"
)
SUM = re.compile(r"\s*(?:đồng|đ\b|vnđ|vnd)", re.IGNORECASE)
"""What follows the nine digits of a sum."""
BRANCH = re.compile(r"-[0-9]{3}(?![0-9])")
"""What follows the ten digits of an enterprise's tax number in that of its branch."""
SAID_BEFORE = 60
"""How far before a number, in signs, words that tell what it is are looked for."""


def no_text_has_a_number_of_a_person(field: str, text: str, stood: str = "") -> list[Refusal]:
    """
    Refuse a text that has a number or mailbox of a person, by its shape; it is never repeated.

    What it puts right may have *stood* there with such a number, which may then stay.

    Source:
        House rule (ADR 116): what is written into an act can never be erased (domain facts 13.15).
    """
    return [
        Refusal(
            "identity-number-in-text",
            Kind.INVALID,
            f"{field}: {sort.replace('-', ' ')}, in a text that can never be erased; "
            "leave it out; if it is the nominee's, write it among the particulars",
            {"field": field, "sort": sort},
        )
        for sort in sorts_in(text)
        if sort not in sorts_in(stood)
    ]


def sorts_in(text: str) -> list[str]:
    """
    Return which sorts of numbers of persons stand in a text, each once; nobody's are compared.

    An identity number has 12 digits, the first three 001 to 096 for a province, the fourth 0 to 3
    for sex and century; or the 9 of an old card, where the text calls it so. A mobile phone number
    has 10 and begins with 03, 05, 07, 08 or 09, or has +84 or 0084 for that 0; no such number is
    one that the text calls a tax number, or lies in a code. The address of a mailbox counts too.

    Source:
        House rule (ADR 116): the shapes are common knowledge, not confirmed.
    """
    plain = OTHER_DIGIT.sub(lambda one: str(decimal(one[0])), normalize("NFKC", text))
    bare = without_codes(plain)
    found = {_sort_of(one, bare) for one in in_groups(bare, SHAPE) if not is_other(one)}
    found |= {EMAIL} if MAILBOX.search(plain) else set()
    return [one for one in SORTS if one in found]


def _is_a_card(before: str, text: str, end: int) -> bool:
    """Say whether nine digits are called an old identity card, and are no sum."""
    return OLD_CARD.search(before) is not None and not SUM.match(text, end)


def _sort_of(one: Digits, text: str) -> str | None:
    """Return what sort of number digits of the shape of one are in their text, None for none."""
    before = text[max(one.start - SAID_BEFORE, 0) : one.start].lower()
    match SHAPE.fullmatch(one.all):
        case re.Match(lastgroup="citizen"):
            return IDENTITY_NUMBER
        case re.Match(lastgroup="old"):
            return IDENTITY_NUMBER if _is_a_card(before, text, one.end) else None
        case re.Match(lastgroup="plus"):
            return PHONE if before.endswith("+") else None
    return None if TAX.search(before) or BRANCH.match(text, one.end) else PHONE
