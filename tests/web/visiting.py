"""A browser at real servers behind one proxy, on real time: signed in at one, used at the other."""

import http.client
import time
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from infra.sign_in.id_tokens import LOGGED_OUT
from tests.infra.forgeries import HEADER, token
from tests.web.browsing import ACCESS, ORIGIN, TOKEN
from tests.web.city import CLIENT, City

DESK, OUT, LET_OUT = "/console/work", "/console/sign-out", "/console/backchannel-logout"
PROXIED = {"X-Forwarded-Host": "vinhdanh.example", "X-Forwarded-Proto": "https", "Origin": ORIGIN}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PATIENCE = 60


@dataclass(frozen=True)
class Page:
    """What a server answered."""

    status: int
    there: str
    text: str


@dataclass
class Visitor:
    """Somebody at the console, whom the proxy leads now to one server and now to the other."""

    city: City
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, port: int, path: str, form: dict[str, str] | None = None) -> Page:
        """Ask the server at a port, as the proxy does."""
        held = "; ".join(f"{name}={one}" for name, one in self.cookies.items())
        headers = {**PROXIED, **(FORM if form else {}), **({"Cookie": held} if held else {})}
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        line.request("POST" if form else "GET", path, urlencode(form or {}), headers)
        reply = line.getresponse()
        text = reply.read().decode()
        line.close()
        for said in reply.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: one.value for name, one in SimpleCookie(said).items()}
        return Page(reply.status, reply.headers.get("Location", ""), text)

    def sign_in(self, port: int, back: int | None = None) -> bool:
        """Set out at one server and come back at that or another; say whether they are in."""
        there = self.ask(port, "/console/sign-in/start").there
        asked = {key: one for key, (one,) in parse_qs(urlsplit(there).query).items()}
        made = self.city.id_token(asked["nonce"], **now(), sid=f"{id(self)}")
        self.city.gives("code", asked["code_challenge"], id_token=made, access_token=ACCESS)
        told = urlencode({"state": asked["state"], "code": "code"})
        return self.ask(back or port, f"/console/sign-in/return?{told}").status == 303

    def is_in(self, port: int) -> bool:
        """Say whether a server shows them their desk."""
        return self.ask(port, DESK).status == 200

    def sign_out(self, port: int) -> int:
        """Sign out at a server."""
        found = TOKEN.search(self.ask(port, DESK).text)
        assert found
        return self.ask(port, OUT, {"csrf": found[1]}).status


def let_out(city: City, port: int, who: Visitor) -> int:
    """Let the issuer tell one server that one session of somebody has ended."""
    about = {"iss": city.address, "aud": CLIENT, "events": {LOGGED_OUT: {}}, "jti": "1"}
    said = {"sub": "officer", "sid": f"{id(who)}", "capacity": ..., **about, **now()}
    made = token({**HEADER, "kid": city.key.kid}, key=city.key, **said)
    return Visitor(city).ask(port, LET_OUT, {"logout_token": made}).status


def now() -> dict[str, Any]:
    """Return the time as a token says it."""
    second = int(time.time())
    return {"iat": second, "exp": second + 300}
