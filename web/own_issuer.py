"""The issuer for development, at /dev-issuer: there to try things, and nowhere else."""

from base64 import urlsafe_b64decode
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from services.own_issuer import Grant, OwnIssuer, WrongGrant
from web.gate import keep_pace
from web.house import house
from web.start_secret import is_let_in, remember, show_secret

FORWARDED = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip")
CHALLENGE_BYTES = 32
own_issuer = Blueprint("own_issuer", __name__, url_prefix="/dev-issuer")


def issuer() -> OwnIssuer:
    """
    Return the issuer; where it is not offered, there is no such page.

    Nor is there one for what a proxy marked as its own; a proxy that adds no mark is not seen.
    """
    found = house().console.own_issuer
    if found is None or any(one in request.headers for one in FORWARDED):
        abort(404)
    return found


@own_issuer.get("/enter")
def enter() -> WerkzeugResponse:
    """Let the browser in that follows the address which this start printed, without its secret."""
    mine = issuer()
    show_secret(mine, request.args.get("secret", ""))
    return remember(redirect(url_for("work.enter"), 303), mine)


@own_issuer.get("/.well-known/openid-configuration")
def account() -> Response:
    """Say what it is (OpenID Connect Discovery 1.0)."""
    return jsonify(issuer().account)


@own_issuer.get("/jwks")
def keys() -> Response:
    """Publish its keys."""
    return jsonify(issuer().keys)


@own_issuer.get("/authorize")
def offer() -> Response | str:
    """Let somebody pick whom they want to be."""
    mine, asked = issuer(), request.args
    grant(mine)
    return render_template("authorize.html", hands=mine.hands, asked=asked, let_in=is_let_in(mine))


@own_issuer.post("/authorize")
def grant_code() -> WerkzeugResponse:
    """Send whoever knows the secret and picked a hand back to the console with a code."""
    keep_pace()
    mine = issuer()
    if request.headers.get("Origin") != house().console.origin:
        abort(403)
    asked = grant(mine)
    if not is_let_in(mine):
        show_secret(mine, request.form.get("secret", ""))
    told = {"state": request.form["state"], "iss": str(mine.account["issuer"])}
    return remember(_to(asked.back_to, {**_code(mine, asked), **told}), mine)


@own_issuer.post("/token")
def redeem() -> Response:
    """Give tokens for a code (RFC 6749 section 4.1.3, RFC 7636)."""
    keep_pace()
    mine, sent = issuer(), request.form
    if sent.get("grant_type") != "authorization_code":
        return _refused("unsupported_grant_type")
    asked = [sent.get(one, "") for one in ("code", "code_verifier", "client_id", "redirect_uri")]
    try:
        return jsonify(mine.redeem(*asked))
    except WrongGrant as err:
        return _refused(str(err))


@own_issuer.get("/end-session")
def end() -> Response:
    """Send somebody on who signed out; it keeps no sessions of its own."""
    address = request.args.get("post_logout_redirect_uri", "")
    return _to(address, {}) if issuer().is_way_back(address) else abort(400)


def grant(mine: OwnIssuer) -> Grant:
    """Return what the console asks for; an error of anybody else is shown here, never sent on."""
    said = request.values
    asked = Grant(
        *(said.get(one, "") for one in ("client_id", "redirect_uri", "nonce", "code_challenge"))
    )
    whole = asked.nonce and said.get("state") and _is_challenge(asked.challenge)
    right = said.get("response_type") == "code" and said.get("code_challenge_method") == "S256"
    if not (mine.is_known(asked.client, asked.back_to) and whole and right):
        abort(400)
    return asked


def _code(mine: OwnIssuer, asked: Grant) -> dict[str, str]:
    """Return the code for the hand that was picked, or why there is none."""
    try:
        return {"code": mine.code(asked, request.form.get("subject", ""))}
    except WrongGrant as err:
        return {"error": str(err)}


def _refused(code: str) -> Response:
    said = jsonify(error=code)
    said.status_code = 400
    return said


def _is_challenge(text: str) -> bool:
    try:
        return len(urlsafe_b64decode(text + "=")) == CHALLENGE_BYTES
    except ValueError:
        return False


def _to(address: str, said: dict[str, str]) -> Response:
    sent = redirect(f"{address}?{urlencode(said)}" if said else address, 303)
    return Response(status=sent.status_code, headers={"Location": sent.location or ""})
