"""Files that somebody gives to hold a store to: keys and notes."""

from collections.abc import Sequence
from pathlib import Path

from domain.proof.note import ED25519, BadNote, Key, keys_of
from services.upkeep import CannotOpen


def keys_in(path: Path, kind: bytes = ED25519) -> Sequence[Key]:
    """Return the keys of a file; CannotOpen where it is none."""
    try:
        found = keys_of(text_of(path), kind)
    except BadNote as err:
        raise CannotOpen(f"{path}: {err}") from None
    if not found:
        raise CannotOpen(f"{path}: holds no key")
    if len({key.public for key in found}) < len(found):
        raise CannotOpen(f"{path}: one key stands there twice")
    return found


def text_of(path: Path) -> str:
    """Return a file as text; CannotOpen where it cannot be read."""
    try:
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as err:
        raise CannotOpen(f"{path}: cannot be read ({type(err).__name__})") from None
