"""An issuer of a city for the tests: it publishes keys and gives tokens for codes, once each."""

import json
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc.jwk import OKPKey

from tests.infra.forgeries import HEADER, KEY, SECONDS, token
from tests.stand_in_server import running

CLIENT, SECRET = "console-of-the-ward", "a shared secret"
OFFICER = {"sub": "officer", "roles": ["council-secretary"], "units": ["24-10513"], "sid": "s1"}


@dataclass
class City:
    """What the issuer will answer; `proofs` are what the console proved itself by."""

    address: str
    answers: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)
    account: dict[str, Any] = field(default_factory=dict)
    proofs: list[str] = field(default_factory=list)
    shows_keys: bool = True
    key: OKPKey = field(default_factory=lambda: KEY)

    def change_key(self) -> None:
        """Sign with a new key from now on; the one before is published no more."""
        self.key = OKPKey.generate_key("Ed25519", {"use": "sig", "kid": "next"})

    def id_token(self, nonce: str, **said: Any) -> str:
        """Return an honest id token, unless told otherwise."""
        honest = {"iss": self.address, "aud": CLIENT, "nonce": nonce, "exp": SECONDS + 300}
        head = {**HEADER, "kid": self.key.kid}
        return token(head, key=self.key, **{"capacity": ..., **OFFICER, **honest, **said})

    def gives(self, code: str, challenge: str, **answer: Any) -> None:
        """Give *answer* for a code to whoever holds the verifier of *challenge*."""
        self.answers[code] = challenge, answer

    def about(self) -> dict[str, Any]:
        """Say what it is."""
        return {
            "issuer": self.address,
            "jwks_uri": f"{self.address}/keys",
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "end_session_endpoint": f"{self.address}/end",
            **self.account,
        }

    def redeem(self, sent: dict[str, list[str]]) -> tuple[int, dict[str, Any]]:
        """Answer a code."""
        challenge, answer = self.answers.pop(sent["code"][0], ("", {}))
        if create_s256_code_challenge(sent["code_verifier"][0]) != challenge:
            return 400, {"error": "invalid_grant"}
        return 200, answer


def answering(city: City) -> type[BaseHTTPRequestHandler]:
    """Return what answers for an issuer."""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            keys = {"keys": [city.key.as_dict(private=False)]}
            if self.path == "/keys":
                self.say(200 if city.shows_keys else 503, keys)
            else:
                self.say(200, city.about())

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            proof = self.headers.get("Authorization", "").removeprefix("Basic ")
            city.proofs.append(b64decode(proof).decode())
            self.say(*city.redeem(parse_qs(sent)))

        def say(self, status: int, told: dict[str, Any]) -> None:
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Answering


@contextmanager
def issuing() -> Iterator[City]:
    """Lend an issuer on this machine."""
    city = City("")
    server = ThreadingHTTPServer(("127.0.0.1", 0), answering(city))
    city.address = f"http://127.0.0.1:{server.server_port}"
    with running(server):
        yield city
