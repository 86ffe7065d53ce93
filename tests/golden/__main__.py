"""Write the golden files that are missing; those that are there are never touched."""

from pathlib import Path

from infra.ledger.codec import Codec
from infra.ledger.stored_names import NAMES
from tests.golden.city import CITY, said
from tests.golden.sample import ENVELOPE, FOLDER, sample


def main() -> None:
    """Write a file for each stored name, and for each message to the city, that has none."""
    codec = Codec()
    for name, kind in NAMES.items():
        _, state = codec.encode(sample(kind), codec.seal(ENVELOPE))
        keep(FOLDER / f"{name}.json", state + b"\n")
    for name, state in said().items():
        keep(CITY / f"{name}.json", state)


def keep(path: Path, state: bytes) -> None:
    """Write a file unless it is there."""
    if not path.exists():
        path.write_bytes(state)
        print(f"written: {path.name}")  # noqa: T201 - a command says what it did


main()
