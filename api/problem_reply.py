"""How a problem looks to whoever asked, in the language they ask for."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from werkzeug.wrappers import Response

from api.fact_names import Names, names_of
from api.form_messages import wrong_field
from api.json_text import write
from api.negotiation import VIETNAMESE, tongue
from api.problem_words import title
from api.problems import PROBLEM_JSON, Reason
from api.sentences import in_vietnamese
from api.system import house
from api.trail import trail

OF_FIELDS = frozenset({"form-invalid", "query-invalid"})


def reply(
    status: int,
    code: str,
    detail: str,
    reasons: Iterable[Reason],
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return a problem as RFC 9457 has it; its type is an address of ours."""
    language, told = tongue(), list(reasons)
    if language == VIETNAMESE:
        told = vietnamese(told)
        found = (one.detail for one in told if one.code == code and code not in OF_FIELDS)
        detail = next(found, title(code, language))
    document = {
        "type": f"/problems/{code}",
        "title": title(code, language),
        "status": status,
        "detail": detail,
        "code": code,
        "reasons": told,
        "correlation_id": trail().correlation,
    }
    spoken = {**(headers or {}), "Content-Language": language, "Vary": "Accept-Language"}
    return Response(write(document), status, spoken, content_type=PROBLEM_JSON)


def vietnamese(reasons: Iterable[Reason]) -> list[Reason]:
    """Return reasons that say the same in Vietnamese; their codes and facts stay."""
    names = names_of(house())
    return [replace(one, detail=said(one, names)) for one in reasons]


def said(one: Reason, names: Names) -> str:
    """Return the Vietnamese sentence of a reason."""
    if one.code in OF_FIELDS:
        return wrong_field(one.detail, one.facts)
    return in_vietnamese(one.code, one.facts, names)
