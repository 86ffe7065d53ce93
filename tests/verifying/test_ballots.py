"""The golden ballots are those of the domain, and the client in Python makes the same."""

from tests.verifying.ballot_vectors import kept, made
from tests.verifying.runners import ROOT, loaded

CLIENT = loaded(ROOT / "docs" / "examples" / "ballot.py")


def test_the_domain_makes_the_golden_ballots():
    assert kept() == made()


def test_the_client_in_python_makes_them_too():
    for one in kept():
        key, address = int(one["key"], 16), f"http://house/sessions/{one['session']}"
        said = one["nonce"], one["choice"]
        assert one["image"] == f"{CLIENT.image(address, one['nomination'], *said, key):x}"
        ballot = {name: one[name] for name in ("nonce", "choice", "proof")}
        assert CLIENT.is_proven(address, one["nomination"], ballot, key)
        turned = {**ballot, "choice": "blank" if one["choice"] != "blank" else "against"}
        assert not CLIENT.is_proven(address, one["nomination"], turned, key)
