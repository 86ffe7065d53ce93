"""Bearer tokens: honest ones speak, every other one is refused with a reason and nothing else."""

import json
import traceback
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import ECKey, OKPKey, RSAKey

from infra.sign_in.bearer import KEPT_TOKENS, REGISTRY, Issuer, TokenChecker
from infra.sign_in.token_keys import PublicKeys
from services.office import Office
from services.stores import BadToken, Claims
from tests.infra.forgeries import (
    AUDIENCE,
    FORGERIES,
    HEADER,
    ISSUER,
    KEY,
    NOW,
    OTHER,
    SECONDS,
    Forgery,
    signed,
    token,
)

SPOKEN = Claims("officer-a", frozenset({"clerk"}), frozenset({"24-10513"}), "KT")


def public(*keys: OKPKey | ECKey | RSAKey) -> PublicKeys:
    return PublicKeys({str(key.kid): type(key).import_key(key.as_dict()) for key in keys})


OURS = public(KEY)


def checker(keys: PublicKeys = OURS, *, leeway: int = 30, kept: int = KEPT_TOKENS) -> TokenChecker:
    return TokenChecker(lambda: keys, ISSUER, AUDIENCE, leeway=leeway, kept=kept)


def test_a_good_token_says_who_speaks():
    assert SPOKEN == checker().check(token(), NOW)


def test_roles_units_and_capacity_may_be_absent():
    bare = token(roles=..., units=..., capacity=...)
    assert Claims("officer-a", frozenset(), frozenset()) == checker().check(bare, NOW)


def test_offices_are_read_with_their_days():
    said = [{"role": "leader", "unit": "10532", "since": "2026-01-01", "until": "2026-12-31"}]
    who = checker().check(token(offices=said, roles=..., units=...), NOW)
    office = Office("leader", "10532", date(2026, 1, 1), date(2026, 12, 31))
    assert ((office,), frozenset(), frozenset()) == (who.offices, who.roles, who.units)


def test_what_is_issued_with_offices_is_read_as_it_was():
    offices = (Office("clerk", "30"), Office("leader", "10532", date(2026, 1, 1)))
    who = Claims("an", frozenset(), frozenset(), "TM", offices)
    issued = Issuer(KEY, ISSUER, AUDIENCE).issue(who, timedelta(hours=1), NOW)
    assert who == checker().check(issued, NOW)


@pytest.mark.parametrize("capacity", ["TM", "KT", "TL", "TUQ", "Q"])
def test_every_signing_form_is_known(capacity):
    assert capacity == checker().check(token(capacity=capacity), NOW).capacity


@pytest.mark.parametrize(
    "said",
    [
        {"aud": ["other", AUDIENCE]},
        {"exp": SECONDS - 29},
        {"nbf": SECONDS + 29},
        {"iat": SECONDS + 29},
        {"scope": "more claims are no harm"},
        {"sub": "Nguyễn Văn A"},
    ],
)
def test_what_is_unusual_but_right_is_accepted(said):
    assert checker().check(token(**said), NOW).subject


@pytest.mark.parametrize("algorithm", ["Ed25519", "EdDSA"])
@pytest.mark.parametrize("kind", ["JWT", "jwt", "at+jwt"])
def test_both_names_of_the_algorithm_are_known(algorithm, kind):
    assert checker().check(token(HEADER | {"alg": algorithm, "typ": kind}), NOW).subject


def test_a_key_that_names_its_algorithm_is_used_for_no_other():
    named = OKPKey.import_key(KEY.as_dict(private=True) | {"alg": "Ed25519"})
    with pytest.raises(BadToken, match=r"^signature$"):
        checker(public(named)).check(token(HEADER | {"alg": "EdDSA"}), NOW)


def test_p256_tokens_are_checked_with_the_key_they_name():
    key = ECKey.generate_key("P-256", {"kid": "theirs"})
    said = {"iss": ISSUER, "aud": AUDIENCE, "sub": "b", "iat": SECONDS, "exp": SECONDS + 9}
    made = jwt.encode({"alg": "ES256", "kid": "theirs"}, said, key)
    assert "b" == checker(public(KEY, key)).check(made, NOW).subject


@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda forgery: forgery.lie)
def test_refused(forgery: Forgery):
    forged = forgery.make()
    with pytest.raises(BadToken) as refused:
        checker().check(forged, NOW)
    assert forgery.reason == refused.value.reason


@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda forgery: forgery.lie)
def test_refused_the_second_time_too(forgery: Forgery):
    gate, forged = checker(), forgery.make()
    gate.check(token(), NOW)
    for _ in range(2):
        with pytest.raises(BadToken):
            gate.check(forged, NOW)


def test_a_refusal_repeats_nothing_of_the_token():
    for forgery in FORGERIES:
        forged = forgery.make()
        with pytest.raises(BadToken) as refused:
            checker().check(forged, NOW)
        told = "".join(traceback.format_exception(refused.value))
        pieces = [piece for piece in (forged, *forged.split(".")) if len(piece) > 20]
        assert not any(piece in told for piece in pieces), forgery.lie


def test_no_bit_of_a_token_may_flip():
    good = token()
    for at in range(len(good)):
        flipped = good[:at] + chr(ord(good[at]) ^ 1) + good[at + 1 :]
        with pytest.raises(BadToken):
            checker().check(flipped, NOW)


def test_no_token_may_be_cut():
    good = token()
    for length in range(len(good)):
        with pytest.raises(BadToken):
            checker().check(good[:length], NOW)


@given(st.text())
def test_any_text_is_refused_as_a_token(text):
    with pytest.raises(BadToken):
        checker().check(text, NOW)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*HEADER, "jwk", "crit", "b64"]), JSON))
def test_any_header_is_refused_or_right(header):
    made = signed(json.dumps(header).encode(), b"{}")
    with pytest.raises(BadToken):
        checker().check(made, NOW)


@given(st.sampled_from(["exp", "iat", "nbf", "sub", "aud", "roles", "units", "capacity"]), JSON)
def test_any_claim_is_refused_or_of_its_type(name, value):
    try:
        said = checker().check(token(**{name: value}), NOW)
    except BadToken:
        return
    assert all(isinstance(text, str) for text in (said.subject, *said.roles, *said.units))


def test_the_registry_names_no_algorithm_that_is_not_ours():
    with pytest.raises(BadToken, match=r"^algorithm$"):
        REGISTRY.get_alg("HS256")


def test_an_issued_token_is_a_good_one():
    issued = Issuer(KEY, ISSUER, AUDIENCE).issue(SPOKEN, timedelta(hours=1), NOW)
    assert SPOKEN == checker().check(issued, NOW)
    with pytest.raises(BadToken, match=r"^expired$"):
        checker().check(issued, NOW + timedelta(hours=2))


def test_a_remembered_token_still_expires():
    gate, good = checker(), token()
    assert SPOKEN == gate.check(good, NOW)
    assert SPOKEN == gate.check(good, NOW + timedelta(seconds=3629))
    with pytest.raises(BadToken, match=r"^expired$"):
        gate.check(good, NOW + timedelta(seconds=3630))


def test_a_remembered_token_dies_with_its_key():
    held = [OURS]
    gate = TokenChecker(lambda: held[0], ISSUER, AUDIENCE)
    assert SPOKEN == gate.check(token(), NOW)
    held[0] = public(OTHER)
    with pytest.raises(BadToken, match=r"^signature$"):
        gate.check(token(), NOW)


def test_the_memory_is_bounded_and_drops_the_oldest():
    gate = checker(kept=3)
    for number in range(10):
        gate.check(token(sub=f"officer-{number}"), NOW)
    kept = [said.claims.subject for said in gate._verified._said.values()]
    assert ["officer-7", "officer-8", "officer-9"] == kept


def test_without_memory_every_token_is_verified():
    gate = checker(kept=0)
    assert SPOKEN == gate.check(token(), NOW)
    assert {} == gate._verified._said


def test_a_remembered_token_costs_no_signature():
    by_id = dict(OURS.by_id)
    keys = PublicKeys(by_id)
    remembering, forgetting = checker(keys), checker(keys, kept=0)
    assert remembering.check(token(), NOW) == forgetting.check(token(), NOW)
    by_id.clear()
    assert SPOKEN == remembering.check(token(), NOW)
    with pytest.raises(BadToken):
        forgetting.check(token(), NOW)
