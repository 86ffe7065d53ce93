"""Who speaks in the tests of the API: tokens of a key made for this run."""

from datetime import timedelta
from functools import cache

from joserfc.jwk import OKPKey

from infra.sign_in.bearer import Issuer
from infra.sign_in.token_keys import ED25519, PublicKeys
from services.stores import Claims
from tests.builders import DISTRICT, NOON, WARD

KEY = OKPKey.generate_key(ED25519, {"use": "sig", "alg": ED25519}, auto_kid=True)
KEYS = PublicKeys({str(KEY.kid): KEY})
ISSUER = Issuer(KEY, "tests", "vinhdanh")


def token(actor: str, role: str, unit: str, capacity: str | None = "TM") -> str:
    """Return a token that lasts for the year of the tests and the next."""
    who = Claims(actor, frozenset({role}), frozenset({unit}), capacity)
    return ISSUER.issue(who, timedelta(days=2 * 365), NOON - timedelta(days=365))


badge = cache(token)
"""The same for who asks again and again: signing costs as much as many an answer."""
PROPOSER = Claims("officer", frozenset({"nominating-officer"}), frozenset({WARD}))
OFFICER = token("officer", "nominating-officer", WARD)
SECRETARY = token("secretary", "council-secretary", WARD)
SECOND = token("second-secretary", "council-secretary", WARD)
CHAIRMAN = token("ward-chairman", "leader", WARD, "TM")
APPRAISER = token("appraiser", "appraiser", DISTRICT)
VOTES = token("district-secretary", "council-secretary", DISTRICT)
LEADER = token("district-leader", "leader", DISTRICT, "TM")
CLERK = token("district-clerk", "clerk", DISTRICT)
AUDITOR = token("auditor", "auditor", "VN")
OPERATOR = token("operator", "operator", "VN")
