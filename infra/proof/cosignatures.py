"""What witnesses said of our checkpoints: taken in from those that are known, and published."""

from collections.abc import Container, Sequence
from pathlib import Path

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    MetaData,
    Table,
    Text,
    case,
    delete,
    func,
    insert,
    select,
)

from domain.proof.note import WITNESS, BadNote, Key, Note, keys_of, read_checkpoint, read_note
from infra.proof.keys import cosigners, made_at
from infra.proof.tiles import checkpoints
from infra.sign_in.token_keys import BadKeys
from services.witnessing import NotTaken

tables = MetaData()
cosignatures = Table(
    "proof_cosignatures",
    tables,
    Column("size", BigInteger, primary_key=True, autoincrement=False),
    Column("witness", Text, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("line", Text, nullable=False),
)


class CosignatureStore:
    """
    The port Cosignatures, beside the tiles; `file` names the witnesses, read anew each time.

    None names nobody, and so does one that *may_lack* as long as it is not there.
    """

    def __init__(self, engine: Engine, file: Path | None, *, may_lack: bool) -> None:
        self._engine, self._file, self._may_lack = engine, file, may_lack

    def witnesses(self) -> Sequence[Key]:
        """Return the keys of the witnesses that are known; BadKeys when the file holds others."""
        if self._file is None or (self._may_lack and not self._file.exists()):
            return []
        return witnesses_in(self._file)

    def take(self, written: str) -> Sequence[str]:
        """Keep the cosignatures below a checkpoint that was signed here; return whose they are."""
        note = read_note(written)
        size = read_checkpoint(note).size
        with self._engine.begin() as tx:
            if self._signed(size, tx) != note.text:
                raise NotTaken(
                    "checkpoint-unknown", f"no such checkpoint of {size} facts was signed"
                )
            found = cosigners(note, self.witnesses())
            if not found:
                raise NotTaken("witness-unknown", "no witness that is known here cosigned it")
            for key, at in found.items():
                _keep(size, key, at, note, tx)
        return [key.name for key in found]

    def _signed(self, size: int, tx: Connection) -> str | None:
        """Return the text that was signed here of so many facts."""
        here = checkpoints.c.size == size
        found = tx.execute(select(checkpoints.c.note).where(here)).scalar_one_or_none()
        return read_note(found).text if found else None

    def below(self, written: str) -> str:
        """Return a checkpoint with all cosignatures there are of it below it."""
        with self._engine.connect() as tx:
            return cosigned(written, tx)

    def newest(self, quorum: int = 1) -> str | None:
        """
        Return the newest checkpoint that so many witnesses cosigned, None without one.

        Those count that are known now, each by its name: a witness with two keys is one.
        """
        names = {key.written(): key.name for key in self.witnesses()}
        if not names:
            return None
        known = cosignatures.c.witness.in_(names)
        name = case(names, value=cosignatures.c.witness)
        enough = (
            select(cosignatures.c.size)
            .where(known)
            .group_by(cosignatures.c.size)
            .having(func.count(name.distinct()) >= quorum)
            .order_by(cosignatures.c.size.desc())
            .limit(1)
        )
        with self._engine.connect() as tx:
            here = checkpoints.c.size == enough.scalar_subquery()
            found = tx.execute(select(checkpoints.c.note).where(here)).scalar_one_or_none()
            return cosigned(found, tx, names) if found else None


def cosigned(written: str, tx: Connection, by: Container[str] | None = None) -> str:
    """Return a checkpoint of ours with the cosignatures there are of it, of some or of all."""
    size = read_checkpoint(read_note(written)).size
    here = select(cosignatures.c.witness, cosignatures.c.line).where(cosignatures.c.size == size)
    rows = tx.execute(here.order_by(cosignatures.c.witness)).all()
    return written + "".join(line for seer, line in rows if by is None or seer in by)


def _keep(size: int, key: Key, at: int, note: Note, tx: Connection) -> None:
    """Keep the cosignature of a moment, unless a younger one of the witness is there."""
    here = (cosignatures.c.size == size) & (cosignatures.c.witness == key.written())
    tx.execute(delete(cosignatures).where(here & (cosignatures.c.at <= at)))
    if tx.execute(select(cosignatures.c.at).where(here)).first() is None:
        of_then = [one for one in note.signatures if one.is_by(key) and made_at(one) == at]
        line = of_then[0].written()
        row = {"size": size, "witness": key.written(), "at": at, "line": line}
        tx.execute(insert(cosignatures).values(row))


def witnesses_in(path: Path) -> Sequence[Key]:
    """Return the keys of a file of witnesses; BadKeys when it is none, or two are one key."""
    try:
        found = keys_of(path.read_text(encoding="utf-8"), WITNESS)
    except (OSError, UnicodeDecodeError) as err:
        raise BadKeys(f"{path}: cannot be read ({type(err).__name__})") from None
    except BadNote as err:
        raise BadKeys(f"{path}: {err}") from None
    if len({key.public for key in found}) < len(found):
        raise BadKeys(f"{path}: one key stands there twice, so one witness would count as two")
    return found
