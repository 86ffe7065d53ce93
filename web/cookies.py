"""The cookies of the console: of who is signed in, who is on the way, who knows the start."""

from urllib.parse import urlsplit

from flask import request
from werkzeug.wrappers import Response

from web.house import house

SESSION, WAY, START = "vinhdanh", "vinhdanh-way", "vinhdanh-start"
WAY_SECONDS = 600
LONGEST = 100


def secret_of(name: str) -> str | None:
    """Return the secret that this browser holds under a name."""
    found = request.cookies.get(_full(name))
    return found if found and len(found) <= LONGEST else None


def hand_over(reply: Response, name: str, secret: str, seconds: int | None = None) -> None:
    """Give this browser a secret that no script and no other site gets hold of."""
    reply.set_cookie(
        _full(name),
        secret,
        max_age=seconds,
        path="/",
        secure=_is_encrypted(),
        httponly=True,
        samesite="Lax",
    )


def take_back(reply: Response, name: str) -> None:
    """Let this browser forget a secret."""
    reply.delete_cookie(
        _full(name), path="/", secure=_is_encrypted(), httponly=True, samesite="Lax"
    )


def _full(name: str) -> str:
    """
    Return a name that ties a cookie to this very host, where browsers know such (`__Host-`).

    On plain loopback they do not, and take all ports for one house: there the port is in the name.
    """
    if _is_encrypted():
        return f"__Host-{name}"
    return f"{name}-{urlsplit(house().console.origin).port or 80}"


def _is_encrypted() -> bool:
    return house().console.origin.startswith("https://")
