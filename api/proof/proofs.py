"""Proofs about the log: its signed checkpoint, that a fact is in it, that it only grew."""

from base64 import b64encode
from collections.abc import Iterable
from typing import TypedDict

from marshmallow import validate
from werkzeug.wrappers import Response

from api.fields import Count
from api.forms import NOTHING_ASKED, Query, asked
from api.operations import Resource, reads
from api.reply import answer
from api.system import house
from domain.proof.note import read_checkpoint

SIZE = "Facts of the tree; those of the log as it stands if absent."
proofs = Resource("proofs", "Proofs that the log holds what it held, and only grew.")


class CheckpointShown(TypedDict):
    """How the log stands, the note that was signed of it, and the keys that signed such notes."""

    origin: str
    size: int
    root: str
    note: str
    keys: list[str]


class InclusionShown(TypedDict):
    """The proof that a fact is in a tree (RFC 9162, 2.1.3); hashes in base64."""

    position: int
    size: int
    leaf_hash: str
    root: str
    hashes: list[str]


class ConsistencyShown(TypedDict):
    """The proof that one tree is the beginning of another (RFC 9162, 2.1.4); hashes in base64."""

    from_size: int
    to_size: int
    from_root: str
    to_root: str
    hashes: list[str]


class InclusionQuery(Query):
    """Which fact, in which tree."""

    position = Count(
        required=True,
        validate=validate.Range(1),
        metadata={"description": "The position of the fact in the log."},
    )
    size = Count(validate=validate.Range(1), metadata={"description": SIZE})


class ConsistencyQuery(Query):
    """Which two trees."""

    old = Count(
        required=True,
        data_key="from",
        metadata={"description": "Facts of the older tree, as a checkpoint says them."},
    )
    size = Count(data_key="to", metadata={"description": SIZE})


INCLUSION, CONSISTENCY = InclusionQuery(), ConsistencyQuery()


@proofs.get("/checkpoint")
@reads(CheckpointShown)
def show_checkpoint() -> Response:
    """Show how the log stands, signed."""
    NOTHING_ASKED.load(asked())
    note, keys = house().proofs.checkpoint(), house().proofs.verifiers()
    stand = read_checkpoint(note)
    said = {"origin": stand.origin, "size": stand.size, "root": _coded(stand.root)}
    return answer({**said, "note": note.written(), "keys": [key.written() for key in keys]})


@proofs.get("/proofs/inclusion")
@reads(InclusionShown, INCLUSION)
def prove_inclusion() -> Response:
    """Prove that the fact at a position is in the log, as a checkpoint signs it."""
    query = INCLUSION.load(asked())
    size = query.get("size") or house().proofs.size()
    found = house().proofs.inclusion(query["position"], size)
    said = {"position": found.position, "size": size, "leaf_hash": _coded(found.leaf)}
    return answer({**said, "root": _coded(found.root), "hashes": _all_coded(found.path)})


@proofs.get("/proofs/consistency")
@reads(ConsistencyShown, CONSISTENCY)
def prove_consistency() -> Response:
    """Prove that the log of an older checkpoint is the beginning of a newer one."""
    query = CONSISTENCY.load(asked())
    found = house().proofs.consistency(query["old"], query.get("size", house().proofs.size()))
    said = {"from_size": found.old, "to_size": found.size, "from_root": _coded(found.old_root)}
    return answer({**said, "to_root": _coded(found.root), "hashes": _all_coded(found.path)})


def _coded(content: bytes) -> str:
    return b64encode(content).decode()


def _all_coded(path: Iterable[bytes]) -> list[str]:
    return [_coded(one) for one in path]
