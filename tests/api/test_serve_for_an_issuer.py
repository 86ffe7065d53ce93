"""The real service believes the tokens of an issuer that publishes its keys, and changes them."""

import time
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta

from joserfc.jwk import OKPKey

from infra.sign_in.bearer import Issuer
from infra.sign_in.issuer_keys import PAUSE_SECONDS
from infra.sign_in.token_keys import ED25519
from services.stores import Claims
from tests.api.commands.test_doctor import bad
from tests.api.serving import running
from tests.infra.issuing import IssuingServer, issuing

WHO = Claims("officer", frozenset({"nominating-officer"}), frozenset({"10532"}))
FIRST, SECOND = (
    OKPKey.generate_key(ED25519, {"use": "sig", "kid": kid}) for kid in ("first", "second")
)


def status(port: int, issuer: IssuingServer, key: OKPKey) -> int:
    issued = Issuer(key, issuer.address, "vinhdanh")
    token = issued.issue(WHO, timedelta(hours=1), datetime.now(UTC))
    asked = urllib.request.Request(f"http://127.0.0.1:{port}/api/v1/inbox")
    asked.add_header("Authorization", f"Bearer {token}")
    try:
        with urllib.request.urlopen(asked) as reply:
            return int(reply.status)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code


def test_a_key_that_is_rotated_in_is_believed_without_a_restart(tmp_path):
    with issuing() as issuer:
        issuer.publishes(FIRST)
        named = {"VINHDANH_JWKS": "discover", "VINHDANH_ISSUER": issuer.address}
        with running(tmp_path, **named) as (_, port):
            assert 200 == status(port, issuer, FIRST)
            assert 401 == status(port, issuer, SECOND)
            issuer.publishes(FIRST, SECOND)
            time.sleep(PAUSE_SECONDS)
            assert 200 == status(port, issuer, SECOND)


def test_an_issuer_that_gives_no_keys(demo):
    with issuing() as issuer:
        assert "404" in bad(demo, JWKS="discover", ISSUER=issuer.address)["keys"]
        issuer.publishes(FIRST)
        assert "keys" not in bad(demo, JWKS="discover", ISSUER=issuer.address)
