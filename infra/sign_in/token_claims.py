"""What a token says: strict JSON, every claim of the right type, the times it may be used."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from domain.hand import FORMS
from services.claim_text import claim_flaw
from services.office import Office
from services.stores import BadToken, Claims

DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
OFFICE = frozenset({"role", "unit", "since", "until"})
REQUIRED = frozenset({"exp", "iat", "sub", "iss", "aud"})


@dataclass(frozen=True, slots=True)
class Said:
    """The claims of a verified token and the seconds (since 1970) between which it counts."""

    claims: Claims
    since: int
    until: int

    def at(self, now: datetime, leeway: int) -> Claims:
        """
        Return the claims if they count *now*, clocks differing by up to *leeway* seconds.

        Raises:
            BadToken: `expired` or `not-yet-valid`.
        """
        seconds = now.timestamp()
        if seconds >= self.until + leeway:
            raise BadToken("expired")
        if seconds < self.since - leeway:
            raise BadToken("not-yet-valid")
        return self.claims


def read_claims(payload: bytes, issuer: str, audience: str) -> Said:
    """
    Return what *payload* says, if it comes from *issuer* and is meant for *audience*.

    Raises:
        BadToken: anything missing, of a wrong type, or for somebody else.
    """
    return claims_of(strict_object(payload, "payload"), issuer, audience)


def claims_of(said: Mapping[str, object], issuer: str, audience: str) -> Said:
    """Return the same of a payload already read."""
    if not said.keys() >= REQUIRED:
        raise BadToken("claim-missing")
    if _text(said["iss"]) != issuer:
        raise BadToken("issuer")
    if audience not in _texts(said["aud"] if isinstance(said["aud"], list) else [said["aud"]]):
        raise BadToken("audience")
    claims = Claims(
        _text(said["sub"]),
        _texts(said.get("roles", [])),
        _texts(said.get("units", [])),
        _capacity(said["capacity"]) if "capacity" in said else None,
        _offices(said),
    )
    issued = _seconds(said["iat"])
    return Said(claims, max(issued, _seconds(said.get("nbf", issued))), _seconds(said["exp"]))


def _offices(said: Mapping[str, object]) -> tuple[Office, ...]:
    """Return the offices of a token; one that names them names no roles and units besides."""
    named = said.get("offices")
    if named is None:
        return ()
    if not isinstance(named, list) or not named or {"roles", "units"} & said.keys():
        raise BadToken("claim-type")
    return tuple(map(_office, named))


def _office(named: object) -> Office:
    if not isinstance(named, dict) or not {"role", "unit"} <= named.keys() <= OFFICE:
        raise BadToken("claim-type")
    days = {name: _day(named[name]) for name in ("since", "until") if name in named}
    return Office(_text(named["role"]), _text(named["unit"]), **days)


def _day(value: object) -> date:
    text = _text(value)
    try:
        return date.fromisoformat(text if DAY.fullmatch(text) else "")
    except ValueError:
        raise BadToken("claim-type") from None


def strict_object(text: bytes, reason: str) -> dict[str, object]:
    """
    Return the JSON object *text*; no field twice, no NaN.

    Raises:
        BadToken: with *reason*, when it is anything else.
    """
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_never)
    except (ValueError, RecursionError):
        raise BadToken(reason) from None
    if not isinstance(found, dict):
        raise BadToken(reason)
    return found


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a field twice")
    return found


def _never(constant: str) -> object:
    raise ValueError(constant)


def _text(value: object) -> str:
    """Return a text that is fit to be a claim."""
    if isinstance(value, str) and claim_flaw(value) is None:
        return value
    raise BadToken("claim-type")


def _texts(value: object) -> frozenset[str]:
    if not isinstance(value, list):
        raise BadToken("claim-type")
    return frozenset(_text(item) for item in value)


def _capacity(value: object) -> str:
    if (text := _text(value)) in FORMS:
        return text
    raise BadToken("claim-type")


def _seconds(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise BadToken("claim-type")
