"""The city's language only grows: every fact is told or silent, all ever sent still validates."""

import json
from collections.abc import Sequence
from dataclasses import MISSING, Field, field, fields, make_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator, FormatChecker

from domain.facts import Event
from infra.ledger.stored_names import NAMES
from projections.view import kinds
from services.city_messages import BY_NAME, HEARD, KINDS, SILENT
from services.city_messages.reading import markdown
from tests.city import heard
from tests.golden.city import CITY, lived, said
from tests.notebook import Notebook
from tests.projections.made_up import made_up

ROOT = Path(__file__).parents[2]
GOLDEN = sorted(CITY.glob("*.json"))
OURS = "vn.vinhdanh."
# Stored name of a fact: what it says. A line is never changed and a silent fact never begins to
# speak, or numbers would shift when the outbox is filled anew; a new kind of fact brings its line.
VOICE = {
    "nomination.filed.v1": "nomination.filed.v1",
    "nomination.step-passed.v1": "nomination.passed.v1",
    "nomination.forwarded.v1": "nomination.submitted.v1",
    "nomination.received.v1": "nomination.received.v1",
    "nomination.returned-for-supplement.v1": "nomination.returned.v1",
    "nomination.supplemented.v1": "nomination.supplemented.v1",
    "nomination.refused.v1": "nomination.refused.v1",
    "nomination.withdrawn.v1": "nomination.withdrawn.v1",
    "nomination.granted.v1": "nomination.decided.v1",
    "nomination.deadline-missed.v1": "nomination.deadline-missed.v1",
    "nomination.case-reassigned.v1": "nomination.reassigned.v1",
    "submission.dispatched.v1": "submission.dispatched.v1",
    "decision.issued.v1": "decision.issued.v1",
    "decision.grants-annulled.v1": "decision.annulled.v1",
    "honour.registered.v1": "honour.registered.v1",
    "honour.annulled.v1": "honour.annulled.v1",
    "honour.recovered.v1": "honour.recovered.v1",
    "honour.restored.v1": "honour.restored.v1",
    "honour.handed-back.v1": "honour.handed-back.v1",
}
SPOKEN_OF = {kind: name for name, kind in NAMES.items()}


@cache
def book() -> Notebook:
    """Return the log of many commands; it is made up once, by who asks for it."""
    return made_up(7, 3_600)


def voice(log) -> set[tuple[str, str]]:
    """Return which kinds of fact say what."""
    shapes = {kind.shape: kind.name.removeprefix(OURS) for kind in KINDS}
    return {(SPOKEN_OF[type(fact.event)], shapes[type(said)]) for fact, said in heard(log)}


def test_every_fact_is_heard_or_silent():
    assert kinds(HEARD) | kinds(SILENT) == kinds(Event)
    assert not kinds(HEARD) & kinds(SILENT)


def test_every_kind_of_fact_says_what_it_has_always_said():
    assert {type(fact.event) for fact in book().log} == kinds(Event)
    assert set(VOICE.items()) == voice(book().log)
    assert set(VOICE.items()) == voice(lived().log)


def test_all_that_is_heard_speaks_but_what_is_remembered_for_later_messages():
    remembered = {"nomination.opened.v1", "nomination.regime-chosen.v1"}
    assert remembered == {SPOKEN_OF[kind] for kind in kinds(HEARD)} - VOICE.keys()


def test_a_fact_says_one_thing_at_most():
    positions = [fact.position for fact, _ in heard(book().log)]

    assert positions == sorted(set(positions))


def golden_name(path: Path) -> str:
    """Return the type a golden file is for; `TYPE--note.json` keeps one from before a change."""
    return path.stem.partition("--")[0]


def test_every_message_has_a_golden_file():
    assert BY_NAME.keys() == {golden_name(path) for path in GOLDEN}, "python -m tests.golden"


@pytest.mark.parametrize("name", BY_NAME)
def test_the_same_facts_say_the_same_today(name):
    assert (CITY / f"{name}.json").read_bytes() == said()[name]


def broken(body: object, shape: type) -> list[str]:
    """Return how a message of yesterday is no longer understood as one of *shape*."""
    judge = Draft202012Validator(msgspec.json.schema(shape), format_checker=FormatChecker())
    if wrong := [error.message for error in judge.iter_errors(body)]:
        return wrong
    again = flat(json.loads(msgspec.json.encode(msgspec.convert(body, shape))))
    return sorted(f"{at} was {value}" for at, value in flat(body) - again)


def flat(value: object, at: str = "") -> set[tuple[str, object]]:
    """Return what stands where in a document."""
    if not isinstance(value, dict | list):
        return {(at, value)}
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    return {one for key, part in inner for one in flat(part, f"{at}.{key}")}


def body_of(path: Path) -> object:
    """Return the value of a golden message."""
    return json.loads(path.read_text())["body"]


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_every_message_ever_sent_still_validates(path):
    assert [] == broken(body_of(path), BY_NAME[golden_name(path)].shape)


def reshaped(shape: Any, *, without: str = "", more: Sequence[tuple] = ()) -> type:
    """Return *shape* as a careless colleague would leave it."""
    kept = [(one.name, one.type, _same(one)) for one in fields(shape) if one.name != without]
    return make_dataclass(shape.__name__, [*more, *kept], kw_only=True)


def _same(one: Field) -> object:
    return field() if one.default is MISSING else field(default=one.default)


EVERY_FIELD = [(kind, one.name) for kind in KINDS for one in fields(kind.shape)]


@pytest.mark.parametrize(("kind", "name"), EVERY_FIELD, ids=lambda one: getattr(one, "short", one))
def test_a_field_that_is_removed_or_renamed_is_missed(kind, name):
    body = body_of(CITY / f"{kind.name}.json")

    assert broken(body, reshaped(kind.shape, without=name))
    assert broken(body, reshaped(kind.shape, without=name, more=[(f"{name}_new", str)]))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_message_grows_by_fields_that_may_be_absent_only(kind):
    body = body_of(CITY / f"{kind.name}.json")

    assert [] == broken(body, reshaped(kind.shape, more=[("note", str | None, None)]))
    assert broken(body, reshaped(kind.shape, more=[("note", str)]))


def test_a_part_that_loses_a_field_is_missed():
    filed = BY_NAME["vn.vinhdanh.nomination.filed.v1"].shape
    (case,) = (one for one in fields(filed) if one.name == "case")
    poorer = reshaped(case.type, without="regime")
    body = body_of(CITY / "vn.vinhdanh.nomination.filed.v1.json")

    assert broken(body, reshaped(filed, without="case", more=[("case", poorer)]))


def test_the_page_about_messages_is_current():
    command = ".venv/bin/python -m services.city_messages > docs/messages.md"

    assert markdown() == (ROOT / "docs" / "messages.md").read_text(), command
