"""How a problem looks to whoever asked."""

from collections.abc import Iterable, Mapping

from werkzeug.wrappers import Response

from api.json_text import write
from api.problem_words import title
from api.problems import PROBLEM_JSON, Reason
from api.trail import trail


def reply(
    status: int,
    code: str,
    detail: str,
    reasons: Iterable[Reason],
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return a problem as RFC 9457 has it; its type is an address of ours."""
    document = {
        "type": f"/problems/{code}",
        "title": title(code),
        "status": status,
        "detail": detail,
        "code": code,
        "reasons": list(reasons),
        "correlation_id": trail().correlation,
    }
    return Response(write(document), status, headers, content_type=PROBLEM_JSON)
