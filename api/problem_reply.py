"""How a problem looks to whoever asked, in the language they ask for."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from werkzeug.wrappers import Response

from api.fact_names import names_of
from api.json_text import write
from api.negotiation import VIETNAMESE, tongue
from api.problem_words import title
from api.problems import PROBLEM_JSON, Reason
from api.sentences import in_vietnamese
from api.system import house
from api.trail import trail


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
        detail = next((one.detail for one in told if one.code == code), title(code, language))
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
    return [replace(one, detail=in_vietnamese(one.code, one.facts, names)) for one in reasons]
