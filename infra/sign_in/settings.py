"""Settings of the console: who lets people in, where they find it, how long they stay."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_urlsafe
from urllib.parse import urlsplit

from environs import Env, ValidationError
from environs import validate as valid

from infra.bus.settings import is_a_file
from infra.sign_in.issuer_address import LOOPBACK, is_safe

PREFIX = "VINHDANH_"
CHOICE = ("off", "on")
MOST_MINUTES, MOST_HOURS, MOST_PROXIES = 24 * 60, 24, 9
SECRET_BYTES = 32


def start_secret() -> str:
    """Return a secret for one start of the service."""
    return token_urlsafe(SECRET_BYTES)


@dataclass(frozen=True, slots=True)
class SignInSettings:
    """
    What the console was told at start.

    `client` is what the issuer calls it, None where it has no issuer of the city; `secret` is the
    file of what it proves that by, None for a public client. `named` is where people find it.
    `start_secret` is made anew each time: who reads what this start prints knows it, nobody else.
    `proxies` is how many in front are believed, the nearest first.
    """

    client: str | None = None
    secret: Path | None = field(default=None, repr=False)
    scope: str = "openid"
    named: str | None = None
    development: bool = False
    idle_minutes: int = 30
    whole_hours: int = 8
    proxies: int = 0
    start_secret: str = field(default_factory=start_secret, repr=False, compare=False)


def read_sign_in(env: Env) -> SignInSettings:
    """Return what the variables say; wrong ones are told when *env* is sealed."""
    return SignInSettings(
        client=env.str("CLIENT_ID", default=None, validate=valid.Length(min=1, max=200)),
        secret=env.path("CLIENT_SECRET_FILE", default=None, validate=is_a_file),
        scope=env.str("SCOPE", default="openid", validate=_asks_who),
        named=env.str("CONSOLE_URL", default=None, validate=_is_an_origin),
        development=env.str("DEVELOPMENT_ISSUER", "off", validate=valid.OneOf(CHOICE)) == "on",
        idle_minutes=env.int("SESSION_MINUTES", 30, validate=valid.Range(1, MOST_MINUTES)),
        whole_hours=env.int("SESSION_HOURS", 8, validate=valid.Range(1, MOST_HOURS)),
        proxies=env.int("TRUSTED_PROXIES", 0, validate=valid.Range(0, MOST_PROXIES)),
    )


def wrong_sign_in(said: SignInSettings, audience: str) -> dict[str, list[str]]:
    """
    Say what no single value shows.

    An id token is for the console, a bearer token for the API: were both of one name, whoever gets
    hold of the one could use it as the other.
    """
    problems: dict[str, list[str]] = {}
    if said.client is None:
        lonely = {"CLIENT_SECRET_FILE"} & _given(os.environ)
        return {f"{PREFIX}{one}": [f"Of no use without {PREFIX}CLIENT_ID."] for one in lonely}
    if os.environ.get(f"{PREFIX}JWKS") != "discover":
        problems[f"{PREFIX}CLIENT_ID"] = [f"Needs {PREFIX}JWKS=discover and an issuer."]
    if said.client == audience:
        problems[f"{PREFIX}CLIENT_ID"] = [f"Must be another name than {PREFIX}AUDIENCE."]
    if said.named is None:
        problems[f"{PREFIX}CONSOLE_URL"] = [f"Needed with {PREFIX}CLIENT_ID."]
    return problems


def origin_of(named: str | None, host: str, port: int) -> str:
    """Return where people find the console: as it was named, else where the service listens."""
    if named is not None:
        return named.rstrip("/")
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def is_loopback(host: str) -> bool:
    """Say whether only this machine can reach a host."""
    return host in LOOPBACK


def _given(said: Mapping[str, str]) -> set[str]:
    return {key.removeprefix(PREFIX) for key in said if key.startswith(PREFIX)}


def _asks_who(text: str) -> None:
    if "openid" not in text.split() or not text.isprintable():
        raise ValidationError("Must name scopes, `openid` among them.")


def _is_an_origin(text: str) -> None:
    found = urlsplit(text) if is_safe(text) else None
    if found is None or found.path.strip("/") or found.query or found.fragment or "@" in text:
        raise ValidationError("Must be an https address without a path.")
