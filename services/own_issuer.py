"""The issuer for development as the console finds it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from services.stores import Claims


class WrongGrant(Exception):
    """A request to the development issuer is refused; the text is an error code of OAuth."""


@dataclass(frozen=True, slots=True)
class Grant:
    """What the console asked the development issuer for."""

    client: str
    back_to: str
    nonce: str
    challenge: str


class OwnIssuer(Protocol):
    """The issuer for development: who knows its secret may be any hand of the demo ward."""

    def knows(self, secret: str) -> bool:
        """Say whether this is the secret that this start printed, in constant time."""
        ...

    @property
    def badge(self) -> str:
        """Return what a browser holds that showed the secret."""
        ...

    @property
    def hands(self) -> Sequence[Claims]:
        """Return whom one may be."""
        ...

    @property
    def account(self) -> Mapping[str, object]:
        """Return what it publishes of itself."""
        ...

    @property
    def keys(self) -> Mapping[str, object]:
        """Return its public keys."""
        ...

    def is_known(self, client: str, back_to: str) -> bool:
        """Say whether this is our console, and exactly its address to come back to."""
        ...

    def is_way_back(self, address: str) -> bool:
        """Say whether somebody who signed out may be sent to this address."""
        ...

    def code(self, grant: Grant, subject: str) -> str:
        """
        Return a code, for once and a minute.

        Raises:
            WrongGrant: nobody is called *subject*.
        """
        ...

    def redeem(self, code: str, verifier: str, client: str, back_to: str) -> Mapping[str, object]:
        """
        Return the tokens for a code.

        Raises:
            WrongGrant: the code is unknown, used, late, of another client, or not this one's.
        """
        ...
