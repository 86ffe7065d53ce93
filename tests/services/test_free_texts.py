"""Which texts of orders are looked at for numbers of persons, and that none is forgotten."""

import tomllib
from collections import Counter
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest

from api.text_words import text_words
from domain.nomination.commands import AssessCriterion, FileNomination, WithdrawNomination
from domain.nomination.events import Missing
from domain.personal.numbers_in_text import SORTS
from domain.refusal import Refused
from domain.submission.commands import (
    AcceptItem,
    AnswerSubmission,
    DispatchSubmission,
    RefuseItem,
    ReturnItem,
)
from services.free_texts import free_texts, texts_of, the_texts_may_be_kept
from services.orders import Command
from tests.builders import CASE, OFFICER, PAPER
from tests.services.texts_of_orders import kinds, texts
from tests.wording import read

OTHER = tomllib.loads(Path(__file__).with_name("other_texts.toml").read_text())
FREE = [(name, field) for name, fields in free_texts().items() for field in fields]
KEPT_OUT = [
    (name, field) for sort in OTHER.values() for name, fields in sort.items() for field in fields
]
NUMBER, PHONE = "001099123456", "0912 345 678"
RETURNED = ReturnItem(CASE, (Missing("remark", "r-1", "x"), Missing("remark", "r-2", PHONE)), "y")
ANSWERS = AnswerSubmission(PAPER, OFFICER, (AcceptItem(CASE), RETURNED, RefuseItem(CASE, "a", "b")))
WITHDRAWAL = WithdrawNomination(CASE, OFFICER, f"Theo đơn, {NUMBER}")


def refused(*commands):
    """Return the refusals of some commands, each held against the table."""
    with pytest.raises(Refused) as no:
        the_texts_may_be_kept(commands)
    assert NUMBER not in repr(no.value.refusals)
    return [(one.code, dict(one.facts)) for one in read(no.value.refusals)]


def test_every_text_of_every_order_is_free_or_something_else_and_not_both():
    found = {(kind.__name__, field) for kind in kinds(Command) for field in texts(kind)}
    assert set() == found - {*FREE, *KEPT_OUT}, "say in which of the two tables it belongs"
    assert set() == {*FREE, *KEPT_OUT} - found, "no order has it"
    assert [] == [one for one, times in Counter([*FREE, *KEPT_OUT]).items() if times > 1]


def test_every_free_text_and_every_sort_has_its_words():
    assert {field for _, field in FREE} == text_words()["field"].keys()
    assert {*SORTS} == text_words()["sort"].keys()


def test_texts_are_told_by_the_names_they_have_in_requests():
    assert [
        ("answers.1.missing.0.key", "r-1"),
        ("answers.1.missing.1.key", "r-2"),
        ("answers.1.missing.0.detail", "x"),
        ("answers.1.missing.1.detail", PHONE),
        ("answers.1.reason", "y"),
        ("answers.2.reason", "a"),
        ("answers.2.detail", "b"),
    ] == list(texts_of(ANSWERS))
    assert [] == list(texts_of(FileNomination(CASE, OFFICER)))


def test_a_text_with_a_number_is_refused_with_its_field_and_the_sort():
    where = {"field": "answers.1.missing.1.detail", "sort": "phone-number"}
    assert [("identity-number-in-text", where)] == refused(ANSWERS)
    the_texts_may_be_kept(
        [replace(ANSWERS, answers=(AcceptItem(CASE),)), replace(WITHDRAWAL, reason="")]
    )


def test_of_several_commands_each_is_told_by_its_part():
    noted = AssessCriterion(CASE, OFFICER, "online", None, note=PHONE)
    first = {"field": "reason", "sort": "identity-number", "part": "1 WithdrawNomination"}
    second = {"field": "note", "sort": "phone-number", "part": "2 AssessCriterion"}
    code = "identity-number-in-text"
    assert [(code, first), (code, second)] == refused(WITHDRAWAL, noted)


def test_the_number_of_a_paper_is_its_code_whatever_it_looks_like():
    the_texts_may_be_kept(
        [DispatchSubmission(PAPER, OFFICER, "0912345678", "10532", "31", (CASE,))]
    )


def test_a_list_of_five_hundred_takes_little_time():
    long = ("Tổ 3, 12.000.000 đồng, Quyết định 123/QĐ-UBND ngày 05/3/2024; " * 16)[:500]
    many = AnswerSubmission(PAPER, OFFICER, (RefuseItem(CASE, "a", long),) * 500)
    began = process_time()
    the_texts_may_be_kept([many])
    assert process_time() - began < 5  # 0.1 s on a machine of 2025; names compared took minutes
