"""Messages hold codes, references, numbers and dates: no name and no sentence ever leaves."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

import pytest

from domain.nomination.events import Missing, NominationRefused
from services.city_messages import Record
from services.demo.play import tell
from tests.city import sent
from tests.notebook import Notebook
from tests.projections.made_up import made_up
from tests.services.demo_house import demo_house

NAME = "Trần Thị Bưởi"
# Whatever people write in their own words, and accounts, which are theirs alone.
FREE = {
    *("achievement", "reason", "detail", "note", "findings", "title", "was", "now"),
    *("signer", "signer_position", "legal_basis", "officer", "evaluator", "appraiser"),
    *("nominator", "actor", "delegation", "causation"),
}
CODE = re.compile(r"[a-z0-9][a-z0-9-]*|TM|KT|TL|TUQ|Q")
NUMBER = re.compile(r"[0-9]+/[A-ZĐa-z-]+")


@cache
def book() -> Notebook:
    """Return the log of many commands; it is made up once, by who asks for it."""
    return made_up(4, 1_500)


def signed(value: Any) -> Any:
    """Return a fact, or a part of one, with a name wherever people write words."""
    if isinstance(value, tuple):
        return tuple(signed(one) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    coded = {"reason"} if isinstance(value, NominationRefused) else set()
    return replace(value, **{one.name: _named(value, one.name, coded) for one in fields(value)})


def _named(value, name, coded):
    if name in FREE - coded:
        return NAME
    if isinstance(value, Missing) and value.kind == "remark" and name == "key":
        return NAME
    return signed(getattr(value, name))


def texts(value: object) -> Iterator[tuple[str, str]]:
    """Return every text of a message with the name of its field."""
    for key, one in value.items() if isinstance(value, dict) else ():
        for inner in one if isinstance(one, list) else [one]:
            yield from [(key, inner)] if isinstance(inner, str) else texts(inner)


def everything(records: list[Record]) -> str:
    """Return all bytes of all records as text."""
    return "".join(f"{one.key!r}{one.headers}{one.body.decode()}" for one in records)


@pytest.fixture(scope="module")
def told():
    return sent(book().log)


def test_a_name_in_any_free_text_of_any_fact_stays_inside():
    log = [signed(fact) for fact in book().log]

    assert NAME in repr(log[0])
    assert len(book().log) == len(log)
    said = everything(sent(log))
    assert said.count("vn.vinhdanh.nomination.refused.v1")
    assert "Bưởi" not in said
    assert repr("Bưởi".encode())[2:-1] not in said


def test_all_that_is_said_is_a_code_a_reference_a_date_or_a_number_of_a_paper(told):
    for one in told:
        for key, text in texts(json.loads(one.body)):
            assert (NUMBER if key == "number" else CODE).fullmatch(text), (key, text)


def test_a_sentence_would_be_seen():
    assert not CODE.fullmatch("moved away")
    assert not NUMBER.fullmatch(NAME)
    assert [("a", "x"), ("b", "y")] == list(texts({"a": ["x"], "c": {"b": "y"}, "d": 1}))


def test_no_nominee_and_no_officer_of_the_demo_ward_is_named(tmp_path):
    with demo_house(tmp_path) as house:
        tell(house)
        log = house.ledger.since(0, 10_000)
        refs = {fact.event.nominee.ref for fact in log if hasattr(fact.event, "nominee")}
        names = house.people.name_of(refs).values()
        actors = {fact.envelope.actor for fact in log}
    bodies = "".join(one.body.decode() for one in sent(log))

    assert names
    assert [] == [name for name in {*names, *actors} if name in bodies]
