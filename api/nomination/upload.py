"""A file that is sent: a multipart form of one file and what the sender says about it."""

import re
from collections.abc import Mapping, Sequence
from functools import partial
from hashlib import sha256
from typing import NamedTuple

from flask import request
from marshmallow import fields
from werkzeug.datastructures import FileStorage

from api.conditions import fingerprint
from api.fields import Line, choice, rule_key
from api.forms import Act
from api.problems import Problem, Reason
from api.system import house
from api.trail import trail
from domain.nomination.policies import FORMS
from domain.refusal import Kind, Refusal
from services.stores import Stored

BLOCK = 256 << 10
ROOM = 64 << 10  # for the fields beside the file, and the lines between them
FILE, TWICE = "file", "Send it once, in UTF-8."
ODD = re.compile("[\0\ufffd]")  # werkzeug puts U+FFFD for what is not UTF-8


class EvidenceForm(Act):
    """A paper: its bytes and type, which paper it is, original or certified copy, its title."""

    paper = rule_key(required=True, examples=["achievement-report"])
    form = choice(*sorted(FORMS, reverse=True), required=True)
    title = Line(1, 200, required=True, examples=["Báo cáo thành tích"])


class SentEvidenceForm(EvidenceForm):
    """The paper as it is sent: with its file, whose type the part of the form says."""

    file = fields.Raw(required=True, metadata={"type": "string", "format": "binary"})


class Upload(NamedTuple):
    """What was sent: the fields, the file as it came, and what is wrong with that."""

    said: dict[str, str]
    file: FileStorage
    lacks: tuple[Refusal, ...]


def uploaded(form: EvidenceForm) -> Upload:
    """
    Return the file and the fields of the request; both stay with the request.

    That there is no file, or several, is no error yet: `lacks` says so, for `told_together`.

    Raises:
        Problem: another type of body, or fields that the form refuses, that came twice, or not in
            UTF-8; every one of them, and what is wrong with the file.
    """
    if request.mimetype != "multipart/form-data":
        raise Problem("media-type-refused", "send multipart/form-data with one file")
    request.max_content_length = house().evidence_limit + ROOM
    said, files = request.form.to_dict(flat=False), request.files.to_dict(flat=False)
    odd, lacks = _odd(said), _lacks(files)
    whole = {name: values[0] for name, values in said.items()}
    wrong: list[Reason | Refusal] = [*_complaints(form, whole, (*odd, *lacks)), *odd]
    if wrong:
        raise _all_of((*wrong, *lacks))
    return Upload(whole, next(iter(files.get(FILE, ())), FileStorage()), lacks)


def _all_of(wrong: Sequence[Reason | Refusal]) -> Problem:
    reasons = [Reason(one.code, one.detail, one.facts) for one in wrong]
    return Problem("form-invalid", "fields are wrong", reasons=reasons)


def _odd(said: Mapping[str, list[str]]) -> list[Refusal]:
    return [_wrong(name, TWICE) for name, values in said.items() if _is_odd(name, values)]


def _lacks(files: Mapping[str, list[FileStorage]]) -> tuple[Refusal, ...]:
    """Say that there is no file, or another than one under its name."""
    alone = list(files) == [FILE] and len(files[FILE]) == 1
    return () if alone else (_wrong(FILE, "Send exactly one file."),)


def _complaints(
    form: EvidenceForm, said: dict[str, str], told: Sequence[Refusal]
) -> Sequence[Reason]:
    """Return what the form says against the fields that are not *told* already."""
    named = {one.facts["field"] for one in told}
    try:
        form.load(said)
    except Problem as found:
        return [one for one in found.reasons if one.facts.get("field") not in named]
    return ()


def remember(said: dict[str, str], stored: Stored) -> None:
    """Say what counts as the content of this request: not the bytes between the parts."""
    trail().content = _content(said, stored.sha256, stored.media_type)


def known(said: dict[str, str], file: FileStorage) -> str:
    """Return the digest of what is asked as it will be once the file is kept."""
    digest = sha256()
    for block in iter(partial(file.stream.read, BLOCK), b""):
        digest.update(block)
    file.stream.seek(0)
    return fingerprint(_content(said, digest.hexdigest(), file.mimetype))


def _content(said: dict[str, str], digest: str, media_type: str) -> bytes:
    told = "\n".join(f"{name}={text}" for name, text in sorted(said.items()))
    return sha256(f"{told}\n{digest} {media_type}".encode()).digest()


def _is_odd(name: str, values: list[str]) -> bool:
    """Say whether a field came twice, was not UTF-8, or holds what no text can hold."""
    return len(values) > 1 or bool(ODD.search(name + values[0]))


def _wrong(field: str, text: str) -> Refusal:
    return Refusal("form-invalid", Kind.INVALID, text, {"field": field})
