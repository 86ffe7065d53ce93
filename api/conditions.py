"""What a caller says about an order in headers: which version was seen, which key it goes under."""

import re
from hashlib import sha256

from flask import g, request

from api.problems import Problem

ONE_VERSION = re.compile(r'"([1-9][0-9]{0,17})"')
KEY = re.compile(r"[\x21-\x7e]{1,200}")


def etag(version: int) -> str:
    """Return a version as a strong entity tag."""
    return f'"{version}"'


def expected_version() -> int:
    """
    Return the version If-Match names.

    Raises:
        Problem: none is named, or not exactly one: `*` and weak tags would not say what was read.
    """
    said = request.headers.get("If-Match")
    if said is None:
        raise Problem("version-required", "name the version you have read, as in its ETag")
    found = ONE_VERSION.fullmatch(said.strip())
    if found is None:
        raise Problem(
            "precondition-malformed",
            'If-Match takes one strong version, such as "3"; neither * nor W/ nor a list',
        )
    return int(found[1])


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


def fingerprint() -> str:
    """Return the digest of what is asked: method, address and content; If-Match is not part."""
    asked = f"{request.method} {request.path}\n".encode()
    return sha256(asked + content()).hexdigest()


def content() -> bytes:
    """Return the content of the request as it is compared with an earlier one."""
    told: bytes | None = g.get("content")
    return request.get_data() if told is None else told
