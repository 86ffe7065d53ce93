"""Sealed packs over HTTP: a case or a decision as one file that proves itself, for auditors."""

from hashlib import sha256
from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import hand
from api.forms import READING, asked
from api.operations import Resource, delivers
from api.pack.packing import DECISION, NOMINATION, Wish, pack_of
from api.system import house
from api.views import wait_for

audit_packs = Resource("audit packs", "A case or a decision as one file that proves itself.")


@audit_packs.get("/nominations/<uuid:nomination>/audit-pack")
@delivers(READING, also=(403, 404, 503))
def fetch_pack_of_nomination(nomination: UUID) -> Response:
    """Fetch the sealed pack of a case: facts, proofs, checkpoint, verifiers, report; no names."""
    return _handed_out(Wish(NOMINATION, nomination))


@audit_packs.get("/decisions/<uuid:decision>/audit-pack")
@delivers(READING, also=(403, 404, 503))
def fetch_pack_of_decision(decision: UUID) -> Response:
    """Fetch the sealed pack of a decision with every case that it grants; no names."""
    return _handed_out(Wish(DECISION, decision))


def _handed_out(wish: Wish) -> Response:
    wait_for(READING.load(asked()).get("at_least"))
    wait_for(house().ledger.last_position())
    pack = pack_of(wish, hand(None), house())
    reply = Response(pack, content_type="application/zip")
    name = f"audit-pack-{wish.subject}.zip"
    reply.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    reply.headers["ETag"] = f'"{sha256(pack).hexdigest()}"'
    return reply
