"""The envelope of a message: CloudEvents 1.0 in binary mode, everything wrong named at once."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from domain.refusal import Kind, Refusal

Headers = tuple[tuple[str, bytes], ...]
ID, SOURCE, TYPE, TIME = "ce_id", "ce_source", "ce_type", "ce_time"
CONTENT_TYPE = "content-type"
JSON = "application/json"
CHARSET = re.compile(r';\s*charset\s*=\s*"?([^\s;"]*)', re.IGNORECASE)
LETTERS = {"utf-8", "utf8", "us-ascii"}  # JSON is UTF-8 (RFC 8259, 8.1), and ASCII is part of it
LARGEST = 1 << 20
VISIBLE = re.compile(r"[\x21-\x7e]{1,200}")
MUST: Mapping[str, re.Pattern[str]] = {
    "ce_specversion": re.compile(r"1\.0"),
    ID: VISIBLE,
    SOURCE: VISIBLE,
    TYPE: re.compile(r"[a-z][a-z0-9.-]{0,199}"),
}
MAY: Mapping[str, re.Pattern[str]] = {
    TIME: re.compile(
        r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:[0-5]\d)", re.ASCII
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
    if text is None or not FORMS[name].fullmatch(text):
        return None
    return None if name == TIME and not _is_an_instant(text) else text


def _is_an_instant(text: str) -> bool:
    """Say whether a day and an hour of this kind exist; a leap second does (RFC 3339, 5.7)."""
    seconds = slice(17, 19)
    plain = text[:17] + "59" + text[19:] if text[seconds] == "60" else text
    try:
        return bool(datetime.fromisoformat(plain.upper()))
    except ValueError:
        return False


def flaws(headers: Headers, body: bytes) -> Iterator[Refusal]:
    """Return everything that is wrong with an envelope."""
    for name in FORMS:
        if values(headers, name):
            if usable(headers, name) is None:
                yield _wrong("header-malformed", "the header cannot be used", name)
        elif name in MUST:
            yield _wrong("header-missing", "the header is missing", name)
    if not is_json(readable(headers, CONTENT_TYPE)):
        yield _wrong(
            "media-type-refused", "the content must be application/json, in UTF-8", CONTENT_TYPE
        )
    if len(body) > LARGEST:
        facts = {"size": str(len(body)), "most": str(LARGEST)}
        yield Refusal("too-large", Kind.INVALID, "the content is larger than the limit", facts)


def is_json(content_type: str | None) -> bool:
    """Say whether a content is said to be JSON, in the letters JSON is written in."""
    if content_type is None or content_type.partition(";")[0].strip().lower() != JSON:
        return False
    return {one.lower() for one in CHARSET.findall(content_type)} <= LETTERS


def _wrong(code: str, detail: str, header: str) -> Refusal:
    return Refusal(code, Kind.INVALID, detail, {"header": header})
