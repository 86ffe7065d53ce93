"""Signed checkpoints of the log at a well-known address, open to all."""

from flask import Blueprint
from werkzeug.wrappers import Response

from api.system import house

PLAIN = "text/plain; charset=utf-8"
checkpoints = Blueprint("checkpoints", __name__, url_prefix="/.well-known/vinhdanh")


@checkpoints.get("/checkpoint")
def show_well_known_checkpoint() -> Response:
    """Say how the log stands, signed (C2SP tlog-checkpoint)."""
    return Response(house().proofs.checkpoint().written(), content_type=PLAIN)


@checkpoints.get("/keys")
def show_well_known_keys() -> Response:
    """List the keys that signed checkpoints of this log, the oldest first (C2SP signed-note)."""
    lines = "".join(f"{key.written()}\n" for key in house().proofs.verifiers())
    return Response(lines, content_type=PLAIN)
