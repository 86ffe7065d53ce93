"""Bearer tokens: issuing those of development, and checking every one that comes in."""

from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwa import JWSAlgModel
from joserfc.jwk import OKPKey
from joserfc.util import urlsafe_b64decode

from infra.sign_in.token_cache import Verified
from infra.sign_in.token_claims import Said, read_claims, strict_object
from infra.sign_in.token_keys import ED25519, PublicKeys
from services.stores import BadToken, Claims

# EdDSA is the older name of Ed25519 (RFC 9864); of its curves we keep that one alone. RS256 is what
# an issuer of OpenID Connect signs with where it is not told otherwise (OpenID Connect Core 1.0).
ALGORITHMS = ("EdDSA", ED25519, "ES256", "RS256", "PS256")
HEADER = frozenset({"alg", "kid", "typ"})
TYPES = frozenset({"jwt", "at+jwt", "application/at+jwt"})
LONGEST_TOKEN = 8_192
KEPT_TOKENS = 4_096


class OurAlgorithms(jws.JWSRegistry):
    """The fixed list; nothing else can be named, whatever the library learns to support."""

    def get_alg(self, name: str) -> JWSAlgModel:
        """Return the algorithm called *name*, EdDSA without a warning."""
        if name not in ALGORITHMS:
            raise BadToken("algorithm")
        return self.algorithms[name]


REGISTRY = OurAlgorithms(algorithms=ALGORITHMS)


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who signs development tokens, and for whom they are."""

    key: OKPKey
    name: str
    audience: str

    def issue(self, who: Claims, lifetime: timedelta, now: datetime) -> str:
        """Return a token that says *who* for *lifetime* from *now*."""
        since = int(now.timestamp())
        said: dict[str, object] = {
            "iss": self.name,
            "aud": self.audience,
            "sub": who.subject,
            "iat": since,
            "exp": since + int(lifetime.total_seconds()),
            **standing(who),
        }
        return jwt.encode({"alg": ED25519, "kid": self.key.kid}, said, self.key, [ED25519])


def standing(who: Claims) -> dict[str, object]:
    """Return what somebody may do, as a token says it."""
    signing = {} if who.capacity is None else {"capacity": who.capacity}
    if not who.offices:
        return {**signing, "roles": sorted(who.roles), "units": sorted(who.units)}
    return {
        **signing,
        "offices": [
            {name: str(said) for name, said in asdict(one).items() if said is not None}
            for one in who.offices
        ],
    }


class TokenChecker:
    """
    The port Tokens: asymmetric signatures by keys of ours, a fixed list of algorithms.

    The token only says which of our keys to try. A verified token is remembered by its digest,
    until it is pushed out or the keys are reloaded; its times are looked at on every call. Where it
    names a key we do not know, *renew* may have newer ones.
    """

    def __init__(
        self,
        keys: Callable[[], PublicKeys],
        issuer: str,
        audience: str,
        *,
        leeway: int = 30,
        kept: int = KEPT_TOKENS,
        renew: Callable[[], PublicKeys] | None = None,
    ) -> None:
        self._keys = keys
        self._issuer = issuer
        self._audience = audience
        self._leeway = leeway
        self._renew = renew or keys
        self._verified = Verified(kept)

    def check(self, token: str, now: datetime) -> Claims:
        """
        Return what *token* says about its bearer.

        Raises:
            BadToken: for every token that is not whole, ours, meant for us and in its time.
        """
        if len(token) > LONGEST_TOKEN:
            raise BadToken("too-long")
        try:
            whole = token.encode("ascii")
        except UnicodeEncodeError:
            raise BadToken("malformed") from None
        keys = self._keys()
        digest = sha256(whole).digest()
        said = self._verified.find(keys, digest)
        if said is None:
            said = self._read(whole, keys, digest)
        return said.at(now, self._leeway)

    def _read(self, token: bytes, keys: PublicKeys, digest: bytes) -> Said:
        head, _, rest = token.partition(b".")
        kid = named_key(head, rest)
        if kid not in keys.by_id:
            keys = self._renew()
        said = read_claims(verify(token, kid, keys), self._issuer, self._audience)
        self._verified.keep(keys, digest, said)
        return said


def named_key(head: bytes, rest: bytes, types: Collection[str] = TYPES) -> str:
    """
    Return the id of the key a token names: *head* is its first part, *rest* what follows.

    It must be of one of the *types*, which are written small.

    Raises:
        BadToken: a header with anything but algorithm, key id and type, or an algorithm that is
            not ours.
    """
    if rest.count(b".") != 1:
        raise BadToken("malformed")
    try:
        header = strict_object(urlsafe_b64decode(head), "header")
    except ValueError:
        raise BadToken("malformed") from None
    return _kid(header, types)


def verify(token: bytes, kid: str, keys: PublicKeys) -> bytes:
    """
    Return the payload of *token* once its signature by the key *kid* is found good.

    Raises:
        BadToken: the key is not among ours, or the signature is wrong.
    """
    if kid not in keys.by_id:
        raise BadToken("unknown-key")
    try:
        found = jws.deserialize_compact(token, keys.by_id[kid], registry=REGISTRY)
    except (JoseError, ValueError):
        raise BadToken("signature") from None
    return found.payload


def _kid(header: dict[str, object], types: Collection[str]) -> str:
    kind = header.get("typ", "JWT")
    if not header.keys() <= HEADER or not isinstance(kind, str) or kind.lower() not in types:
        raise BadToken("header")
    if header.get("alg") not in ALGORITHMS:
        raise BadToken("algorithm")
    kid = header.get("kid")
    if not isinstance(kid, str):
        raise BadToken("unknown-key")
    return kid
