"""How a witness asks a service, and hands it what it cosigned."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from http import HTTPStatus
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from infra.sign_in.issuer_address import is_safe
from services.witnessing import Unheard

GROWTH = "/.well-known/vinhdanh/growth?from={old}"
KEPT = ("/.well-known/vinhdanh/checkpoint", "/.well-known/vinhdanh/cosigned")
HANDOVERS = "/.well-known/vinhdanh/handovers"
COSIGNATURES = "/.well-known/vinhdanh/cosignatures"
PLAIN = "text/plain; charset=utf-8"
SECONDS, MOST = 30.0, 1 << 16


class Absent(Unheard):
    """The service has nothing there."""


class NowhereElse(HTTPRedirectHandler):
    """Follows nobody to another address: the token is for the one that was given."""

    def redirect_request(self, *_: object) -> None:
        """Take the answer for what it is, a no."""


def growth(address: str, old: int) -> str:
    """Return what the service at *address* shows of the log since *old* facts."""
    return _asked(address, GROWTH.format(old=old))


def handovers(address: str) -> str:
    """Return how the keys of the log at *address* handed over to each other."""
    return _asked(address, HANDOVERS)


def cosigned(address: str) -> Sequence[str]:
    """Return the checkpoints that the service at *address* shows with cosignatures."""
    found = []
    for path in KEPT:
        with suppress(Absent):
            found.append(_asked(address, path))
    return found


def hand_over(address: str, note: str, token: str) -> str:
    """Hand a cosigned checkpoint to the service at *address*, where nobody reads the token."""
    if not is_safe(address):
        raise Unheard(f"{address}: a token goes over https alone, or to this machine")
    headers = {"Authorization": f"Bearer {token}", "Content-Type": PLAIN}
    return _asked(address, COSIGNATURES, note.encode(), headers)


def _asked(
    address: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
) -> str:
    """Return the answer to a request; Unheard when there is none, or a no."""
    if urlsplit(address).scheme not in {"http", "https"}:
        raise Unheard(f"{address}: must begin with http:// or https://")
    request = Request(f"{address.rstrip('/')}{path}", body, dict(headers or {}))  # noqa: S310 - as above
    try:
        with build_opener(NowhereElse).open(request, timeout=SECONDS) as answer:
            content = answer.read(MOST + 1)
    except HTTPError as err:
        no = Absent if err.code == HTTPStatus.NOT_FOUND else Unheard
        raise no(f"{address}: {err.code} {_short(err.read(MOST))}") from None
    except OSError as err:
        raise Unheard(f"{address}: {err}") from None
    if len(content) > MOST:
        raise Unheard(f"{address}: says more than {MOST} bytes")
    return _text(content, address)


def _text(content: bytes, address: str) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise Unheard(f"{address}: does not answer with text") from None


def _short(content: bytes) -> str:
    return content.decode(errors="replace").replace("\n", " ")[:300]
