"""Signing in at the console: the way to the issuer and back, and who is signed in since."""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.own_issuer import OwnIssuer
from services.stores import Claims


class NotSignedIn(Exception):
    """A sign-in did not come about; `reason` is a short code, no secret is ever repeated."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def derived(secret: str, purpose: str) -> str:
    """Return what follows from a secret for one purpose, and tells nothing of it: 43 signs."""
    made = hmac.digest(secret.encode(), purpose.encode(), "sha256")
    return urlsafe_b64encode(made).rstrip(b"=").decode()


@dataclass(frozen=True, slots=True)
class Departure:
    """
    Somebody on the way to the issuer: what they must bring back, and what we shall show it.

    All of it follows from the secret that their browser holds, so that none of it is kept here.
    Source: `state`, RFC 6749 section 10.12; `verifier`, RFC 7636; `nonce`, OpenID Connect Core 1.0
    section 3.1.2.1.
    """

    state: str
    nonce: str
    verifier: str


def departure_of(browser: str) -> Departure:
    """Return the departure from the browser that holds the secret *browser*."""
    return Departure(*(derived(browser, one) for one in ("state", "nonce", "verifier")))


@dataclass(frozen=True, slots=True)
class Arrival:
    """Whom the issuer named, and under which of its own sessions, where it says so."""

    claims: Claims
    issuer: str
    sid: str | None = None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody signed in, and the office they chose; None where they hold one or chose none."""

    arrival: Arrival
    office: str | None
    begun_at: datetime


@dataclass(frozen=True, slots=True)
class LoggedOut:
    """Whom an issuer says to have logged out: a person, or one session of theirs."""

    subject: str | None
    sid: str | None


class SignIns(Protocol):
    """Who is signed in, and who is on the way; of their secrets digests alone are kept."""

    def depart(self, browser: str, onward: str, now: datetime) -> None:
        """Remember that a browser set out, and the page wanted there."""
        ...

    def is_away(self, browser: str, now: datetime) -> bool:
        """Say whether a browser is on the way, and not for too long."""
        ...

    def arrive(self, browser: str, now: datetime) -> str | None:
        """Return the page wanted, once; None where nobody set out, or too long ago."""
        ...

    def begin(self, secret: str, arrival: Arrival, now: datetime) -> None:
        """Sign somebody in under *secret*."""
        ...

    def find(self, secret: str, now: datetime) -> SignedIn | None:
        """Return who is signed in under *secret*; None where nobody is, or no longer."""
        ...

    def choose(self, secret: str, renewed: str, office: str) -> bool:
        """Let them speak in *office* from now on, under *renewed*; False where nobody is there."""
        ...

    def end(self, secret: str) -> bool:
        """End the sign-in under *secret*; say whether there was one."""
        ...

    def end_of(self, subject: str) -> int:
        """End every sign-in of somebody; return how many there were."""
        ...

    def end_at(self, issuer: str, who: LoggedOut) -> int:
        """End those that *issuer* logged out; return how many there were."""
        ...


class Provider(Protocol):
    """The issuer as the console speaks to it (OpenID Connect)."""

    @property
    def issuer(self) -> str:
        """Return its name, which is its address."""
        ...

    @property
    def origins(self) -> Sequence[str]:
        """Return where a form of ours may end up when somebody signs out there too."""
        ...

    def way_there(self, departure: Departure, back_to: str) -> str:
        """
        Return the address at which somebody signs in, to come back to *back_to*.

        Raises:
            NotSignedIn: it does not answer.
        """
        ...

    def arrived(self, told: Mapping[str, str], departure: Departure, back_to: str) -> Arrival:
        """
        Return whom it named to somebody who comes back with what is *told*.

        Raises:
            NotSignedIn: it named nobody, or what it says does not hold.
        """
        ...

    def logged_out(self, token: str) -> LoggedOut:
        """
        Return whom its logout token is about.

        Raises:
            NotSignedIn: it is not such a token, or not one of this issuer for us.
        """
        ...

    def way_out(self, back_to: str) -> str | None:
        """Return where somebody signs out of the issuer itself; None where that cannot be."""
        ...


class Console(Protocol):
    """What the console needs to know of the house."""

    @property
    def origin(self) -> str:
        """Return where people find it, such as https://vinhdanh.example."""
        ...

    @property
    def sign_ins(self) -> SignIns:
        """Return who is signed in."""
        ...

    @property
    def provider(self) -> Provider | None:
        """Return the issuer; None where none is set."""
        ...

    @property
    def own_issuer(self) -> OwnIssuer | None:
        """Return the issuer for development; None where there is another one, or none at all."""
        ...

    @property
    def requests_per_minute(self) -> int:
        """Return how often one address may knock within a minute; 0 is without a limit."""
        ...

    @property
    def evidence_limit(self) -> int:
        """Return how many bytes a paper may have."""
        ...

    def now(self) -> datetime:
        """Return the time."""
        ...
