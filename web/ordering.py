"""An order from a page to the API, and beside which field of the page a refusal is told."""

from collections.abc import Callable, Mapping, Sequence
from typing import cast
from uuid import UUID

from flask import abort, redirect, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from web.house import Answer, Order, house, present
from web.words import words
from web.work import WHO_ARE_YOU, OfficeNeeded

DONE = frozenset({200, 201})
TOLD_HERE = frozenset({400, 403, 409, 412, 413, 415, 422, 503})
UNREADABLE, NOT_SO, STALE, REUSED = 400, 409, 412, "key-reused"
POSITION = "Log-Position"
OF_FIELDS = frozenset({"form-invalid", "identity-number-in-text", "nominee-named-in-text"})
OF_THE_PAGE = ("seen", "key", "step", "by", "digest")
"""What our pages send by themselves: no person writes it, and most of it goes into headers."""
Reasons = Sequence[Mapping[str, object]]
Said = Mapping[str, str]


def ordered(path: str, order: Order) -> Answer:
    """
    Return what the API answers to the order of whoever is signed in.

    Raises:
        OfficeNeeded: it is not said, or not held any more, in which office they speak.
        HTTPException: an answer that no page tells beside what was written.
    """
    here = present()
    if here is None:
        abort(403)
    status, told, headers = house().api.post(path, here.who.arrival.claims, here.who.office, order)
    if status == WHO_ARE_YOU:
        raise OfficeNeeded
    if status not in DONE | TOLD_HERE:
        abort(status)
    return status, told, headers


def written() -> dict[str, str]:
    """
    Return what a form says; of a field that takes several, each on a line of its own.

    Raises:
        HTTPException: what a page sends by itself came more than once, or with a line break.
    """
    said = {name: "\n".join(several) for name, several in request.form.lists()}
    if not all(said.get(name, "").isprintable() for name in OF_THE_PAGE):
        abort(UNREADABLE)
    return said


def tidy(text: str) -> str:
    """Return what was written as it is sent: line breaks as everywhere, no blanks around it."""
    return text.replace("\r\n", "\n").strip()


def brought() -> Mapping[str, FileStorage]:
    """Return the files that come along; where nobody chose one, a browser sends an empty part."""
    return {name: file for name, file in request.files.items() if file.filename}


def done(nomination: UUID, act: str, position: str) -> Response:
    """Lead on to the page of a case, which says what was done and waits until it shows that."""
    there = url_for("case_page.show_case", nomination=nomination, done=act, after=position)
    return redirect(there, 303)


def shown(text: str, status: int) -> Response:
    """Return a page under a status."""
    return Response(text, status, content_type="text/html; charset=utf-8")


def reasons_of(told: Mapping[str, object], name: str = "reasons") -> Reasons:
    """Return the reasons of a refusal."""
    return cast("Reasons", told[name])


def done_before(reasons: Reasons) -> str | None:
    """Return where that stands which the same page had done with another content; None if none."""
    for one in reasons:
        if one["code"] == REUSED:
            return cast("Mapping[str, str]", one["facts"])["stream"]
    return None


def beside(
    reasons: Reasons, said: Said, of_field: Callable[[str], str | None], of_code: Mapping[str, str]
) -> Reasons:
    """Return reasons, each under what the page asks for that it is about; None where nothing."""
    return [named(one, said, of_field, of_code) for one in reasons]


def named(
    reason: Mapping[str, object],
    said: Said,
    of_field: Callable[[str], str | None],
    of_code: Mapping[str, str],
) -> Mapping[str, object]:
    """Return a reason under the name its field has on the page, and no longer under the API's."""
    field, says = field_of(reason), cast("Mapping[str, str]", reason["says"])
    known = cast("str | None", reason.get("asked")) or of_code.get(str(reason["code"]))
    asked = of_field(field) if field else known
    if field and asked and not tidy(said[asked]):
        return {**reason, "asked": asked, "says": words()["page"]["left-empty"]}
    plain = {language: text.removeprefix(f"{field}: ") for language, text in says.items()}
    return {**reason, "asked": asked, "says": plain}


def field_of(reason: Mapping[str, object]) -> str:
    """Return which field of the body a reason is about; nothing where it is about none."""
    facts = cast("Mapping[str, str]", reason.get("facts", {}))
    return facts.get("field", "") if reason["code"] in OF_FIELDS else ""
