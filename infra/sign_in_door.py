"""What the command line asks of the console: where it is, and to end what somebody began there."""

from contextlib import ExitStack

from infra.console import offers_development, origin, sign_ins_of
from infra.settings import Settings

PAGE = "/console/"


def sign_in_address(settings: Settings) -> str | None:
    """Return where people sign in; None where no issuer is set."""
    known = settings.sign_in.client is not None or offers_development(settings)
    return origin(settings) + PAGE if known else None


def sign_out(settings: Settings, subject: str) -> int:
    """End every sign-in of somebody; return how many there were."""
    with ExitStack() as opened:
        return sign_ins_of(settings, opened).end_of(subject)
