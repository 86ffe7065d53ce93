"""Ballots as every client must make them: numbers drawn once, and all that comes of them."""

import json
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID, uuid5

from domain.council.events import Ballot, Choice
from domain.council.proof import box_of, image
from tests.ballots import Draft, Signer, drafted

VECTORS = Path(__file__).parents[1] / "golden" / "verifying" / "ballots.json"
SPACE = UUID("2f9a1c64-6f3e-4d0f-9a55-6a1b0c8d7e21")
BITS = (64, 128, 509)
CHOICES = tuple(Choice)


def made() -> list[dict[str, Any]]:
    """Return a ballot for keys of several sizes and each choice."""
    return [_vector(bits, choice) for bits in BITS for choice in CHOICES]


def _vector(bits: int, choice: Choice) -> dict[str, Any]:
    signer = Signer(bits, bits)
    name = f"{bits} {choice.value}"
    session, nomination = (uuid5(SPACE, f"{one} {name}") for one in ("session", "nomination"))
    draft = drafted(session, nomination, choice, signer.modulus, Random(name))
    signed = signer.sign(draft.blinded)
    return {
        "session": str(session),
        "nomination": str(nomination),
        "choice": choice.value,
        "nonce": draft.nonce,
        "factor": f"{draft.factor:x}",
        "key": f"{signer.modulus:x}",
        "image": f"{_image(draft):x}",
        "blinded": f"{draft.blinded:x}",
        "signed": f"{signed:x}",
        "proof": draft.ballot(signed).proof,
    }


def _image(draft: Draft) -> int:
    ballot = Ballot(draft.nonce, draft.choice, "0")
    return image(box_of(draft.session, draft.nomination), ballot, draft.modulus)


def text() -> str:
    """Return the vectors as the golden file holds them."""
    return json.dumps(made(), indent=1) + "\n"


def kept() -> list[dict[str, Any]]:
    """Return the vectors of the golden file."""
    found: list[dict[str, Any]] = json.loads(VECTORS.read_text(encoding="utf-8"))
    return found
