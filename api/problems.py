"""The one table of errors: every code the API answers with, and its status."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from domain.refusal import Kind, Refusal

PROBLEM_JSON = "application/problem+json"

KINDS: Mapping[Kind, int] = {
    Kind.UNKNOWN: 404,
    Kind.FORBIDDEN: 403,
    Kind.CONFLICT: 409,
    Kind.INVALID: 422,
}
# Where one command breaks rules of several kinds, the first kind of this list gives the status.
GRAVEST = (Kind.UNKNOWN, Kind.FORBIDDEN, Kind.CONFLICT, Kind.INVALID)

STATUS: Mapping[str, int] = {
    "request-malformed": 400,
    "json-malformed": 400,
    "precondition-malformed": 400,
    "idempotency-key-required": 400,
    "idempotency-key-malformed": 400,
    "delegation-malformed": 400,
    "cursor-foreign": 400,
    "token-missing": 401,
    "token-refused": 401,
    "ballot-named": 403,
    "witness-unknown": 403,
    "address-unknown": 404,
    "nomination-unknown": 404,
    "submission-unknown": 404,
    "decision-unknown": 404,
    "honour-unknown": 404,
    "council-unknown": 404,
    "delegation-unknown": 404,
    "review-unknown": 404,
    "session-unknown": 404,
    "parked-message-unknown": 404,
    "evidence-unknown": 404,
    "checkpoint-unknown": 404,
    "cosigned-unknown": 404,
    "unit-unknown": 404,
    "award-unknown": 404,
    "movement-unknown": 404,
    "problem-unknown": 404,
    "method-not-allowed": 405,
    "not-acceptable": 406,
    "busy": 409,
    "version-stale": 412,
    "too-large": 413,
    "media-type-refused": 415,
    "form-invalid": 422,
    "query-invalid": 422,
    "subject-unknown": 422,
    "position-unknown": 422,
    "note-malformed": 422,
    "version-required": 428,
    "too-many-requests": 429,
    "internal": 500,
    "evidence-damaged": 500,
    "log-altered": 500,
    "view-behind": 503,
    "not-ready": 503,
    "store-away": 503,
    "names-busy": 503,
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that is wrong: a stable code, a sentence, and what the rule looked at."""

    code: str
    detail: str
    facts: Mapping[str, str] = field(default_factory=dict)


class Problem(Exception):
    """A request is answered with the error *code* of the table."""

    def __init__(
        self,
        code: str,
        detail: str,
        *,
        facts: Mapping[str, str] | None = None,
        reasons: Iterable[Reason] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.code, self.detail, self.status = code, detail, STATUS[code]
        self.reasons = tuple(reasons) or (Reason(code, detail, facts or {}),)
        self.headers = headers or {}


def gravest(refusals: Iterable[Refusal]) -> Refusal:
    """Return the refusal that gives the answer its status: the first of the gravest kind."""
    return min(refusals, key=lambda one: GRAVEST.index(one.kind))
