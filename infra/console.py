"""What the console needs of the house, put together from the settings."""

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta

from infra.clock import SystemClock
from infra.settings import OWN_ISSUER, Settings
from infra.sign_in.development_issuer import DevelopmentIssuer
from infra.sign_in.development_key import development_key
from infra.sign_in.login import OpenIdProvider, Registration
from infra.sign_in.settings import is_loopback, origin_of
from infra.sign_in.store import SignInStore, open_sign_ins

DEVELOPMENT = "/dev-issuer"
CLIENT = "vinhdanh-console"
BACK, OUT = "/console/sign-in/return", "/console/signed-out"
"""Where an issuer sends people back to, as it has to be registered there."""


@dataclass(frozen=True, slots=True)
class HouseConsole:
    """The port Console."""

    origin: str
    sign_ins: SignInStore
    provider: OpenIdProvider | None
    own_issuer: DevelopmentIssuer | None
    requests_per_minute: int
    evidence_limit: int

    def now(self) -> datetime:
        """Return the time."""
        return SystemClock().now()


def console_of(settings: Settings, opened: ExitStack) -> HouseConsole:
    """Return the console's part of the house; its database closes when *opened* does."""
    own = own_issuer(settings)
    return HouseConsole(
        origin=origin(settings),
        sign_ins=sign_ins_of(settings, opened),
        provider=_provider(settings, own),
        own_issuer=own,
        requests_per_minute=settings.requests_per_minute,
        evidence_limit=settings.evidence_max_bytes,
    )


def sign_ins_of(settings: Settings, opened: ExitStack) -> SignInStore:
    """Return who is signed in."""
    engine = open_sign_ins(settings.home, settings.database)
    opened.callback(engine.dispose)
    asked = settings.sign_in
    idle, whole = timedelta(minutes=asked.idle_minutes), timedelta(hours=asked.whole_hours)
    return SignInStore(engine, idle, whole)


def origin(settings: Settings) -> str:
    """Return where people find the console."""
    return origin_of(settings.sign_in.named, settings.host, settings.port)


def offers_development(settings: Settings) -> bool:
    """
    Say whether who knows the secret of this start may be anybody here.

    Only where that was asked for, on this machine alone, and beside no other issuer.
    """
    asked = settings.sign_in
    alone = settings.issuer == OWN_ISSUER and settings.jwks is None and not settings.discovers
    here = is_loopback(settings.host) and not _is_public(settings)
    # It speaks to itself over HTTP: with one thread it would wait for its own answer.
    return asked.development and here and alone and asked.client is None and settings.threads > 1


def _is_public(settings: Settings) -> bool:
    """Say whether the house has a public address, or a proxy in front."""
    return settings.sign_in.named is not None or settings.sign_in.proxies > 0


def own_issuer(settings: Settings) -> DevelopmentIssuer | None:
    """Return the issuer for development, None where it is not offered."""
    if not offers_development(settings):
        return None
    here = origin(settings)
    key, secret = development_key(settings.keys), settings.sign_in.start_secret
    return DevelopmentIssuer(
        here + DEVELOPMENT, CLIENT, here + BACK, here + OUT, key, secret, SystemClock().now
    )


def _provider(settings: Settings, own: DevelopmentIssuer | None) -> OpenIdProvider | None:
    asked, now = settings.sign_in, SystemClock().now
    if own is not None:
        ours = Registration(own.address, own.client, None, asked.scope)
        return OpenIdProvider(ours, settings.keys / "development-published.json", now)
    if asked.client is None:
        return None
    ours = Registration(settings.issuer, asked.client, asked.secret, asked.scope)
    return OpenIdProvider(ours, settings.keys / "console-published.json", now)
