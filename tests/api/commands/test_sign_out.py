"""`vinhdanh sign-out` ends what somebody began at the console, whoever serves it."""

from contextlib import ExitStack
from datetime import UTC, datetime

from infra.console import sign_ins_of
from infra.settings import read
from services.signing_in import Arrival
from services.stores import Claims

HERE = Arrival(Claims("officer", frozenset(), frozenset()), "https://id.example.vn")


def test_all_sign_ins_of_a_person_end(desk, monkeypatch):
    monkeypatch.setenv("VINHDANH_HOME", str(desk.home))
    now = datetime.now(UTC)
    with ExitStack() as opened:
        kept = sign_ins_of(read(), opened)
        for secret in ("one", "two"):
            kept.begin(secret, HERE, now)

        assert {"ended": 2} == desk.told("sign-out", "--actor", "officer")
        assert [None, None] == [kept.find(one, now) for one in ("one", "two")]
    assert "0 ended\n" == desk.run("sign-out", "--actor", "officer").stdout
