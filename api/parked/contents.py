"""The content of a message that was put aside, for an operator to read."""

from base64 import b64encode
from uuid import UUID

from api.parked.shapes import ParkedContent
from services.stores import ParkedContents


def content_of(message: UUID, digest: str, kept: ParkedContents) -> ParkedContent | None:
    """Return a content as text where it is text, else in base64; None when it was erased."""
    found = kept.load(message, digest)
    if found is None:
        return None
    text, coded = _written(found.body)
    return {
        "id": found.id,
        "subject": found.subject,
        "time": found.time,
        "content_type": found.content_type,
        "text": text,
        "base64": coded,
    }


def _written(body: bytes) -> tuple[str | None, str | None]:
    try:
        return body.decode(), None
    except UnicodeDecodeError:
        return None, b64encode(body).decode()
