"""The keys of an issuer as it publishes them (OpenID Connect Discovery 1.0), and changes them."""

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock, Thread
from urllib.parse import urlsplit

import requests
import structlog
from urllib3.exceptions import HTTPError

from infra.sign_in.issuer_address import LOOPBACK, is_safe
from infra.sign_in.token_claims import strict_object
from infra.sign_in.token_keys import BadKeys, PublicKeys, read_public
from services.stores import BadToken

DISCOVERY = "/.well-known/openid-configuration"
LONGEST = 1 << 18
FRESH_SECONDS = 600.0
PAUSE_SECONDS = 10.0
WAIT_SECONDS = (2.0, 3.0)
"""How long to wait for a connection, and for each piece of an answer."""

log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class IssuerKeys:
    """
    The keys of one issuer: what it published last, a copy of which is kept in a file.

    It is asked again after ten minutes, beside the requests, and at once where a token names a key
    that is not among them; but not twice in ten seconds, whoever sends such tokens. While it does
    not answer, the last good keys count, and the log says so each time.
    """

    def __init__(
        self, issuer: str, kept: Path, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """
        Ask *issuer* for its keys; where it does not answer, take those *kept* from before.

        Raises:
            BadKeys: it does not answer, or not as it should, and nothing is kept.
        """
        self._issuer, self._kept, self._clock = issuer, kept, clock
        self._turn = Lock()
        self._asked_at = clock()
        try:
            self._keys = look_up(issuer, kept)
        except BadKeys as err:
            if not kept.is_file():
                raise
            log.warning("keys.issuer_away", reason=str(err))
            self._keys = read_public(kept)

    def current(self) -> PublicKeys:
        """Return the keys that count; old ones are asked for again meanwhile."""
        if self._is_due(FRESH_SECONDS):
            Thread(target=self._ask, name="issuer-keys", daemon=True).start()
        return self._keys

    def renewed(self) -> PublicKeys:
        """Return the keys after asking again; without asking where that was done just before."""
        if self._is_due(PAUSE_SECONDS):
            self._ask()
        return self._keys

    def _is_due(self, seconds: float) -> bool:
        """Say whether the last question is so old, and if so, count one as asked now."""
        with self._turn:
            now = self._clock()
            if now - self._asked_at < seconds:
                return False
            self._asked_at = now
            return True

    def _ask(self) -> None:
        try:
            found = look_up(self._issuer, self._kept)
        except BadKeys as err:
            log.warning("keys.issuer_away", reason=str(err))
            return
        if _told(found) != _told(self._keys):  # else what was verified under them still counts
            log.info("keys.reloaded", kids=sorted(found.by_id))
            self._keys = found


def look_up(issuer: str, kept: Path) -> PublicKeys:
    """
    Return the keys *issuer* publishes, and keep a copy in the file *kept*.

    Raises:
        BadKeys: no answer, an answer for another issuer, or no key set we could use.
    """
    where = account_of(issuer).get("jwks_uri")
    if not isinstance(where, str) or not is_safe(where):
        raise BadKeys(f"{issuer}: names no address of its keys that nobody can change on the way")
    return _keep(_get(where), kept)


def account_of(issuer: str) -> dict[str, object]:
    """
    Return what *issuer* publishes of itself.

    Raises:
        BadKeys: no answer, or an answer for another issuer.
    """
    about = _get(issuer.rstrip("/") + DISCOVERY)
    try:
        told = strict_object(about, "discovery")
    except BadToken:
        told = {}
    if told.get("issuer") != issuer:
        raise BadKeys(f"{issuer}: what stands there is not said by this issuer")
    return told


def _keep(text: bytes, kept: Path) -> PublicKeys:
    """Put a key set in the place of the one kept before, once it is seen to be usable."""
    fresh = kept.with_suffix(f".{os.getpid()}")
    try:
        kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh.write_bytes(text)
        found = read_public(fresh)
        fresh.replace(kept)
    except OSError as err:
        raise BadKeys(f"{kept}: cannot be written ({type(err).__name__})") from None
    finally:
        fresh.unlink(missing_ok=True)
    return found


def _get(address: str) -> bytes:
    """Return a short answer; BadKeys where there is none that is good."""
    status, body = ask("GET", address)
    if status != requests.codes.ok:
        raise BadKeys(f"{address}: answers {status} with {len(body)} bytes")
    return body


def ask(
    method: str, address: str, sent: str | None = None, headers: Mapping[str, str] | None = None
) -> tuple[int, bytes]:
    """
    Return status and short answer of just this address: nobody sends us on to another.

    Raises:
        BadKeys: no answer, or one that is too long.
    """
    session = requests.Session()
    session.trust_env = urlsplit(address).hostname not in LOOPBACK  # no proxy to this machine
    try:
        with (
            session,
            session.request(
                method,
                address,
                data=sent,
                headers=headers,
                timeout=WAIT_SECONDS,
                allow_redirects=False,
                stream=True,
            ) as answer,
        ):
            body: bytes = answer.raw.read(LONGEST + 1, decode_content=True)
    except (requests.RequestException, HTTPError, OSError) as err:
        raise BadKeys(f"{address}: no answer ({type(err).__name__})") from None
    if len(body) > LONGEST:
        raise BadKeys(f"{address}: answers {answer.status_code} with {len(body)} bytes")
    return answer.status_code, body


def _told(keys: PublicKeys) -> dict[str, object]:
    return {kid: key.as_dict(private=False) for kid, key in keys.by_id.items()}
