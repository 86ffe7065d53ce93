"""A file that is sent: a multipart form of one file and what the sender says about it."""

import re
from hashlib import sha256
from typing import NamedTuple

from flask import request
from marshmallow import fields
from werkzeug.datastructures import FileStorage

from api.fields import Line, choice, rule_key
from api.forms import Act
from api.problems import Problem, Reason
from api.system import house
from api.trail import trail
from domain.nomination.policies import FORMS
from services.stores import Stored

ROOM = 64 << 10  # for the fields beside the file, and the lines between them
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
    """What was sent: the fields, and the file as it came."""

    said: dict[str, str]
    file: FileStorage


def uploaded() -> Upload:
    """
    Return the file and the fields of the request; both stay with the request.

    Raises:
        Problem: another type of body, a field twice, no file or several, or not UTF-8.
    """
    if request.mimetype != "multipart/form-data":
        raise Problem("media-type-refused", "send multipart/form-data with one file")
    request.max_content_length = house().evidence_limit + ROOM
    said, files = request.form.to_dict(flat=False), request.files.to_dict(flat=False)
    if list(files) != ["file"] or len(files["file"]) != 1:
        raise _wrong("file", "Send exactly one file.")
    if odd := [name for name, values in said.items() if _is_odd(name, values)]:
        raise _wrong(odd[0], "Send it once, in UTF-8.")
    return Upload({name: values[0] for name, values in said.items()}, files["file"][0])


def remember(said: dict[str, str], stored: Stored) -> None:
    """Say what counts as the content of this request: not the bytes between the parts."""
    told = "\n".join(f"{name}={text}" for name, text in sorted(said.items()))
    trail().content = sha256(f"{told}\n{stored.sha256} {stored.media_type}".encode()).digest()


def _is_odd(name: str, values: list[str]) -> bool:
    """Say whether a field came twice, was not UTF-8, or holds what no text can hold."""
    return len(values) > 1 or bool(ODD.search(name + values[0]))


def _wrong(field: str, text: str) -> Problem:
    reason = Reason("form-invalid", text, {"field": field})
    return Problem("form-invalid", "fields are wrong", reasons=[reason])
