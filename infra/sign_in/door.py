"""What the command line asks of the console: where it is, and to end what somebody began there."""

from contextlib import ExitStack

from infra.console import offers_development, origin, sign_ins_of
from infra.settings import Settings

PAGE, ENTRANCE = "/console/", "/dev-issuer/enter?secret="


def sign_in_address(settings: Settings) -> str | None:
    """
    Return where people sign in; None where no issuer is set.

    That of the issuer for development holds the secret of this start: it is for who started it.
    """
    asked = settings.sign_in
    if offers_development(settings):
        return origin(settings) + ENTRANCE + asked.start_secret
    return origin(settings) + PAGE if asked.client is not None else None


def sign_out(settings: Settings, subject: str) -> int:
    """End every sign-in of somebody; return how many there were."""
    with ExitStack() as opened:
        return sign_ins_of(settings, opened).end_of(subject)
