"""The description of the bus: AsyncAPI 3.0, made from the same classes as the messages."""

from collections.abc import Mapping, Sequence

from services.city_messages.cloud_event import CONTENT_TYPE, DIGITS
from services.city_messages.kinds import KINDS, TOPIC, Kind
from services.city_messages.schemas import REF, Document, components, example

VERSION = "1.0.0"
BINDING = "0.5.0"
ABOUT = """What the award-nomination service tells the city. Each message is a CloudEvent 1.0 in
binary mode: attributes in headers, canonical JSON as value. All of one case, and the honour it
founds, bear the key of the case and so stay in order; a paper bears its own. ce_sequence counts
without gaps from 1 over all messages of a source: a reader that follows it, and ce_id, sees each
once. A type never changes but by fields that may be absent; read what you know, pass over the rest.
Messages hold references, codes, numbers and dates: no names, no free text."""
KEY = "the nomination; for submissions and decisions the paper"
UUID_TEXT = {"type": "string", "format": "uuid"}


def _header(description: str, example: str, **more: object) -> Document:
    return {"type": "string", "description": description, "examples": [example], **more}


HEADERS: Mapping[str, Document] = {
    "ce_specversion": _header("version of CloudEvents", "1.0", const="1.0"),
    "ce_id": _header(
        "the same for the same fact, for ever: sent twice, it is one message",
        "4d1f6c0a-0f0e-5b7a-8c55-2b1e9a7d3c10",
        format="uuid",
    ),
    "ce_source": _header("the installation that speaks", "/vinhdanh/30", format="uri-reference"),
    "ce_type": _header("which message it is, with its version", KINDS[0].name),
    "ce_subject": _header(
        "what it is about: the nomination, the paper or the honour",
        "0c1f5a5e-7c7e-5d0e-9b0a-3a5c1f0e7a01",
        format="uuid",
    ),
    "ce_time": _header(
        "when the fact was written down, UTC", "2025-04-15T02:30:00Z", format="date-time"
    ),
    "ce_dataschema": _header("the id of the schema of the value", KINDS[0].schema, format="uri"),
    "ce_sequence": _header(
        f"number from 1, without gaps, {DIGITS} digits, so that text sorts as the numbers do",
        "1".zfill(DIGITS),
        pattern=f"^[0-9]{{{DIGITS}}}$",
    ),
    "ce_correlationid": _header(
        "the request or message behind it, as our logs name it", "8f3c2b1a9d7e4f60a1b2c3d4e5f60718"
    ),
    "ce_traceparent": _header(
        "W3C trace context, where the request named one as its correlation id",
        "00-8f3c2b1a9d7e4f60a1b2c3d4e5f60718-b7ad6b7169203331-01",
    ),
    "content-type": _header("what the value is", CONTENT_TYPE, const=CONTENT_TYPE),
}
SOMETIMES = {"ce_correlationid", "ce_traceparent"}


def asyncapi(servers: Sequence[str] = (), protocol: str = "kafka") -> Document:
    """Return the document; *servers* are the brokers, host and port each, none when unknown."""
    parts = components()
    hosts = {f"broker-{n}": _server(host, protocol) for n, host in enumerate(servers, 1)}
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Vinh Danh on the city's bus", "version": VERSION, "description": ABOUT},
        "defaultContentType": CONTENT_TYPE,
        **({"servers": hosts} if hosts else {}),
        "channels": {"city": _channel()},
        "operations": {"tell": _operation()},
        "components": {
            "messages": {kind.title: _message(kind, parts) for kind in KINDS},
            "schemas": {**parts, "Headers": _headers()},
        },
    }


def _server(host: str, protocol: str) -> Document:
    return {"host": host, "protocol": protocol}


def _channel() -> Document:
    return {
        "address": TOPIC,
        "title": "What the service tells",
        "messages": {k.title: {"$ref": f"#/components/messages/{k.title}"} for k in KINDS},
        "bindings": {"kafka": {"topic": TOPIC, "bindingVersion": BINDING}},
    }


def _operation() -> Document:
    return {
        "action": "send",
        "channel": {"$ref": "#/channels/city"},
        "summary": "The service tells what happened, once and in order within a key.",
        "messages": [{"$ref": f"#/channels/city/messages/{kind.title}"} for kind in KINDS],
    }


def _headers() -> Document:
    return {
        "type": "object",
        "properties": HEADERS,
        "required": [name for name in HEADERS if name not in SOMETIMES],
    }


def _message(kind: Kind, parts: Mapping[str, Document]) -> Document:
    return {
        "name": kind.name,
        "title": kind.title,
        "summary": kind.en,
        "description": kind.vi,
        "contentType": CONTENT_TYPE,
        "headers": {"$ref": f"{REF}Headers"},
        "payload": {"$ref": f"{REF}{kind.title}"},
        "bindings": {
            "kafka": {"key": {**UUID_TEXT, "description": KEY}, "bindingVersion": BINDING}
        },
        "examples": [
            {
                "name": kind.title,
                "headers": _example(kind),
                "payload": example(parts[kind.title], parts),
            }
        ],
    }


def _example(kind: Kind) -> Document:
    given = {name: example(schema, {}) for name, schema in HEADERS.items()}
    return {**given, "ce_type": kind.name, "ce_dataschema": kind.schema}
