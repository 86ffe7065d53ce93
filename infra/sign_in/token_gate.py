"""Whose tokens this house believes: an issuer's keys, asked for or given, or a key of its own."""

from infra.key_file import KeyFile
from infra.settings import Settings
from infra.sign_in.bearer import TokenChecker
from infra.sign_in.development_key import development_key

PUBLISHED = "published.json"
"""What is kept of the keys an issuer publishes, in the folder of keys."""


def checker(settings: Settings) -> TokenChecker:
    """
    Return the gate for tokens: by the keys the settings name, else by our development key.

    Raises:
        BadKeys: no key that could be used, or an issuer that never answered.
    """
    if settings.discovers:
        return _by_discovery(settings)
    if settings.jwks is None:
        development_key(settings.keys)
    keys = KeyFile(settings.jwks or settings.keys / "jwks.json")
    return TokenChecker(keys.current, settings.issuer, settings.audience)


def published(settings: Settings) -> str:
    """Ask the issuer for its keys, and say how many there are; BadKeys where it gives none."""
    from infra.sign_in.issuer_keys import look_up

    found = look_up(settings.issuer, settings.keys / PUBLISHED)
    return f"{len(found.by_id)} of {settings.issuer}, as it publishes them"


def _by_discovery(settings: Settings) -> TokenChecker:
    from infra.sign_in.issuer_keys import IssuerKeys

    keys = IssuerKeys(settings.issuer, settings.keys / PUBLISHED)
    return TokenChecker(keys.current, settings.issuer, settings.audience, renew=keys.renewed)
