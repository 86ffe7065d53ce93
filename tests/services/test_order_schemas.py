"""The schemas of the inbound language: published as they are read, never changed under one type."""

import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator

from domain.refusal import Refused
from services.city_orders.language import FORMS, schema
from services.city_orders.nominations import FileNominationV1
from services.city_orders.reading import read
from tests.builders import NOMINEE, WARD
from tests.services.intake_house import NOMINATION, NOMINEE_TOLD

PUBLISHED = Path(__file__).parents[2] / "docs" / "bus-in"
SOUND: dict[str, object] = {
    "unit": WARD,
    "award": "bk-tinh",
    "achievement": "  e\u0302\u0301 co\u0301  ",
    "nominee": NOMINEE_TOLD,
    "effective_on": "2025-04-15",
    "file": True,
    "assessments": [{"criterion": "a", "measured": "1.5"}],
}


def published(name: str) -> bytes:
    """Return the schema of a type as it is published."""
    return msgspec.json.format(msgspec.json.encode(schema(name), order="deterministic")) + b"\n"


@pytest.mark.parametrize("name", FORMS)
def test_what_is_published_is_what_is_read(name):
    """`python -m tests.services.test_order_schemas` writes those that are missing."""
    assert published(name) == (PUBLISHED / f"{name}.schema.json").read_bytes()


def test_nothing_else_is_published():
    names = {path.name for path in PUBLISHED.glob("*.json")}
    assert {f"{name}.schema.json" for name in FORMS} == names


@pytest.mark.parametrize("name", FORMS)
def test_each_is_a_schema_of_its_own_that_takes_no_other_fields(name):
    whole: dict[str, Any] = schema(name)
    Draft202012Validator.check_schema(whole)
    parts = [whole, *whole.get("$defs", {}).values()]
    assert all(part["additionalProperties"] is False for part in parts)
    assert name == whole["$id"]


def examples() -> dict[str, bytes]:
    """Return the message of each type that the documentation shows."""
    text = (PUBLISHED.parent / "bus-in.md").read_text("utf-8")
    found = re.findall(
        r"^`([a-z.]+\.v[0-9]+)`[^\n]*\n\n```json\n(.*?)```", text, re.MULTILINE | re.DOTALL
    )
    return {name: body.encode() for name, body in found}


@pytest.mark.parametrize("name", FORMS)
def test_the_documentation_shows_a_message_that_can_be_read(name):
    body = examples()[name]
    Draft202012Validator(schema(name)).validate(json.loads(body))
    assert read(body, FORMS[name].kind)


WRONG = [
    {"unit": "?"},
    {"award": None},
    {"nominee": {**NOMINEE_TOLD, "name": "A"}},
    {"nominee": {**NOMINEE_TOLD, "kind": "cat"}},
    {"nominee": {}},
    {"nominee": []},
    {"file": 1},
    {"evidence": [{}]},
    {"evidence": {}},
    {"assessments": [{"criterion": "a", "measured": 1.5}]},
    {"assessments": [{"criterion": "a", "measured": "-1"}]},
    {"assessments": [{"criterion": "a", "measured": "1", "evidence": ["0"]}]},
    {"assessments": [{"criterion": "a", "measured": "1"}] * 201},
    {"surprise": 1},
]


@pytest.mark.parametrize("changes", WRONG, ids=str)
def test_the_schema_and_the_reader_refuse_the_same(changes):
    body = {**SOUND, **changes}
    told = {error.json_path for error in Draft202012Validator(schema(NOMINATION)).iter_errors(body)}
    with pytest.raises(Refused) as refused:
        read(json.dumps(body).encode(), FileNominationV1)
    assert told
    assert {one.code for one in refused.value.refusals} == {"message-invalid"}


def test_the_schema_and_the_reader_take_the_same():
    Draft202012Validator(schema(NOMINATION)).validate(SOUND)
    found = read(json.dumps(SOUND).encode(), FileNominationV1)
    assert ("\u1ebf c\u00f3", "1.5") == (found.achievement, found.assessments[0].measured)
    assert (NOMINEE.ref, ()) == (found.nominee.ref, found.evidence)


def test_texts_are_trimmed_before_they_are_measured():
    with pytest.raises(Refused, match="message-invalid"):
        read(json.dumps({**SOUND, "achievement": "   ab   "}).encode(), FileNominationV1)


if __name__ == "__main__":
    PUBLISHED.mkdir(exist_ok=True)
    for one in FORMS:
        path = PUBLISHED / f"{one}.schema.json"
        if not path.exists():
            path.write_bytes(published(one))
