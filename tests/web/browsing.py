"""A browser in the tests: it keeps cookies, and says where its requests come from."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.city import City

ORIGIN = "https://vinhdanh.example"
SESSION, WAY = "__Host-vinhdanh", "__Host-vinhdanh-way"
TOKEN = re.compile('name="csrf" value="([^"]+)"')
ACCESS = "opens nothing"


@dataclass
class Browser:
    """Somebody at the console."""

    client: FlaskClient
    city: City
    origin: str = ORIGIN

    def get(self, path: str, **headers: str) -> TestResponse:
        """Open a page."""
        return self.client.get(path, base_url=self.origin, headers=headers, buffered=True)

    def post(self, path: str, form: dict[str, str], **headers: str) -> TestResponse:
        """Send a form as a page of the console does, unless told otherwise."""
        told = {
            "Origin": self.origin,
            **{key.replace("_", "-"): one for key, one in headers.items()},
        }
        sent = {key: one for key, one in told.items() if one}
        return self.client.post(path, base_url=self.origin, data=form, headers=sent)

    def set_out(self, onward: str = "/console/work") -> dict[str, str]:
        """Go to the issuer; return what it is asked for."""
        reply = self.client.get(
            "/console/sign-in/start", query_string={"next": onward}, base_url=self.origin
        )
        assert 303 == reply.status_code
        asked = parse_qs(urlsplit(reply.headers["Location"]).query)
        return {key: one for key, (one,) in asked.items()}

    def come_back(self, asked: dict[str, str], code: str = "code", **told: str) -> TestResponse:
        """Come back with a code, under the state that was asked for unless told otherwise."""
        query = {"state": asked["state"], "code": code, **told}
        return self.client.get("/console/sign-in/return", query_string=query, base_url=self.origin)

    def sign_in(self, onward: str = "/console/work", **said: Any) -> TestResponse:
        """Sign in as the officer, or as whom the id token says."""
        asked = self.set_out(onward)
        made = self.city.id_token(asked["nonce"], **said)
        self.city.gives("code", asked["code_challenge"], id_token=made, access_token=ACCESS)
        return self.come_back(asked)

    def answered(self, answer: Callable[[str], dict[str, Any]]) -> TestResponse:
        """Come back from an issuer that answers what *answer* makes of the nonce."""
        asked = self.set_out()
        self.city.gives("code", asked["code_challenge"], **answer(asked["nonce"]))
        return self.come_back(asked)

    def token(self) -> str:
        """Return the token that a page of this browser sends along."""
        found = TOKEN.search(self.get("/console/work").text)
        assert found
        return found[1]

    def cookie(self, name: str = SESSION) -> str | None:
        """Return what this browser holds under a name."""
        found = self.client.get_cookie(name, domain="vinhdanh.example")
        return found.value if found else None

    def is_in(self) -> bool:
        """Say whether the desk is shown."""
        return self.get("/console/work").status_code == 200
