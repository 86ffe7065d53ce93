"""Signing in and out: to the issuer and back, the choice of an office, and the end."""

from secrets import token_urlsafe

import structlog
from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from domain.access import VIETNAM
from services.office import Office
from services.signing_in import Arrival, Departure, NotSignedIn, Provider, departure_of
from web.cookies import SESSION, WAY, WAY_SECONDS, hand_over, secret_of, take_back
from web.gate import keep_pace, onward, signed_in
from web.house import house, present

SECRET_BYTES = 32
signing = Blueprint("signing", __name__, url_prefix="/console")
log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


@signing.get("/sign-in")
def ask() -> str:
    """Show where to sign in."""
    console = house().console
    return render_template(
        "sign-in.html",
        onward=onward(request.args.get("next")),
        ready=console.provider is not None,
        development=console.own_issuer is not None,
    )


@signing.get("/sign-in/start")
def set_out() -> Response:
    """Send somebody to the issuer, with what their browser alone can bring back."""
    keep_pace()
    console, browser = house().console, token_urlsafe(SECRET_BYTES)
    try:
        there = provider().way_there(departure_of(browser), way_back())
    except NotSignedIn as err:
        return failed(err)
    console.sign_ins.depart(browser, onward(request.args.get("next")), console.now())
    reply = redirect(there, 303)
    hand_over(reply, WAY, browser, WAY_SECONDS)
    return reply


@signing.get("/sign-in/return")
def come_back() -> Response:
    """Sign somebody in who comes back from the issuer, under a secret made just now."""
    keep_pace()
    try:
        return _arrived(secret_of(WAY))
    except NotSignedIn as err:
        return failed(err)


def _arrived(browser: str | None) -> Response:
    console = house().console
    departure = departure_of(browser or token_urlsafe(SECRET_BYTES))
    if browser is None or request.args.get("state") != departure.state:
        raise NotSignedIn("state")  # not this browser's: what it has under way stays
    arrival, wanted = named(browser, departure)
    if before := secret_of(SESSION):
        console.sign_ins.end(before)
    secret = token_urlsafe(SECRET_BYTES)
    console.sign_ins.begin(secret, arrival, console.now())
    log.info("sign-in.begun", actor=arrival.claims.subject)
    reply = redirect(wanted, 303)
    hand_over(reply, SESSION, secret)
    take_back(reply, WAY)
    return reply


def named(browser: str, departure: Departure) -> tuple[Arrival, str]:
    """Return whom the issuer names, once; where it is away, the same answer may come again."""
    console = house().console
    if not console.sign_ins.is_away(browser, console.now()):
        raise NotSignedIn("late")
    try:
        arrival = provider().arrived(request.args.to_dict(), departure, way_back())
    except NotSignedIn as err:
        if err.reason != "issuer-away":
            console.sign_ins.arrive(browser, console.now())
        raise
    wanted = console.sign_ins.arrive(browser, console.now())
    if wanted is None:
        raise NotSignedIn("late")  # the same answer came twice at once
    return arrival, wanted


def failed(err: NotSignedIn) -> Response:
    """Say that nobody was signed in, and why, in our words: what came from outside is not shown."""
    log.warning("sign-in.refused", reason=err.reason)
    away = err.reason == "issuer-away"
    return Response(
        render_template("not-signed-in.html", reason=err.reason),
        503 if away else 403,
        content_type="text/html; charset=utf-8",
    )


@signing.get("/office")
def choose() -> Response | str:
    """Show the offices somebody holds today."""
    return signed_in() or render_template("office.html", offices=held())


@signing.post("/office")
def take() -> Response:
    """Let somebody speak in one of their offices, under a new secret."""
    if (elsewhere := signed_in()) is not None:
        return elsewhere
    here, wanted, renewed = present(), request.form.get("office"), token_urlsafe(SECRET_BYTES)
    if here is None or wanted not in {str(one) for one in held()}:
        abort(403)
    if not house().console.sign_ins.choose(here.secret, renewed, str(wanted)):
        return redirect(url_for("signing.choose"), 303)  # overtaken: what this browser holds stays
    reply = redirect(url_for("work.show_work"), 303)
    hand_over(reply, SESSION, renewed)
    return reply


@signing.post("/sign-out")
def leave() -> Response:
    """End this sign-in, here first and then at the issuer."""
    if (here := present()) is None:
        return redirect(url_for("signing.left"), 303)
    house().console.sign_ins.end(here.secret)
    log.info("sign-in.ended", actor=here.who.arrival.claims.subject)
    reply = redirect(provider().way_out(way_out()) or url_for("signing.left"), 303)
    take_back(reply, SESSION)
    return reply


@signing.get("/signed-out")
def left() -> str:
    """Say that somebody is signed out."""
    return render_template("signed-out.html")


@signing.post("/backchannel-logout")
def logged_out() -> Response:
    """
    End what the issuer says has ended; it proves itself by its token and brings no cookie.

    It keeps no pace: the issuer may come by the way of all people, and a flood would shut it out.

    Source: OpenID Connect Back-Channel Logout 1.0 sections 2.5 to 2.8.
    """
    try:
        who = provider().logged_out(request.form.get("logout_token", ""))
    except NotSignedIn as err:
        log.warning("logout.refused", reason=err.reason)
        return Response(status=400)
    ended = house().console.sign_ins.end_at(provider().issuer, who)
    log.info("sign-in.ended-by-issuer", count=ended)
    return Response(status=200)


def held() -> tuple[Office, ...]:
    """Return the offices held today by who is signed in."""
    here, day = present(), house().console.now().astimezone(VIETNAM).date()
    offices = here.who.arrival.claims.offices if here else ()
    return tuple(one for one in offices if one.held_on(day))


def spoken() -> tuple[Office, ...]:
    """Return in which offices somebody speaks just now."""
    here = present()
    if here is None:
        return ()
    claims = here.who.arrival.claims
    if claims.offices:
        return tuple(one for one in held() if here.who.office in {None, str(one)})
    return tuple(
        Office(role, unit) for role in sorted(claims.roles) for unit in sorted(claims.units)
    )


def provider() -> Provider:
    """Return the issuer; where there is none, there is no such page."""
    found = house().console.provider
    return found if found is not None else abort(404)


def way_back() -> str:
    """Return where the issuer sends people back to."""
    return house().console.origin + url_for("signing.come_back")


def way_out() -> str:
    """Return where the issuer sends those who signed out."""
    return house().console.origin + url_for("signing.left")
