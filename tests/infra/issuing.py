"""An issuer for the tests: a real server on this machine, and the documents it publishes."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from joserfc.jwk import ECKey, OKPKey

from infra.sign_in.issuer_keys import DISCOVERY
from tests.stand_in_server import running

KEYS_AT = "/keys"


@dataclass
class IssuingServer:
    """What an issuer answers, path by path; and which paths it was asked for."""

    address: str
    answers: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def says(self, **told: Any) -> None:
        """Say this of itself, an honest account unless told otherwise."""
        honest = {"issuer": self.address, "jwks_uri": self.address + KEYS_AT}
        self.answers[DISCOVERY] = (200, json.dumps(honest | told).encode())

    def publishes(self, *keys: OKPKey | ECKey, private: bool = False) -> None:
        """Publish these keys and no others."""
        told = {"keys": [one.as_dict(private=private) for one in keys]}
        self.answers[KEYS_AT] = (200, json.dumps(told).encode())


@contextmanager
def issuing() -> Iterator[IssuingServer]:
    """Lend an issuer that says who it is and publishes nothing yet."""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            issuer.asked.append(self.path)
            status, body = issuer.answers.get(self.path, (404, b""))
            self.send_response(status)
            self.send_header("Location", issuer.address + KEYS_AT)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    issuer = IssuingServer(f"http://127.0.0.1:{server.server_port}")
    issuer.says()
    with running(server):
        yield issuer
