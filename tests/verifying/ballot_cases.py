"""A vote that was counted, as a house publishes it, and faults planted in what it tells."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from random import Random
from typing import Any
from uuid import uuid5

from domain.council.events import Choice
from tests.ballots import Signer, voted
from tests.verifying.ballot_vectors import SPACE

SESSION, CASE = uuid5(SPACE, "a session"), uuid5(SPACE, "a case")
SIGNER = Signer(11)
GIVEN = (Choice.IN_FAVOUR, Choice.IN_FAVOUR, Choice.AGAINST, Choice.BLANK)


def told() -> dict[str, Any]:
    """Return what a session shows after four of five voted and one wrote an opinion."""
    rng = Random(3)
    pairs = [voted(SESSION, CASE, one, SIGNER, rng) for one in GIVEN]
    roll = [
        {"person": f"m{at}", "papers": [{"nomination": str(CASE), "signed": paper.signed}]}
        for at, (paper, _) in enumerate(pairs)
    ]
    ballots = [
        {"nonce": one.nonce, "choice": one.choice.value, "proof": one.proof} for _, one in pairs
    ]
    result = {"members": 5, "in_favour": 3, "against": 1, "blank": 1, "needed": 3, "carried": True}
    item = {
        "nomination": str(CASE),
        "key": f"{SIGNER.modulus:x}",
        "percent": 60,
        "opinions": [{"choice": "in-favour"}],
        "result": result,
    }
    box = {"nomination": str(CASE), "modulus": item["key"], "ballots": ballots}
    return {
        "session": str(SESSION),
        "shown": {"agenda": [item], "roll": roll},
        "boxes": [box],
    }


def spoilt(fault: str) -> Mapping[str, Any]:
    """Return the same with one fault."""
    wrong = deepcopy(told())
    (box,), (item,) = wrong["boxes"], wrong["shown"]["agenda"]
    PLANTED[fault](box, item, wrong["shown"]["roll"])
    return wrong


PLANTED: Mapping[str, Callable[[Any, Any, Any], object]] = {
    "turned": lambda box, _, __: box["ballots"][2].update(choice="in-favour"),
    "doubled": lambda box, _, __: box["ballots"].append(box["ballots"][0]),
    "key": lambda box, _, __: box.update(modulus=f"{Signer(12).modulus:x}"),
    "dropped": lambda box, _, __: box["ballots"].pop(0),
    "roll": lambda _, __, roll: roll.pop(),
    "needed": lambda _, item, __: item["result"].update(needed=2),
}
FAULTS: Mapping[str, list[str]] = {
    "turned": ["unsigned", "result-differs"],
    "doubled": ["too-many-ballots", "result-differs"],
    "key": ["key-differs"],
    "dropped": ["result-differs"],
    "roll": ["too-many-ballots"],
    "needed": ["result-differs"],
}
