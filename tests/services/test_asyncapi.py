"""The description of the bus is valid AsyncAPI 3, whole in itself, and shows what is sent."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.validators import validator_for

from services.city_messages import KINDS, TOPIC, asyncapi, schema_of
from tests.city import sent
from tests.golden.city import lived, name_of

DATA = Path(__file__).parents[1] / "data"
# As the npm package @asyncapi/specs 6.11.1 has it: schemas/3.0.0-without-$id.json.
PUBLISHED = "abe96881dbfaad495ccbb6bd8d3fb43ca18a13b9d7564849ccb66f39d5e5b20f"
OFFICIAL = json.loads((DATA / "asyncapi-3.0.0.json").read_text())
JUDGE = validator_for(OFFICIAL)(OFFICIAL)


def document(*args):
    """Return the document as a reader gets it."""
    return json.loads(json.dumps(asyncapi(*args)))


def refs(value):
    """Return every reference in a document."""
    if isinstance(value, dict):
        own = [value["$ref"]] if "$ref" in value else []
        return own + [ref for one in value.values() for ref in refs(one)]
    return [ref for one in value for ref in refs(one)] if isinstance(value, list) else []


def found(whole, ref):
    """Return what a reference stands for."""
    for part in ref.removeprefix("#/").split("/"):
        whole = whole[part]
    return whole


def holds(schema, value, whole):
    """Say whether a value is of a schema of the document."""
    resolving = {**schema, "components": whole["components"]}
    return Draft202012Validator(resolving, format_checker=FormatChecker()).is_valid(value)


def test_the_judge_is_the_official_one():
    assert PUBLISHED == sha256((DATA / "asyncapi-3.0.0.json").read_bytes()).hexdigest()


@pytest.mark.parametrize("brokers", [(), ("kafka-1.example.vn:9092", "kafka-2.example.vn:9092")])
def test_the_document_is_valid_asyncapi_3(brokers):
    whole = document(brokers)

    assert [] == list(JUDGE.iter_errors(whole))
    assert list(brokers) == [one["host"] for one in whole.get("servers", {}).values()]


def test_the_judge_sees_what_is_not_valid():
    whole = document()
    whole["channels"]["city"]["place"] = whole["channels"]["city"].pop("address")

    assert list(JUDGE.iter_errors(whole))


def test_without_brokers_no_host_is_named():
    assert "servers" not in document()


def test_every_reference_leads_somewhere():
    whole = document()

    assert refs(whole)
    for ref in refs(whole):
        assert found(whole, ref), ref


def test_every_message_is_on_the_channel_with_key_headers_and_payload():
    whole = document()
    messages = whole["components"]["messages"]

    assert TOPIC == whole["channels"]["city"]["address"]
    assert [kind.name for kind in KINDS] == [one["name"] for one in messages.values()]
    assert messages.keys() == whole["channels"]["city"]["messages"].keys()
    assert len(messages) == len(whole["operations"]["tell"]["messages"])
    assert all(one["bindings"]["kafka"]["key"]["format"] == "uuid" for one in messages.values())


def test_every_example_is_what_it_shows():
    whole = document()
    for name, message in whole["components"]["messages"].items():
        (example,) = message["examples"]
        assert holds(message["payload"], example["payload"], whole), name
        assert holds(message["headers"], example["headers"], whole), name


def test_what_is_sent_is_what_is_described():
    whole = document()
    by_name = {kind.name: kind.title for kind in KINDS}
    for one in sent(lived().log):
        message = whole["components"]["messages"][by_name[name_of(one)]]
        headers = {name: value.decode() for name, value in one.headers}
        assert holds(message["payload"], json.loads(one.body), whole)
        assert holds(message["headers"], headers, whole)
        assert headers.keys() <= whole["components"]["schemas"]["Headers"]["properties"].keys()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_schema_is_whole_in_itself(kind):
    schema = json.loads(json.dumps(schema_of(kind)))

    Draft202012Validator.check_schema(schema)
    assert all(ref.startswith("#/$defs/") and found(schema, ref) for ref in refs(schema))
    assert kind.schema == schema["$id"]
