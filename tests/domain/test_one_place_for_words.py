"""What a nominee may be, and that nothing is recorded, is said by one word in one place each."""

import re
from pathlib import Path

import pytest

from domain.nominee_kinds import KINDS, PERSON
from domain.unsaid import NOT_RECORDED

DOMAIN = Path(__file__).resolve().parents[2] / "domain"
KINDS_AT, UNSAID_AT = "nominee_kinds.py", "unsaid.py"
CONSTANT = re.compile(rf'^[A-Z_, ]+ = .*"{PERSON}"(?!:)', re.MULTILINE)
"""Refusals name whom they are about under the same word, so only constants are looked at."""


def files_with(pattern: str | re.Pattern[str]) -> set[str]:
    """Return the files of the domain that say something."""
    return {one.name for one in DOMAIN.rglob("*.py") if re.search(pattern, one.read_text())}


@pytest.mark.parametrize("word", KINDS[1:])
def test_a_kind_of_nominee_is_one_word(word):
    assert {KINDS_AT} == files_with(f'"{word}"')


def test_a_person_is_one_word_and_so_is_what_nobody_recorded():
    assert {KINDS_AT} == files_with(CONSTANT)
    assert {UNSAID_AT} == files_with(f'"{NOT_RECORDED}"')


def test_a_second_place_is_seen():
    assert re.search(CONSTANT, 'X = 1\nPEOPLE = frozenset({"person", "household"})\n')
