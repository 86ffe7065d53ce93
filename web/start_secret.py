"""Who may come to the issuer for development: whoever knows the secret that its start printed."""

from hmac import compare_digest

import structlog
from flask import abort, g
from werkzeug.wrappers import Response

from services.own_issuer import OwnIssuer
from web.cookies import START, hand_over, secret_of
from web.gate import count_wrong_guess, keep_pace_of_guesses

log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


def is_let_in(mine: OwnIssuer) -> bool:
    """Say whether this browser showed the secret of this start before."""
    return compare_digest((secret_of(START) or "").encode(), mine.badge.encode())


def show_secret(mine: OwnIssuer, secret: str) -> None:
    """
    See that somebody knows the secret of this start; the pace of wrong guesses is kept.

    Raises:
        HTTPException: 403 where they do not, 429 where they guessed too often.
    """
    keep_pace_of_guesses()
    if mine.knows(secret):
        return
    count_wrong_guess()
    log.warning("development-issuer.refused")
    g.said = "wrong-secret"
    abort(403)


def remember(reply: Response, mine: OwnIssuer) -> Response:
    """Let this browser in from now on, until the service is started anew."""
    hand_over(reply, START, mine.badge)
    return reply
