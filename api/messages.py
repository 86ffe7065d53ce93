"""What the service tells the city: AsyncAPI, the schema of each message, and a page to read."""

from collections.abc import Sequence

import orjson
from flask import Blueprint, Flask, Response, render_template

from api.problems import Problem
from api.reply import JSON
from services.city_messages import BY_NAME, TOPIC, asyncapi, schema_of
from services.city_messages.reading import chapters, headers, shared_parts, summary

SCHEMA_JSON = "application/schema+json"
# The page has a style of ours and not one script.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
messages = Blueprint("messages", __name__, template_folder="templates")


def publish(app: Flask, brokers: Sequence[str], *, encrypted: bool) -> None:
    """Serve the description of the bus; documents are written once."""
    text = orjson.dumps(asyncapi(brokers, "kafka-secure" if encrypted else "kafka"))

    def show_asyncapi() -> Response:
        return Response(text, content_type=JSON)

    app.add_url_rule("/asyncapi.json", view_func=show_asyncapi)
    app.register_blueprint(messages)


@messages.get("/schemas/<name>.json")
def show_schema(name: str) -> Response:
    """Serve the JSON Schema of a message."""
    kind = BY_NAME.get(name)
    if kind is None:
        raise Problem("address-unknown", "there is no such message")
    return Response(orjson.dumps(schema_of(kind)), content_type=SCHEMA_JSON)


@messages.get("/docs/messages")
def show_messages() -> Response:
    """Show every message, its fields and an example, in Vietnamese and English."""
    page = render_template(
        "messages.html",
        topic=TOPIC,
        summary=summary(),
        headers=headers(),
        chapters=chapters(),
        parts=shared_parts(),
    )
    return Response(page, headers={"Content-Security-Policy": POLICY})
