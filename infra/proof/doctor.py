"""What can be out of order with the keys of checkpoints and with witnesses, for `doctor`."""

from collections.abc import Iterator

from domain.proof.note import BadNote, read_checkpoint, read_note
from infra.proof.cosignatures import CosignatureStore
from infra.proof.handovers import heirs
from infra.proof.log import ProofLog
from infra.sign_in.token_keys import BadKeys
from services.upkeep import Finding

KEYS, WITNESSES = "checkpoint keys", "witnesses"


def keys_and_witnesses(proofs: ProofLog, cosignatures: CosignatureStore) -> Iterator[Finding]:
    """Look at how keys followed each other, and at what witnesses cosigned."""
    yield _keys(proofs)
    yield _witnesses(cosignatures)


def _keys(proofs: ProofLog) -> Finding:
    """See that whoever has the first key comes to know all others by hand-overs."""
    known = proofs.verifiers()
    try:
        reached = heirs(known[:1], proofs.handovers()).keys
    except BadNote as err:
        return Finding(KEYS, ok=False, seen=f"the hand-overs cannot be followed: {err}")
    alone = [key.id.hex() for key in known if key not in reached]
    if alone:
        seen = f"no older key handed over to {', '.join(alone)}: tell verifiers of it yourself"
        return Finding(KEYS, ok=True, seen=seen, warns=True)
    return Finding(KEYS, ok=True, seen=f"{len(known)}, each handed over to by an older one")


def _witnesses(cosignatures: CosignatureStore) -> Finding:
    """See that witnesses that are known have cosigned something."""
    try:
        known = len(cosignatures.witnesses())
    except BadKeys as err:
        return Finding(WITNESSES, ok=False, seen=str(err))
    newest = cosignatures.newest()
    if newest is None:
        seen = f"{known} known, no checkpoint cosigned"
        return Finding(WITNESSES, ok=True, seen=seen, warns=known > 0)
    size = read_checkpoint(read_note(newest)).size
    return Finding(WITNESSES, ok=True, seen=f"{known} known, {size} facts cosigned")
