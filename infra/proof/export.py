"""The log as lines of JSON, byte for byte what the tree was made of, to be verified elsewhere."""

from collections.abc import Iterator
from contextlib import closing

import msgspec

from infra.proof.rows import rows
from infra.settings import Settings
from services.upkeep import CannotOpen
from services.verifying import Torn


def exported(settings: Settings) -> Iterator[bytes]:
    """
    Yield a line for each fact: position, stream, version, stored name, content as text.

    Raises:
        CannotOpen: there is no ledger, or a row is none that could be written so.
    """
    encode = msgspec.json.Encoder().encode
    with closing(rows(settings)) as read:
        for row in read:
            if isinstance(row, Torn):
                raise CannotOpen(f"position {row.position} cannot be exported: {row.why}")
            try:
                content = row.content.decode()
            except UnicodeDecodeError:
                raise CannotOpen(f"position {row.position} holds no text") from None
            told = {"position": row.position, "stream": row.stream, "version": row.version}
            yield encode({**told, "name": row.name, "content": content}) + b"\n"
