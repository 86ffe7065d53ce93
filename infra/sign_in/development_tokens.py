"""Tokens of development, for the command line."""

from datetime import timedelta

from infra.clock import SystemClock
from infra.settings import Settings
from infra.sign_in.bearer import LONGEST_TOKEN, Issuer
from infra.sign_in.development_key import development_key
from services.stores import Claims
from services.upkeep import CannotOpen


def issue(settings: Settings, who: Claims, lifetime: timedelta) -> str:
    """
    Return a development token.

    Raises:
        CannotOpen: tokens of this house come from another issuer, or it would say too much.
    """
    if settings.jwks is not None or settings.discovers:
        raise CannotOpen(f"tokens come from {settings.issuer}: VINHDANH_JWKS names its keys")
    issuer = Issuer(development_key(settings.keys), settings.issuer, settings.audience)
    issued = issuer.issue(who, lifetime, SystemClock().now())
    if len(issued) > LONGEST_TOKEN:
        raise CannotOpen("the token would be longer than the service takes: name fewer units")
    return issued
