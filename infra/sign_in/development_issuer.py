"""An issuer for development inside the service: who knows what its start printed is any hand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hmac import compare_digest
from secrets import token_urlsafe
from threading import Lock

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.jwk import KeySet, OKPKey

from infra.sign_in.bearer import standing
from infra.sign_in.id_tokens import half_hash
from infra.sign_in.token_keys import ED25519
from services.demo.cast import CAST
from services.own_issuer import Grant, WrongGrant
from services.signing_in import derived
from services.stores import Claims

CODE_SECONDS = 60
TOKEN_SECONDS = 300
MOST_CODES = 1_000


@dataclass(frozen=True)
class DevelopmentIssuer:
    """
    The port OwnIssuer, for one console alone; its codes are kept in the memory of this process.

    Its tokens are signed by the key of development, under a name that no bearer token may have.
    """

    address: str
    client: str
    back_to: str
    way_back: str
    key: OKPKey
    secret: str = field(repr=False)
    now: Callable[[], datetime]
    hands: Sequence[Claims] = CAST
    _codes: dict[str, tuple[Grant, Claims, datetime]] = field(default_factory=dict)
    _turn: Lock = field(default_factory=Lock)

    def knows(self, secret: str) -> bool:
        """Say whether this is the secret that this start printed."""
        return compare_digest(secret.encode(), self.secret.encode())

    @property
    def badge(self) -> str:
        """What a browser holds that showed the secret; the secret does not follow from it."""
        return derived(self.secret, "badge")

    @property
    def account(self) -> Mapping[str, object]:
        """What it publishes of itself (OpenID Connect Discovery 1.0)."""
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/jwks",
            "end_session_endpoint": f"{self.address}/end-session",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [ED25519],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["none"],
            "authorization_response_iss_parameter_supported": True,
        }

    @property
    def keys(self) -> Mapping[str, object]:
        """Its public keys."""
        return {**KeySet([self.key]).as_dict(private=False)}

    def is_known(self, client: str, back_to: str) -> bool:
        """Say whether this is our console, and exactly its address to come back to."""
        return (client, back_to) == (self.client, self.back_to)

    def is_way_back(self, address: str) -> bool:
        """Say whether somebody who signed out may be sent to this address."""
        return address == self.way_back

    def code(self, grant: Grant, subject: str) -> str:
        """Return a code, for once and a minute; WrongGrant where nobody is called *subject*."""
        found = next((one for one in self.hands if one.subject == subject), None)
        if found is None:
            raise WrongGrant("access_denied")
        made, until = token_urlsafe(32), self.now() + timedelta(seconds=CODE_SECONDS)
        with self._turn:
            while len(self._codes) >= MOST_CODES:
                del self._codes[next(iter(self._codes))]
            self._codes[made] = grant, found, until
        return made

    def redeem(self, code: str, verifier: str, client: str, back_to: str) -> Mapping[str, object]:
        """Return the tokens for a code; WrongGrant where it is not one, not theirs, or was used."""
        with self._turn:
            found = self._codes.pop(code, None)
        if found is None or self.now() > found[2]:
            raise WrongGrant("invalid_grant")
        grant, who, _ = found
        proven: str = create_s256_code_challenge(verifier)
        if (client, back_to) != (grant.client, grant.back_to):
            raise WrongGrant("invalid_grant")
        if not compare_digest(proven.encode(), grant.challenge.encode()):
            raise WrongGrant("invalid_grant")
        return self._tokens(grant, who)

    def _tokens(self, grant: Grant, who: Claims) -> Mapping[str, object]:
        """Return an id token, and an access token that opens nothing, as OAuth wants one."""
        since, access = int(self.now().timestamp()), token_urlsafe(16)
        said: dict[str, object] = {
            "iss": self.address,
            "aud": grant.client,
            "sub": who.subject,
            "iat": since,
            "exp": since + TOKEN_SECONDS,
            "nonce": grant.nonce,
            "at_hash": half_hash(access, ED25519),
            "sid": token_urlsafe(16),
            **standing(who),
        }
        signed = jwt.encode({"alg": ED25519, "kid": self.key.kid}, said, self.key, [ED25519])
        about = {"token_type": "Bearer", "expires_in": TOKEN_SECONDS}
        return {"id_token": signed, "access_token": access, **about}
