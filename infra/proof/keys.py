"""The key that signs checkpoints, kept for us alone, and whose signature is whose."""

import os
import secrets
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from domain.proof.cosignature import read_timed, stated, timed
from domain.proof.note import ED25519, BadNote, Key, Note, Signature, read_checkpoint
from infra.edxml.files import sync
from infra.sign_in.token_keys import BadKeys

FILE = "checkpoint.key"
PRIVATE = "PRIVATE+KEY"


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key and the name of the log, or of the witness; its parts are never shown."""

    name: str
    private: Ed25519PrivateKey = field(repr=False)
    kind: bytes = ED25519

    @property
    def public(self) -> Key:
        """The key that checks its signatures."""
        return Key(self.name, self.private.public_key().public_bytes_raw(), self.kind)

    def sign(self, text: str) -> Signature:
        """Return its signature below a note."""
        return Signature(self.name, self.public.id, self.private.sign(text.encode()))

    def cosign(self, text: str, at: int) -> Signature:
        """Return its cosignature below a checkpoint, *at* seconds since 1970."""
        made = self.private.sign(stated(text, at).encode())
        return Signature(self.name, self.public.id, timed(at, made))

    def written(self) -> str:
        """Return the key as it is kept: PRIVATE+KEY+name+id+base64."""
        coded = b64encode(self.kind + self.private.private_bytes_raw()).decode()
        return f"{PRIVATE}+{self.name}+{self.public.id.hex()}+{coded}"


def new_key(name: str, kind: bytes = ED25519) -> SigningKey:
    """Return a fresh key."""
    return SigningKey(name, Ed25519PrivateKey.generate(), kind)


def new_name() -> str:
    """Return a name for a log that no other log has."""
    return f"vinhdanh-{secrets.token_hex(8)}"


def signed(text: str, some: Iterable[SigningKey]) -> Note:
    """Return *text* with a signature by each of *some*."""
    return Note(text, tuple(one.sign(text) for one in some))


class KeyRing:
    """The key in its file; read anew each time, since another process may change it."""

    def __init__(self, folder: Path, file: str = FILE, kind: bytes = ED25519) -> None:
        self._path, self._beside, self._kind = folder / file, folder / f"{file}.next", kind

    def current(self) -> SigningKey | None:
        """
        Return the key, None where there is none yet.

        Raises:
            BadKeys: the file is there but is not a key.
        """
        return self._key_in(self._path)

    def _key_in(self, path: Path) -> SigningKey | None:
        try:
            text = path.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as err:
            raise BadKeys(f"{path}: cannot be read ({type(err).__name__})") from None
        try:
            return _read(text, self._kind)
        except (ValueError, BadNote):
            raise BadKeys(f"{path}: not a key of checkpoints") from None

    def made(self, name: str) -> SigningKey:
        """Return the key, made now where there is none; of two at once the first one stays."""
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not self._path.exists():
            self._put(new_key(name, self._kind), once=True, path=self._path)
        return self.current() or self.made(name)

    def lay_beside(self, key: SigningKey) -> None:
        """Keep *key* beside the one in use, which it may take the place of."""
        self._put(key, once=False, path=self._beside)

    def beside(self) -> SigningKey | None:
        """Return the key beside the one in use; None where there is none."""
        return self._key_in(self._beside)

    def take_over(self) -> None:
        """Put the key beside in the place of the one in use, which is gone then."""
        self._beside.replace(self._path)
        sync(self._path.parent)

    def _put(self, key: SigningKey, *, once: bool, path: Path) -> None:
        """Write a key whole and for us alone (0600)."""
        descriptor, temporary = tempfile.mkstemp(prefix=".new-", dir=path.parent)
        try:
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(f"{key.written()}\n")
                file.flush()
                os.fsync(file.fileno())
            (os.link if once else os.replace)(temporary, path)
            sync(path.parent)
        except FileExistsError:
            return  # another process was first
        finally:
            Path(temporary).unlink(missing_ok=True)


def _read(text: str, kind: bytes) -> SigningKey:
    """Return the key that was written; ValueError when it is none."""
    private, _, rest = text.partition("+KEY+")
    name, identity, coded = rest.split("+", 2)
    content = b64decode(coded, validate=True)
    if private != "PRIVATE" or content[:1] != kind:
        raise ValueError(name)
    key = SigningKey(name, Ed25519PrivateKey.from_private_bytes(content[1:]), kind)
    if key.public.id.hex() != identity:
        raise ValueError(name)
    return key


def signers(note: Note, known: Sequence[Key]) -> Sequence[Key]:
    """
    Return those of *known* whose signature stands below a note; signatures of others say nothing.

    Raises:
        BadNote: one claims to be by a key that is known, and is not.
    """
    found = []
    for key in known:
        for one in note.signatures:
            if one.is_by(key):
                if not _holds(key, one.signed, note.text):
                    raise BadNote(f"the signature of {key.name} ({key.id.hex()}) does not hold")
                found.append(key)
    return found


def signers_of_its_log(note: Note, known: Sequence[Key]) -> Sequence[Key]:
    """
    Return those of *known* that signed a checkpoint and are keys of the very log it is of.

    A key of one log says nothing of another, though both are known.

    Raises:
        BadNote: it is no checkpoint, or one claims to be by a key that is known, and is not.
    """
    origin = read_checkpoint(note).origin
    return [key for key in signers(note, known) if key.name == origin]


def cosigners(note: Note, known: Sequence[Key]) -> Mapping[Key, int]:
    """
    Return those witnesses of *known* that cosigned a checkpoint, and when they did last.

    Raises:
        BadNote: one claims to be by a witness that is known, and is not.
    """
    found: dict[Key, int] = {}
    for key in known:
        for one in note.signatures:
            if one.is_by(key):
                at, made = read_timed(one.signed)
                if not _holds(key, made, stated(note.text, at)):
                    raise BadNote(f"the cosignature of {key.name} ({key.id.hex()}) does not hold")
                found[key] = max(at, found.get(key, 0))
    return found


def made_at(one: Signature) -> int:
    """Return when a cosignature was made; BadNote when it is none."""
    return read_timed(one.signed)[0]


def _holds(key: Key, signature: bytes, text: str) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True
