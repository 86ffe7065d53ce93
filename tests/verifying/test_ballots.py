"""The golden ballots are those of the domain, and the client in Python makes the same."""

import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

from tests.verifying.ballot_vectors import kept, made

PROGRAM = Path(__file__).parents[2] / "docs" / "examples" / "ballot.py"


def loaded() -> ModuleType:
    """Return the client of docs/examples as a module."""
    module = ModuleType("ballot_client")
    sys.modules["ballot_client"] = module
    SourceFileLoader("ballot_client", str(PROGRAM)).exec_module(module)
    return module


CLIENT = loaded()


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
