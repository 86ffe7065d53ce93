"""Signed checkpoints of the log at a well-known address, open to all; cosignatures of witnesses."""

from flask import Blueprint, request
from marshmallow import validate
from werkzeug.wrappers import Response

from api.actor import admit
from api.fields import Count
from api.forms import Query, asked
from api.problems import Problem
from api.reply import answer
from api.system import house
from domain.proof.note import BadNote
from services.proofs import grown

PLAIN = "text/plain; charset=utf-8"
LONGEST_NOTE = 1 << 16
checkpoints = Blueprint("checkpoints", __name__, url_prefix="/.well-known/vinhdanh")


class GrowthQuery(Query):
    """From which tree on the log is to be proven."""

    old = Count(required=True, data_key="from")


class CosignedQuery(Query):
    """How many witnesses a checkpoint needs."""

    witnesses = Count(load_default=1, validate=validate.Range(1))


GROWTH, COSIGNED = GrowthQuery(), CosignedQuery()


@checkpoints.get("/checkpoint")
def show_well_known_checkpoint() -> Response:
    """Say how the log stands, signed (C2SP tlog-checkpoint), and cosigned where it is."""
    return _plain(house().cosignatures.below(house().proofs.checkpoint().written()))


@checkpoints.get("/keys")
def show_well_known_keys() -> Response:
    """List the keys that signed checkpoints of this log, the oldest first (C2SP signed-note)."""
    return _plain("".join(f"{key.written()}\n" for key in house().proofs.verifiers()))


@checkpoints.get("/handovers")
def show_handovers() -> Response:
    """Show how each key handed over to the next, the oldest first."""
    return _plain(house().proofs.handovers())


@checkpoints.get("/growth")
def show_growth() -> Response:
    """Show the checkpoint and the proof since an older one (C2SP tlog-witness, add-checkpoint)."""
    return _plain(grown(GROWTH.load(asked())["old"], house().proofs).written())


@checkpoints.get("/cosigned")
def show_cosigned() -> Response:
    """Show the newest checkpoint that so many witnesses cosigned (C2SP tlog-cosignature)."""
    note = house().cosignatures.newest(COSIGNED.load(asked())["witnesses"])
    if note is None:
        raise Problem("cosigned-unknown", "so many witnesses have not cosigned any checkpoint")
    return _plain(note)


@checkpoints.post("/cosignatures")
def take_cosignatures() -> Response:
    """Take in a checkpoint of ours that witnesses cosigned, from whoever is signed in."""
    admit()
    return answer({"witnesses": house().cosignatures.take(_sent())})


def _sent() -> str:
    """Return the text of the request; Problem when it is none, or too long for a note."""
    if request.mimetype != "text/plain":
        raise Problem("media-type-refused", "send text/plain")
    content = request.get_data()
    if len(content) > LONGEST_NOTE:
        raise Problem("too-large", f"a note is no longer than {LONGEST_NOTE} bytes")
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise BadNote("not UTF-8") from None


def _plain(text: str) -> Response:
    return Response(text, content_type=PLAIN)
