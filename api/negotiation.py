"""Whether a caller can read what we answer, and in which language the words of a problem are."""

from flask import current_app, request

from api.problems import Problem

OFFERED = ("application/json", "application/problem+json")
HANDS_OUT_FILES = "hands_out_files"
ENGLISH, VIETNAMESE = "en", "vi"


def negotiate() -> None:
    """
    Let a request pass whose answer its sender can read.

    Raises:
        Problem: it accepts no JSON, and this address has nothing else.
    """
    said = request.environ.get("HTTP_ACCEPT", "")
    if not said or said == "*/*" or said.startswith("application/json,") or said == OFFERED[0]:
        return
    route = current_app.view_functions.get(request.endpoint or "")
    any_type = getattr(route, HANDS_OUT_FILES, False)
    if not any_type and request.accept_mimetypes.best_match(OFFERED) is None:
        raise Problem("not-acceptable", "the answer is application/json")


def tongue() -> str:
    """Return the language that Accept-Language prefers of ours, English if it prefers neither."""
    for said, quality in request.accept_languages:
        language = said.partition("-")[0].lower()
        if quality > 0 and language in {ENGLISH, VIETNAMESE}:
            return language
    return ENGLISH
