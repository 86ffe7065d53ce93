"""What a caller says about an order in headers: which version was seen, which key it goes under."""

import re
from hashlib import sha256
from uuid import UUID

from flask import request

from api.fields import HYPHENED
from api.problems import Problem
from api.trail import trail

ONE_VERSION = re.compile(r'"([1-9][0-9]{0,17})"')
TAG = r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"'
ONE_TAG, TAGS = re.compile(TAG), re.compile(rf"{TAG}(?:\s*,\s*{TAG})*")
NEVER = -1
DELEGATION = "Delegation"
KEY = re.compile(r"[\x21-\x7e]{1,200}")


def etag(version: int | str) -> str:
    """Return a version as a strong entity tag."""
    return f'"{version}"'


def expected_version() -> int:
    """
    Return the version If-Match names; one that no history can have for a tag that is not ours.

    Raises:
        Problem: none is named, or not one alone (`*`, a list): that would not say what was read;
            or what is named is no tag.
    """
    said = request.headers.get("If-Match", "").strip()
    if found := ONE_VERSION.fullmatch(said):
        return int(found[1])
    if ONE_TAG.fullmatch(said):
        return NEVER
    if said in {"", "*"} or TAGS.fullmatch(said):
        raise Problem("version-required", "name the version you have read, as in its ETag")
    raise Problem("precondition-malformed", 'If-Match takes one version in quotes, such as "3"')


def key() -> str | None:
    """
    Return the idempotency key, None when there is none.

    Raises:
        Problem: it is empty, too long, or holds blanks or anything beyond visible ASCII.
    """
    said = request.headers.get("Idempotency-Key")
    if said is not None and not KEY.fullmatch(said):
        raise Problem("idempotency-key-malformed", "use 1 to 200 visible ASCII characters")
    return said


def required_key() -> str:
    """
    Return the idempotency key.

    Raises:
        Problem: there is none: a lost answer could not be asked for again.
    """
    said = key()
    if said is None:
        raise Problem("idempotency-key-required", "send an Idempotency-Key of your own making")
    return said


def delegation() -> UUID | None:
    """
    Return the delegation the caller says to act by, None when they act by themselves.

    Raises:
        Problem: what is named is no id.
    """
    said = request.headers.get(DELEGATION)
    if said is None:
        return None
    if not HYPHENED.fullmatch(said.strip()):
        raise Problem("delegation-malformed", "name a delegation by its id, with hyphens")
    return UUID(said.strip())


def fingerprint(content: bytes | None = None) -> str:
    """
    Return the digest of what is asked: method, address, delegation, content; not If-Match.

    *content* stands in for what the request is compared with an earlier one by.
    """
    by = delegation()
    asked = f"{request.method} {request.path}{f' by {by}' if by else ''}\n".encode()
    return sha256(asked + (_content() if content is None else content)).hexdigest()


def _content() -> bytes:
    told = trail().content
    return request.get_data() if told is None else told
