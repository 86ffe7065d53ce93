"""The gate of the console: whose request it is, and whether a page of ours sent it."""

import re
import time
from hmac import compare_digest
from secrets import token_urlsafe
from typing import NoReturn, cast
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, g, redirect, request, url_for
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from werkzeug.wrappers import Response

from services.callers import network_of
from services.signing_in import derived
from web.cookies import SESSION, secret_of
from web.house import Presence, house, present

PACE, WRONG = "vinhdanh-console-pace", "wrong guess"
MOST_WRONG = RateLimitItemPerMinute(10)
TOKEN = "csrf"  # noqa: S105 - the name of a field, not a secret
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
LONGEST_WAY = 500
TRUSTED = "werkzeug.proxy_fix.orig"
PLAIN_WAY = re.compile(r"/console(/[A-Za-z0-9_-]+)+(\?[A-Za-z0-9_=&%.-]*)?")
LENGTH_UNSAID, NOT_OURS, TOO_OFTEN = 411, 421, 429
LARGEST_FORM = 1 << 16
WITH_A_FILE = "acting.send", "evidence"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# An issuer proves itself by a token of its own; ours for development looks at the origin itself.
BY_OTHER_PROOF = frozenset({"signing.logged_out", "own_issuer.grant_code", "own_issuer.redeem"})


def install(app: Flask) -> None:
    """Look at every request of *app* first."""
    app.extensions[PACE] = SlidingWindowCounterRateLimiter(MemoryStorage())
    app.before_request(at_our_address)
    app.before_request(_look)
    app.before_request(of_known_length)
    app.before_request(make_room)
    app.before_request(from_our_page)


def at_our_address() -> Response | None:
    """
    See that the console was asked for under its own name.

    A page of elsewhere whose name is made to lead here would else be of our origin (DNS rebinding).
    """
    ours = urlsplit(house().console.origin)
    here, plain = request.host == ours.netloc, _is_on_plain_ground(ours.scheme)
    if here and not plain:
        return None
    asked = urlsplit(f"//{request.host}")
    alike = {ours.hostname, asked.hostname} <= LOOPBACK and asked.port == ours.port
    if (here or alike) and request.method in SAFE:
        return redirect(house().console.origin + request.full_path.rstrip("?"), 303)
    return abort(NOT_OURS)


def _is_on_plain_ground(ours: str) -> bool:
    """Say whether a proxy that is believed was asked by another scheme than ours."""
    told = TRUSTED in request.environ and "X-Forwarded-Proto" in request.headers
    return told and request.scheme != ours


def _look() -> None:
    """Find out who is signed in in this browser."""
    secret, console = secret_of(SESSION), house().console
    who = console.sign_ins.find(secret, console.now()) if secret else None
    ours = console.provider.issuer if console.provider else None
    if secret and who and who.arrival.issuer == ours:
        g.presence = Presence(who, secret)


def signed_in() -> Response | None:
    """Send whoever is not signed in to do so, and then on to what they wanted."""
    if present() is not None:
        return None
    if request.method not in SAFE:
        return abort(403)
    return redirect(url_for("signing.ask", next=request.full_path.rstrip("?")), 303)


def of_known_length() -> None:
    """See that a form says how long it is, as browsers do: else it would be cut at the limit."""
    unsaid = request.content_length is None and request.environ.get("wsgi.input_terminated")
    if request.method not in SAFE and unsaid:
        abort(LENGTH_UNSAID)


def make_room() -> None:
    """
    Let whoever is signed in send a paper: the one form that may be larger than what is written.

    It has room for more than a paper may have, so that one too large is refused over what was
    written, and not before it is read.
    """
    wanted = request.endpoint, (request.view_args or {}).get("act")
    if present() is not None and wanted == WITH_A_FILE:
        request.max_content_length = 2 * house().console.evidence_limit + LARGEST_FORM


def from_our_page() -> None:
    """
    See that what somebody signed in changes was asked for by a page of ours, in this very sign-in.

    The token follows from the secret of the sign-in. Browsers say besides from where a request
    comes, in `Origin` or in `Sec-Fetch-Site`: one of them must be there, and each must be ours.
    """
    if request.method in SAFE or present() is None or request.endpoint in BY_OTHER_PROOF:
        return
    told = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    ours = house().console.origin, "same-origin"
    if told == (None, None) or any(
        one not in {None, mine} for one, mine in zip(told, ours, strict=True)
    ):
        abort(403)
    if not compare_digest(request.form.get(TOKEN, "").encode(), page_token().encode()):
        abort(403)


def page_token() -> str:
    """Return the token that our pages send along; of nobody there is one that never fits."""
    here = present()
    return derived(here.secret, TOKEN) if here else token_urlsafe(32)


def keep_pace() -> None:
    """Count one more knock of this address; too many within a minute are refused."""
    most = house().console.requests_per_minute
    if most and not _counting().hit(RateLimitItemPerMinute(most), knocking()):
        _too_often(RateLimitItemPerMinute(most), knocking())


def keep_pace_of_guesses() -> None:
    """Refuse whoever guessed wrong too often within a minute, before they are listened to."""
    if not _counting().test(MOST_WRONG, WRONG, knocking()):
        _too_often(MOST_WRONG, WRONG, knocking())


def count_wrong_guess() -> None:
    """Count one more wrong guess of this address; right ones are not counted."""
    _counting().hit(MOST_WRONG, WRONG, knocking())


def knocking() -> str:
    """Return the address that a request comes from, of IPv6 its network."""
    return network_of(request.remote_addr or "nobody")


def _counting() -> SlidingWindowCounterRateLimiter:
    return cast("SlidingWindowCounterRateLimiter", current_app.extensions[PACE])


def _too_often(item: RateLimitItemPerMinute, *who: str) -> NoReturn:
    wait = _counting().get_window_stats(item, *who).reset_time - time.time()
    g.wait = max(1, int(wait) + 1)
    abort(TOO_OFTEN)


def onward(wanted: str | None) -> str:
    r"""
    Return the page to go on to: one of the console's, whatever was asked for.

    A browser takes `//host`, `/\host` and what follows a blank for other places than they look, so
    that nothing but plain parts and a plain query passes.
    """
    plain = wanted is not None and len(wanted) <= LONGEST_WAY and PLAIN_WAY.fullmatch(wanted)
    return wanted if wanted and plain else url_for("work.show_work")
