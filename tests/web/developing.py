"""The issuer for development in the tests: where it is, what it is asked, its secret."""

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc.jwk import OKPKey

from services.own_issuer import Grant

HERE, BACK = "http://127.0.0.1:8000", "http://127.0.0.1:8000/console/sign-in/return"
OUT = "http://127.0.0.1:8000/console/signed-out"
KEY = OKPKey.generate_key("Ed25519", auto_kid=True)
VERIFIER = "v" * 43
CHALLENGE = create_s256_code_challenge(VERIFIER)
GRANT = Grant("vinhdanh-console", BACK, "a nonce", CHALLENGE)
ASKED = {
    "response_type": "code",
    "client_id": "vinhdanh-console",
    "redirect_uri": BACK,
    "state": "a state",
    "nonce": "a nonce",
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
}
AUTHORIZE, ENTER = "/dev-issuer/authorize", "/dev-issuer/enter"
SECRET = "the-secret-of-this-start"
PICKED = {**ASKED, "subject": "leader.10532"}
