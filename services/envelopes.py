"""The envelope of a message: CloudEvents 1.0 in binary mode, everything wrong named at once."""

import re
from collections.abc import Iterator, Mapping

from domain.refusal import Kind, Refusal

Headers = tuple[tuple[str, bytes], ...]
ID, SOURCE, TYPE = "ce_id", "ce_source", "ce_type"
CONTENT_TYPE = "content-type"
JSON = "application/json"
LARGEST = 1 << 20
VISIBLE = re.compile(r"[\x21-\x7e]{1,200}")
MUST: Mapping[str, re.Pattern[str]] = {
    "ce_specversion": re.compile(r"1\.0"),
    ID: VISIBLE,
    SOURCE: VISIBLE,
    TYPE: re.compile(r"[a-z][a-z0-9.-]{0,199}"),
}
MAY: Mapping[str, re.Pattern[str]] = {
    "ce_time": re.compile(
        r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII
    ),
    "ce_subject": re.compile(r"[^\x00-\x1f\x7f-\x9f]{1,500}"),
    "ce_correlationid": re.compile(r"[A-Za-z0-9._-]{1,64}"),
}
FORMS = {**MUST, **MAY}


def values(headers: Headers, name: str) -> list[bytes]:
    """Return everything that stands under a name; the case of names does not count."""
    return [value for found, value in headers if found.lower() == name]


def readable(headers: Headers, name: str) -> str | None:
    """Return the one text under a name; None where there is none, or several, or no UTF-8."""
    found = values(headers, name)
    try:
        return found[0].decode() if len(found) == 1 else None
    except UnicodeDecodeError:
        return None


def usable(headers: Headers, name: str) -> str | None:
    """Return the one text under a name if it has the form it must have, else None."""
    text = readable(headers, name)
    return text if text is not None and FORMS[name].fullmatch(text) else None


def flaws(headers: Headers, body: bytes) -> Iterator[Refusal]:
    """Return everything that is wrong with an envelope."""
    for name in FORMS:
        if values(headers, name):
            if usable(headers, name) is None:
                yield _wrong("header-malformed", "the header cannot be used", name)
        elif name in MUST:
            yield _wrong("header-missing", "the header is missing", name)
    if not is_json(readable(headers, CONTENT_TYPE)):
        yield _wrong("media-type-refused", "the content must be application/json", CONTENT_TYPE)
    if len(body) > LARGEST:
        facts = {"size": str(len(body)), "most": str(LARGEST)}
        yield Refusal("too-large", Kind.INVALID, "the content is larger than the limit", facts)


def is_json(content_type: str | None) -> bool:
    """Say whether a content is said to be JSON, whatever else is said of it."""
    return content_type is not None and content_type.partition(";")[0].strip().lower() == JSON


def _wrong(code: str, detail: str, header: str) -> Refusal:
    return Refusal(code, Kind.INVALID, detail, {"header": header})
