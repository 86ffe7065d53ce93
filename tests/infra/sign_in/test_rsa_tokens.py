"""Tokens signed with RSA: what an issuer of OpenID Connect sends where it is not told otherwise."""

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jws, jwt
from joserfc.jwk import RSAKey

from services.stores import BadToken
from tests.infra.forgeries import AUDIENCE, ISSUER, KEY, NOW, SECONDS, with_hmac
from tests.infra.sign_in.test_bearer import checker, public

RSA = RSAKey.generate_key(2048, {"kid": "theirs"})
RSA_SAID = {"iss": ISSUER, "aud": AUDIENCE, "sub": "b", "iat": SECONDS, "exp": SECONDS + 9}


def by_rsa(algorithm: str, key: RSAKey = RSA) -> str:
    registry = jws.JWSRegistry(algorithms=[algorithm])
    return jwt.encode({"alg": algorithm, "kid": "theirs"}, RSA_SAID, key, registry=registry)


@pytest.mark.parametrize("algorithm", ["RS256", "PS256"])
def test_rsa_tokens_are_checked_with_the_key_they_name(algorithm):
    gate = checker(public(KEY, RSA))
    assert "b" == gate.check(by_rsa(algorithm), NOW).subject
    other = RSAKey.generate_key(2048, {"kid": "theirs"})
    with pytest.raises(BadToken, match=r"^signature$"):
        gate.check(by_rsa(algorithm, other), NOW)


@pytest.mark.parametrize("algorithm", ["RS384", "RS512", "PS512"])
def test_other_digests_are_not_on_the_list(algorithm):
    with pytest.raises(BadToken, match=r"^algorithm$"):
        checker(public(RSA)).check(by_rsa(algorithm), NOW)


def test_a_public_rsa_key_is_no_shared_secret():
    text = RSA.public_key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    with pytest.raises(BadToken, match=r"^algorithm$"):
        checker(public(RSA)).check(with_hmac(text), NOW)
