"""
What a witness signs: that it saw a log only grow up to a checkpoint, and when.

Source:
    C2SP tlog-cosignature, the Ed25519 form: signed are a line "cosignature/v1", a line "time" with
    the seconds since 1970, and the whole text of the checkpoint; the signature in the note is the
    moment in 8 bytes, the highest first, and the 64 bytes of Ed25519.
"""

from domain.proof.note import BadNote

MOMENT, SIGNED, LATEST = 8, 64, (1 << 63) - 1


def stated(text: str, at: int) -> str:
    """Return what a witness signs of a checkpoint's *text*, *at* seconds since 1970."""
    return f"cosignature/v1\ntime {at}\n{text}"


def timed(at: int, signature: bytes) -> bytes:
    """Return what stands in the note: the moment and the signature."""
    return at.to_bytes(MOMENT, "big") + signature


def read_timed(content: bytes) -> tuple[int, bytes]:
    """
    Return the moment and the signature of a cosignature.

    Raises:
        BadNote: it is none.
    """
    at = int.from_bytes(content[:MOMENT], "big")
    if len(content) != MOMENT + SIGNED or at > LATEST:
        raise BadNote("a cosignature is a moment and a signature")
    return at, content[MOMENT:]
