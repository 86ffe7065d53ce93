"""Numbers as people write them by hand, in Viet Nam and elsewhere, and as the API takes them."""

import re
from collections.abc import Mapping

from web.fields import NUMBER_FIELDS
from web.words import hinted

POINTS = "points"
EITHER = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
"""A thousand to some and three decimals to others: 1.234 and 1,234."""
FORMS: tuple[tuple[re.Pattern[str], dict[int, str]], ...] = (
    (re.compile(r"-?\d+([.,]\d+)?"), str.maketrans({",": "."})),
    (re.compile(r"-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?"), str.maketrans({".": "", ",": "."})),
    (re.compile(r"-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?"), str.maketrans({",": ""})),
)
"""50,5 and 50.5; 1.234,5; 1,234.5: each with what makes the API's digits of it."""
IDLE_ZEROS = re.compile(r"(?<=\.\d{3})0+$")


def digits(text: str) -> str | None:
    """Return a number in the digits of the API; None of what is none, or could be two."""
    if EITHER.fullmatch(text):
        return None
    found = (text.translate(signs) for form, signs in FORMS if form.fullmatch(text))
    one = next(found, None)
    return one and IDLE_ZEROS.sub("", one)


def number_sent(text: str) -> str:
    """Return what is sent for a number: what is none is marked, for the API to refuse it."""
    return digits(text) or f"{text} ?"


def number_shown(told: object) -> str:
    """Return a number of the API as it is written in Viet Nam."""
    return str(told).replace(".", ",")


def how_to_write(reason: Mapping[str, object], said: Mapping[str, str]) -> Mapping[str, object]:
    """Return a reason; of a number that cannot be read one that says how to write it."""
    asked = str(reason["asked"])
    text = said[asked].strip() if asked in NUMBER_FIELDS else ""
    return {**reason, "says": _how(asked, text)} if text and digits(text) is None else reason


def _how(asked: str, text: str) -> dict[str, str]:
    """Say how to write it; of points no thousand can be meant."""
    if asked == POINTS or not EITHER.fullmatch(text):
        return hinted("number-unread")
    whole, part = re.split("[.,]", text)
    return hinted("number-unclear", text=text, thousands=whole + part, decimal=f"{whole},{part}0")
