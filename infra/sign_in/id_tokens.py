"""What an issuer says to the console: whom it let in (id token), whom it let out (logout token)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest

from authlib.oidc.core.util import create_half_hash
from joserfc.util import urlsafe_b64decode

from infra.sign_in.bearer import LONGEST_TOKEN, named_key, verify
from infra.sign_in.token_claims import claims_of, strict_object
from infra.sign_in.token_keys import ED25519, PublicKeys
from services.signing_in import Arrival, LoggedOut
from services.stores import BadToken

LEEWAY = 30
ID_TYPES = frozenset({"jwt"})
LOGOUT_TYPES = frozenset({"logout+jwt", "jwt"})
LOGGED_OUT = "http://schemas.openid.net/event/backchannel-logout"
LONGEST_SID = 300
Said = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class TokenReader:
    """Reads what one issuer says to one client, by its keys, which *renew* asks for anew."""

    issuer: str
    client: str
    keys: Callable[[], PublicKeys]
    renew: Callable[[], PublicKeys]

    def arrival(self, token: str, nonce: str, access: object, now: datetime) -> Arrival:
        """
        Return whom an id token names, if it answers the departure with this *nonce*.

        Source: OpenID Connect Core 1.0 sections 3.1.3.7 and 3.1.3.8. `access` is the access token
        that came with it, for which `at_hash` vouches where it is there.

        Raises:
            BadToken: for every token that is not whole, of this issuer, for us, and for this.
        """
        head, payload = self._opened(token, ID_TYPES)
        said = strict_object(payload, "payload")
        claims = claims_of(said, self.issuer, self.client).at(now, LEEWAY)
        if not _same(said.get("nonce"), nonce):
            raise BadToken("nonce")
        self._meant_for_us(said)
        if "at_hash" in said and not _same(said["at_hash"], half_hash(access, head["alg"])):
            raise BadToken("at-hash")
        return Arrival(claims, self.issuer, _sid(said))

    def logged_out(self, token: str, now: datetime) -> LoggedOut:
        """
        Return whom a logout token is about.

        Source: OpenID Connect Back-Channel Logout 1.0 section 2.6. One that comes again ends
        nothing more, so that its `jti` must be there and is not remembered.

        Raises:
            BadToken: for every token that is not whole, of this issuer, for us, and for this.
        """
        _, payload = self._opened(token, LOGOUT_TYPES)
        said = strict_object(payload, "payload")
        whole = {"sub": "nobody", **said}
        claims = claims_of(whole, self.issuer, self.client).at(now, LEEWAY)
        events = said.get("events")
        if not isinstance(events, dict) or LOGGED_OUT not in events or "nonce" in said:
            raise BadToken("no-logout")
        if not isinstance(said.get("jti"), str):
            raise BadToken("claim-missing")
        found = LoggedOut(claims.subject if "sub" in said else None, _sid(said))
        if found == LoggedOut(None, None):
            raise BadToken("claim-missing")
        return found

    def _opened(self, token: str, types: frozenset[str]) -> tuple[Said, bytes]:
        """Return header and payload of a token whose signature is good."""
        if len(token) > LONGEST_TOKEN or not token.isascii():
            raise BadToken("malformed")
        whole = token.encode()
        head, _, rest = whole.partition(b".")
        kid, keys = named_key(head, rest, types), self.keys()
        payload = verify(whole, kid, keys if kid in keys.by_id else self.renew())
        return strict_object(urlsafe_b64decode(head), "header"), payload

    def _meant_for_us(self, said: Said) -> None:
        """See that a token for several is ours, by the party it was issued to."""
        several = isinstance(said["aud"], list) and len(said["aud"]) > 1
        if said.get("azp", None if several else self.client) != self.client:
            raise BadToken("audience")


def half_hash(access: object, algorithm: object) -> str | None:
    """Return what `at_hash` must be; None where there is no access token to vouch for."""
    if not isinstance(access, str):
        return None
    known = "EdDSA" if algorithm == ED25519 else str(algorithm)
    made: bytes = create_half_hash(access, known)
    return made.decode()


def _same(said: object, wanted: str | None) -> bool:
    return (
        isinstance(said, str)
        and wanted is not None
        and compare_digest(said.encode(), wanted.encode())
    )


def _sid(said: Said) -> str | None:
    sid = said.get("sid")
    if sid is None:
        return None
    if not isinstance(sid, str) or not 0 < len(sid) <= LONGEST_SID:
        raise BadToken("claim-type")
    return sid
