"""The console at an issuer: authorization code flow with PKCE (OpenID Connect Core 1.0)."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hmac import compare_digest
from pathlib import Path
from threading import Lock
from urllib.parse import urlencode, urlsplit

import structlog
from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri, prepare_token_request
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from infra.sign_in.id_tokens import TokenReader
from infra.sign_in.issuer_address import is_safe
from infra.sign_in.issuer_keys import FRESH_SECONDS, IssuerKeys, account_of, ask
from infra.sign_in.token_claims import strict_object
from infra.sign_in.token_keys import BadKeys
from services.signing_in import Arrival, Departure, LoggedOut, NotSignedIn
from services.stores import BadToken

FORM = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
GOOD = 200
log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Account:
    """What an issuer says of itself: its addresses, and how it wants to be spoken to."""

    authorize: str
    token: str
    end: str | None
    names_itself: bool
    secret_in_form: bool


def read_account(issuer: str) -> Account:
    """
    Return the account of *issuer*; of an address that somebody could change nothing is believed.

    Raises:
        BadKeys: it gives none, or none that we could use.
    """
    told = account_of(issuer)
    ways = told.get("token_endpoint_auth_methods_supported")
    authorize, token = _place(told, "authorization_endpoint"), _place(told, "token_endpoint")
    if authorize is None or token is None:
        raise BadKeys(f"{issuer}: names no addresses to sign in that nobody can change on the way")
    return Account(
        authorize=authorize,
        token=token,
        end=_place(told, "end_session_endpoint"),
        names_itself=told.get("authorization_response_iss_parameter_supported") is True,
        secret_in_form=isinstance(ways, list) and "client_secret_basic" not in ways,
    )


@dataclass(frozen=True, slots=True)
class Registration:
    """What the console is at an issuer; `secret` is the file of what it proves that by."""

    issuer: str
    client: str
    secret: Path | None
    scope: str


class OpenIdProvider:
    """
    The port Provider: one issuer, found by discovery at the first sign-in, asked anew in time.

    Its access tokens are dropped: what somebody may do, the id token says (ADR 85).
    """

    def __init__(self, ours: Registration, kept: Path, now: Callable[[], datetime]) -> None:
        """Ask nobody yet; the keys that are found will be *kept* in a file."""
        self._ours, self._issuer, self._client = ours, ours.issuer, ours.client
        self._kept, self._now = kept, now
        self._turn = Lock()
        self._account: tuple[float, Account] | None = None

    @property
    def issuer(self) -> str:
        """Its name, which is its address."""
        return self._issuer

    @property
    def origins(self) -> Sequence[str]:
        """Where a form of ours may end up when somebody signs out there too."""
        known = [self._account[1].end] if self._account else []
        return sorted({_origin(one) for one in (self._issuer, *known) if one})

    def way_there(self, departure: Departure, back_to: str) -> str:
        """Return the address at which somebody signs in; NotSignedIn where none is told."""
        address: str = prepare_grant_uri(
            self._known().authorize,
            client_id=self._client,
            response_type="code",
            redirect_uri=back_to,
            scope=self._ours.scope,
            state=departure.state,
            nonce=departure.nonce,
            code_challenge=create_s256_code_challenge(departure.verifier),
            code_challenge_method="S256",
        )
        return address

    def arrived(self, told: Mapping[str, str], departure: Departure, back_to: str) -> Arrival:
        """
        Return whom it named to somebody who comes back with what is *told*.

        Raises:
            NotSignedIn: another state or issuer (RFC 9207), no code, no token that holds,
                or no answer.
        """
        if not compare_digest(told.get("state", "").encode(), departure.state.encode()):
            raise NotSignedIn("state")
        account = self._known()
        if told.get("iss", None if account.names_itself else self._issuer) != self._issuer:
            raise NotSignedIn("issuer")
        if "error" in told or "code" not in told:
            raise NotSignedIn("denied")
        reader = self._awake()  # before the code is spent, so that it can be brought again
        tokens = self._tokens(account, told["code"], departure.verifier, back_to)
        given, access = tokens.get("id_token"), tokens.get("access_token")
        try:
            token = given if isinstance(given, str) else ""
            return reader.arrival(token, departure.nonce, access, self._now())
        except BadToken as err:
            raise NotSignedIn(err.reason) from None

    def logged_out(self, token: str) -> LoggedOut:
        """Return whom a logout token is about; NotSignedIn where it is none of this issuer."""
        try:
            return self._awake().logged_out(token, self._now())
        except BadToken as err:
            raise NotSignedIn(err.reason) from None

    def way_out(self, back_to: str) -> str | None:
        """Return where somebody signs out of the issuer itself; None where that cannot be."""
        try:
            end = self._known().end
        except NotSignedIn:
            return None  # it is away: here they are signed out all the same
        if end is None:
            return None
        asked = {"client_id": self._client, "post_logout_redirect_uri": back_to}
        return f"{end}{'&' if urlsplit(end).query else '?'}{urlencode(asked)}"

    def _known(self) -> Account:
        with self._turn:
            now = time.monotonic()
            if self._account is None or now - self._account[0] > FRESH_SECONDS:
                self._account = now, self._asked()
            return self._account[1]

    def _asked(self) -> Account:
        try:
            return read_account(self._issuer)
        except BadKeys as err:
            log.warning("issuer.away", reason=str(err))
            if self._account is not None:
                return self._account[1]
            raise NotSignedIn("issuer-away") from None

    @cached_property
    def _keys(self) -> IssuerKeys:
        return IssuerKeys(self._issuer, self._kept)

    def _awake(self) -> TokenReader:
        """Return what reads its tokens; NotSignedIn where its keys were never to be had."""
        try:
            return TokenReader(self._issuer, self._client, self._keys.current, self._keys.renewed)
        except BadKeys as err:
            log.warning("issuer.away", reason=str(err))
            raise NotSignedIn("issuer-away") from None

    def _tokens(
        self, account: Account, code: str, verifier: str, back_to: str
    ) -> dict[str, object]:
        """Return what it gives for a code (RFC 6749 section 4.1.3), whatever it says of itself."""
        form = prepare_token_request(
            "authorization_code", code=code, redirect_uri=back_to, code_verifier=verifier
        )
        proof = ClientAuth(self._client, self._shared(), self._way(account))
        address, headers, sent = proof.prepare("POST", account.token, dict(FORM), form)
        try:
            status, body = ask("POST", address, sent, headers)
            told = strict_object(body, "answer")
        except (BadKeys, BadToken):
            raise NotSignedIn("issuer-away") from None
        if status != GOOD:
            log.warning("issuer.refused", status=status)
            raise NotSignedIn("refused")
        return told

    def _shared(self) -> str | None:
        """Return what we prove by who we are; read each time, so that it can be changed."""
        file = self._ours.secret
        return file.read_text(encoding="utf-8").strip() if file else None

    def _way(self, account: Account) -> str:
        if self._ours.secret is None:
            return "none"
        return "client_secret_post" if account.secret_in_form else "client_secret_basic"


def _place(told: Mapping[str, object], name: str) -> str | None:
    """Return an address of an account that nobody can change on the way."""
    found = told.get(name)
    return found if isinstance(found, str) and is_safe(found) else None


def _origin(address: str) -> str:
    found = urlsplit(address)
    return f"{found.scheme}://{found.netloc}"
