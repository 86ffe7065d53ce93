"""Tokens that must be refused: each is made by one small lie about a good one."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jwe
from joserfc.jwk import OctKey, OKPKey

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
SECONDS = int(NOW.timestamp())
ISSUER, AUDIENCE = "https://id.example.vn", "vinhdanh"
KEY = OKPKey.generate_key("Ed25519", {"use": "sig", "kid": "ours"})
OTHER = OKPKey.generate_key("Ed25519", {"use": "sig", "kid": "ours"})
HEADER = {"alg": "Ed25519", "kid": "ours", "typ": "JWT"}
SAID: dict[str, Any] = {
    "iss": ISSUER,
    "aud": AUDIENCE,
    "sub": "officer-a",
    "iat": SECONDS,
    "exp": SECONDS + 3600,
    "roles": ["clerk"],
    "units": ["24-10513"],
    "capacity": "KT",
}


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def signed(header: bytes, payload: bytes, key: OKPKey = KEY) -> str:
    """Sign anything with Ed25519, as no honest library would."""
    text = f"{b64(header)}.{b64(payload)}"
    return f"{text}.{b64(key.get_op_key('sign').sign(text.encode()))}"


def token(header: dict[str, Any] = HEADER, *, key: OKPKey = KEY, **said: Any) -> str:
    """Return a well-signed token; a claim of `...` is left out."""
    claims = {name: value for name, value in (SAID | said).items() if value is not ...}
    return signed(json.dumps(header).encode(), json.dumps(claims).encode(), key)


def with_header(**fields: Any) -> str:
    return token({name: value for name, value in (HEADER | fields).items() if value is not ...})


def with_hmac(secret: bytes) -> str:
    """Sign with HS256, the public key as the shared secret."""
    text = f"{b64(json.dumps(HEADER | {'alg': 'HS256'}).encode())}.{b64(json.dumps(SAID).encode())}"
    return f"{text}.{b64(hmac.digest(secret, text.encode(), hashlib.sha256))}"


def parts(*replaced: str | None) -> str:
    """Return the good token with some of its three parts replaced."""
    good = token().split(".")
    return ".".join(old if new is None else new for old, new in zip(good, replaced, strict=True))


def encrypted() -> str:
    secret = OctKey.generate_key(256, {"kid": "ours"})
    header = {"alg": "dir", "enc": "A256GCM", "kid": "ours"}
    return jwe.encrypt_compact(header, json.dumps(SAID), secret)


def in_office(offices: object) -> str:
    return token(offices=offices, roles=..., units=...)


PUBLIC = KEY.public_key
RAW = PUBLIC.public_bytes(Encoding.Raw, PublicFormat.Raw)
PEM = PUBLIC.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
TEXT = json.dumps(SAID).encode()
HEAD = json.dumps(HEADER).encode()
BARE = b'{"alg":"none"}'
NESTED = json.dumps({**HEADER, "cty": "JWT"}).encode()
OWN_JWK = {"alg": "Ed25519", "jwk": OTHER.as_dict(private=False)}
MANY = {f"x{number}": number for number in range(2000)}


@dataclass(frozen=True)
class Forgery:
    """A lie, its name, and the reason it must be refused for."""

    lie: str
    reason: str
    make: Callable[[], str]


FORGERIES = [
    Forgery("nothing", "malformed", lambda: ""),
    Forgery("one word", "malformed", lambda: "token"),
    Forgery("two dots", "header", lambda: ".."),
    Forgery("four parts", "malformed", lambda: token() + ".more"),
    Forgery("not ASCII", "malformed", lambda: token() + "é"),
    Forgery("half a character", "malformed", lambda: token() + "\ud800"),
    Forgery("blank before", "malformed", lambda: " " + token()),
    Forgery("line break after", "signature", lambda: token() + "\n"),
    Forgery("padded base64", "malformed", lambda: parts(b64(HEAD) + "=", None, None)),
    Forgery("huge", "too-long", lambda: token(more=MANY)),
    Forgery("encrypted", "malformed", encrypted),
    Forgery("JSON form", "malformed", lambda: json.dumps({"payload": b64(TEXT)})),
    Forgery("header not JSON", "header", lambda: parts(b64(b"{"), None, None)),
    Forgery("header a list", "header", lambda: parts(b64(b"[]"), None, None)),
    Forgery("header very deep", "header", lambda: parts(b64(b"[" * 3000), None, None)),
    Forgery("header field twice", "header", lambda: signed(HEAD[:-1] + b',"alg":"none"}', TEXT)),
    Forgery("embedded jwk", "header", lambda: token(OWN_JWK, key=OTHER)),
    Forgery("jku", "header", lambda: with_header(jku="https://evil.example/jwks")),
    Forgery("x5u", "header", lambda: with_header(x5u="https://evil.example/cert")),
    Forgery("x5c", "header", lambda: with_header(x5c=["MIIB"])),
    Forgery("crit", "header", lambda: with_header(crit=["exp"], exp=1)),
    Forgery("b64 false", "header", lambda: with_header(b64=False, crit=["b64"])),
    Forgery("zip", "header", lambda: with_header(zip="DEF")),
    Forgery("nested", "header", lambda: signed(NESTED, TEXT)),
    Forgery("other typ", "header", lambda: with_header(typ="JWE")),
    Forgery("typ a number", "header", lambda: with_header(typ=1)),
    Forgery("alg none", "algorithm", lambda: with_header(alg="none")),
    Forgery("alg NONE", "algorithm", lambda: with_header(alg="NONE")),
    Forgery("alg none unsigned", "algorithm", lambda: parts(b64(BARE), None, "")),
    Forgery("alg absent", "algorithm", lambda: with_header(alg=...)),
    Forgery("alg a list", "algorithm", lambda: with_header(alg=["Ed25519"])),
    Forgery("HS256 with raw key", "algorithm", lambda: with_hmac(RAW)),
    Forgery("HS256 with PEM", "algorithm", lambda: with_hmac(PEM)),
    Forgery("RS256 for an Ed25519 key", "signature", lambda: with_header(alg="RS256")),
    Forgery("PS256 for an Ed25519 key", "signature", lambda: with_header(alg="PS256")),
    Forgery("alg RS512", "algorithm", lambda: with_header(alg="RS512")),
    Forgery("alg Ed448", "algorithm", lambda: with_header(alg="Ed448")),
    Forgery("ES256 for an Ed25519 key", "signature", lambda: with_header(alg="ES256")),
    Forgery("no kid", "unknown-key", lambda: with_header(kid=...)),
    Forgery("kid unknown", "unknown-key", lambda: with_header(kid="theirs")),
    Forgery("kid a path", "unknown-key", lambda: with_header(kid="../../dev/null")),
    Forgery("kid a number", "unknown-key", lambda: with_header(kid=0)),
    Forgery("kid a list", "unknown-key", lambda: with_header(kid=["ours"])),
    Forgery("another's key", "signature", lambda: token(key=OTHER)),
    Forgery("signature empty", "signature", lambda: parts(None, None, "")),
    Forgery("signature zero", "signature", lambda: parts(None, None, b64(bytes(64)))),
    Forgery("signature cut", "signature", lambda: token()[:-4]),
    Forgery("signature longer", "signature", lambda: token() + "AAAA"),
    Forgery("payload exchanged", "signature", lambda: parts(None, b64(TEXT + b" "), None)),
    Forgery("payload empty", "signature", lambda: parts(None, "", None)),
    Forgery("header exchanged", "signature", lambda: parts(b64(HEAD + b" "), None, None)),
    Forgery("payload a token", "payload", lambda: signed(HEAD, token().encode())),
    Forgery("payload a list", "payload", lambda: signed(HEAD, b"[1]")),
    Forgery("payload very deep", "payload", lambda: signed(HEAD, b"[" * 3000)),
    Forgery("payload not UTF-8", "payload", lambda: signed(HEAD, b'{"sub":"\xff"}')),
    Forgery("claim twice", "payload", lambda: signed(HEAD, TEXT[:-1] + b',"sub":"chair"}')),
    Forgery("exp NaN", "payload", lambda: token(exp=float("nan"))),
    Forgery("exp infinite", "payload", lambda: token(exp=float("inf"))),
    Forgery("without exp", "claim-missing", lambda: token(exp=...)),
    Forgery("without iat", "claim-missing", lambda: token(iat=...)),
    Forgery("without sub", "claim-missing", lambda: token(sub=...)),
    Forgery("without iss", "claim-missing", lambda: token(iss=...)),
    Forgery("without aud", "claim-missing", lambda: token(aud=...)),
    Forgery("issuer", "issuer", lambda: token(iss="https://evil.example")),
    Forgery("issuer longer", "issuer", lambda: token(iss=ISSUER + "/")),
    Forgery("issuer a list", "claim-type", lambda: token(iss=[ISSUER])),
    Forgery("audience", "audience", lambda: token(aud="vinhdanh-hai-phong")),
    Forgery("audiences of others", "audience", lambda: token(aud=["a", "b"])),
    Forgery("audience nobody", "audience", lambda: token(aud=[])),
    Forgery("audience an object", "claim-type", lambda: token(aud={AUDIENCE: 1})),
    Forgery("expired", "expired", lambda: token(exp=SECONDS - 31)),
    Forgery("expired just now", "expired", lambda: token(exp=SECONDS - 30)),
    Forgery("expired before Christ", "expired", lambda: token(exp=-(10**30))),
    Forgery("not yet", "not-yet-valid", lambda: token(nbf=SECONDS + 31)),
    Forgery("issued tomorrow", "not-yet-valid", lambda: token(iat=SECONDS + 86_400)),
    Forgery("exp text", "claim-type", lambda: token(exp=str(SECONDS + 60))),
    Forgery("exp true", "claim-type", lambda: token(exp=True)),
    Forgery("exp null", "claim-type", lambda: token(exp=None)),
    Forgery("exp fraction", "claim-type", lambda: token(exp=SECONDS + 60.5)),
    Forgery("iat list", "claim-type", lambda: token(iat=[SECONDS])),
    Forgery("nbf text", "claim-type", lambda: token(nbf="0")),
    Forgery("sub number", "claim-type", lambda: token(sub=7)),
    Forgery("sub empty", "claim-type", lambda: token(sub="")),
    Forgery("sub blank", "claim-type", lambda: token(sub=" ")),
    Forgery("sub with line break", "claim-type", lambda: token(sub="a\nb")),
    Forgery("sub half a character", "claim-type", lambda: token(sub="a\ud800")),
    Forgery("sub with zero", "claim-type", lambda: token(sub="a\0")),
    Forgery("sub too long", "claim-type", lambda: token(sub="a" * 201)),
    Forgery("roles text", "claim-type", lambda: token(roles="leader")),
    Forgery("roles object", "claim-type", lambda: token(roles={"leader": True})),
    Forgery("roles null", "claim-type", lambda: token(roles=None)),
    Forgery("roles of numbers", "claim-type", lambda: token(roles=[1])),
    Forgery("roles nested", "claim-type", lambda: token(roles=[["leader"]])),
    Forgery("units text", "claim-type", lambda: token(units="VN")),
    Forgery("units of numbers", "claim-type", lambda: token(units=[24])),
    Forgery("capacity unknown", "claim-type", lambda: token(capacity="CT")),
    Forgery("capacity list", "claim-type", lambda: token(capacity=["KT"])),
    Forgery("capacity null", "claim-type", lambda: token(capacity=None)),
    *(
        Forgery(f"office {lie}", "claim-type", partial(in_office, said))
        for lie, said in {
            "a word": "leader@10532",
            "none": [],
            "words": ["leader@10532"],
            "without unit": [{"role": "leader"}],
            "with more": [{"role": "leader", "unit": "10532", "level": "ward"}],
            "of a number": [{"role": "leader", "unit": 10532}],
            "since a number": [{"role": "leader", "unit": "10532", "since": 20260101}],
            "since a week": [{"role": "leader", "unit": "10532", "since": "2026-W01-1"}],
            "until no day": [{"role": "leader", "unit": "10532", "until": "2026-02-30"}],
            "until null": [{"role": "leader", "unit": "10532", "until": None}],
        }.items()
    ),
    Forgery(
        "offices and roles",
        "claim-type",
        lambda: token(offices=[{"role": "leader", "unit": "10532"}], units=...),
    ),
]
