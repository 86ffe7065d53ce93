"""Files of certificates and keys: looked at before a client of the bus meets them in its log."""

import re
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

from environs import ValidationError

BLOCK = re.compile(r"-----BEGIN ([A-Z0-9 ]+)-----\s(.*?)-----END \1-----", re.DOTALL)
CERTIFICATES = frozenset({"CERTIFICATE", "TRUSTED CERTIFICATE", "X509 CERTIFICATE"})
KEY, SEALED = "PRIVATE KEY", "ENCRYPTED"


def holds_certificates(path: Path) -> None:
    """Refuse a file in which no certificate stands as PEM (ValidationError)."""
    if not any(label in CERTIFICATES for label, _ in _blocks(path)):
        raise ValidationError("No PEM file: it holds no whole certificate.")


def holds_a_key(path: Path) -> None:
    """Refuse a file in which no key stands as PEM, or one with a passphrase (ValidationError)."""
    keys = [(label, body) for label, body in _blocks(path) if label.endswith(KEY)]
    if not keys:
        raise ValidationError("No PEM file: it holds no whole private key.")
    if any(SEALED in label or SEALED in body for label, body in keys):
        raise ValidationError("A key with a passphrase is not taken.")


def _blocks(path: Path) -> Iterator[tuple[str, str]]:
    """Yield label and content of what stands in a file as PEM; nothing of a damaged block."""
    if not path.is_file():
        raise ValidationError("No such file.")
    try:
        text = path.read_text(encoding="latin-1")  # words around the blocks may be in any alphabet
    except OSError:
        raise ValidationError("Not a readable file.") from None
    return ((label, body) for label, body in BLOCK.findall(text) if _is_whole(body))


def _is_whole(body: str) -> bool:
    """Say whether a block holds base64; the headers of an old sealed key are passed over."""
    try:
        return bool(b64decode("".join(body.rpartition("\n\n")[2].split()), validate=True))
    except ValueError:
        return False
