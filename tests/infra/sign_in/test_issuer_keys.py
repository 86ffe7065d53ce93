"""The keys of an issuer: found where it publishes them, changed when it changes them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from joserfc.jwk import OKPKey

from infra.sign_in.bearer import Issuer, TokenChecker
from infra.sign_in.issuer_address import is_safe
from infra.sign_in.issuer_keys import DISCOVERY, FRESH_SECONDS, LONGEST, PAUSE_SECONDS, IssuerKeys
from infra.sign_in.token_keys import ED25519, BadKeys
from services.stores import BadToken, Claims
from tests.infra.forgeries import NOW
from tests.infra.issuing import KEYS_AT, IssuingServer, issuing
from tests.waiting import until

OLD = OKPKey.generate_key(ED25519, {"use": "sig", "kid": "old"})
NEW = OKPKey.generate_key(ED25519, {"use": "sig", "kid": "new"})
WHO = Claims("officer", frozenset({"clerk"}), frozenset({"31"}))


@dataclass
class Watch:
    """A clock in seconds that is set by hand."""

    seconds: float = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def issuer() -> Iterator[IssuingServer]:
    with issuing() as lent:
        lent.publishes(OLD)
        yield lent


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def keys(issuer: IssuingServer, watch: Watch, tmp_path: Path) -> IssuerKeys:
    return IssuerKeys(issuer.address, tmp_path / "published.json", watch)


def token(issuer: IssuingServer, key: OKPKey) -> str:
    return Issuer(key, issuer.address, "vinhdanh").issue(WHO, timedelta(hours=1), NOW)


@pytest.fixture
def gate(issuer: IssuingServer, keys: IssuerKeys) -> TokenChecker:
    return TokenChecker(keys.current, issuer.address, "vinhdanh", renew=keys.renewed)


def test_who_holds_a_token_of_a_published_key_speaks(issuer, gate):
    assert WHO == gate.check(token(issuer, OLD), NOW)


def test_a_new_key_counts_from_its_first_token(issuer, gate, watch):
    issuer.publishes(OLD, NEW)
    watch.seconds += PAUSE_SECONDS

    assert WHO == gate.check(token(issuer, NEW), NOW)
    assert WHO == gate.check(token(issuer, OLD), NOW)


def test_a_key_withdrawn_is_believed_ten_minutes_at_most(issuer, gate, watch):
    withdrawn = token(issuer, OLD)
    assert WHO == gate.check(withdrawn, NOW)
    issuer.publishes(NEW)
    watch.seconds += FRESH_SECONDS

    def is_refused() -> bool:
        try:
            gate.check(withdrawn, NOW)
        except BadToken as err:
            return err.reason == "unknown-key"
        return False

    assert until(is_refused)


def test_strangers_do_not_make_us_ask_without_end(issuer, gate, watch):
    watch.seconds += PAUSE_SECONDS
    for _ in range(50):
        with pytest.raises(BadToken, match=r"^unknown-key$"):
            gate.check(token(issuer, NEW), NOW)

    assert 2 == issuer.asked.count(KEYS_AT)


def test_what_was_verified_counts_on_while_the_keys_are_the_same(keys, watch):
    before = keys.current()
    watch.seconds += PAUSE_SECONDS

    assert before is keys.renewed()


def test_an_issuer_that_is_away_leaves_the_last_keys(issuer, keys, watch, tmp_path):
    issuer.answers.clear()
    watch.seconds += PAUSE_SECONDS
    assert ["old"] == list(keys.renewed().by_id)

    again = IssuerKeys(issuer.address, tmp_path / "published.json", watch)
    assert ["old"] == list(again.current().by_id)


LONG = b" " * (LONGEST + 1)
ANSWERS = {
    "nothing": (DISCOVERY, (404, b"")),
    "a fault": (DISCOVERY, (500, b"{}")),
    "no JSON": (DISCOVERY, (200, b"<html>")),
    "a list": (DISCOVERY, (200, b"[]")),
    "a page without end": (DISCOVERY, (200, LONG)),
    "a way to elsewhere": (DISCOVERY, (302, b"")),
    "no keys": (KEYS_AT, (200, b'{"keys": []}')),
    "keys without end": (KEYS_AT, (200, LONG)),
    "keys elsewhere": (KEYS_AT, (301, b"")),
    "a key field twice": (DISCOVERY, (200, b'{"issuer": "a", "issuer": "b"}')),
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_any_other_answer_is_no_key(issuer, tmp_path, answer):
    where, said = ANSWERS[answer]
    issuer.answers[where] = said
    with pytest.raises(BadKeys):
        IssuerKeys(issuer.address, tmp_path / "published.json")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "told",
    [
        {"issuer": "https://id.example.vn"},
        {"jwks_uri": "http://id.example.vn/keys"},
        {"jwks_uri": "file:///etc/passwd"},
        {"jwks_uri": 7},
    ],
)
def test_an_account_of_somebody_else_is_no_key(issuer, tmp_path, told):
    issuer.says(**told)
    with pytest.raises(BadKeys):
        IssuerKeys(issuer.address, tmp_path / "published.json")


def test_a_private_key_that_is_published_is_no_key(issuer, tmp_path):
    issuer.publishes(OLD, private=True)
    with pytest.raises(BadKeys, match="private"):
        IssuerKeys(issuer.address, tmp_path / "published.json")


def test_a_lost_connection_is_an_issuer_away(tmp_path):
    with issuing() as gone:
        pass
    with pytest.raises(BadKeys, match="no answer"):
        IssuerKeys(gone.address, tmp_path / "published.json")


def test_a_copy_that_cannot_be_written_is_told(issuer, tmp_path):
    (tmp_path / "published.json").mkdir()
    with pytest.raises(BadKeys, match="cannot be written"):
        IssuerKeys(issuer.address, tmp_path / "published.json")


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://id.example.vn/realms/ward", True),
        ("http://127.0.0.1:8080", True),
        ("http://[::1]:8080", True),
        ("http://localhost", True),
        ("http://id.example.vn", False),
        ("http://127.0.0.1.example.vn", False),
        ("https://", False),
        ("https://[", False),
        ("id.example.vn", False),
    ],
)
def test_addresses_nobody_can_change_on_the_way(address, safe):
    assert safe is is_safe(address)
