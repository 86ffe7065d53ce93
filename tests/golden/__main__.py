"""Write the golden files that are missing; those that are there are never touched."""

from infra.codec import NAMES, Codec
from tests.golden.sample import ENVELOPE, FOLDER, sample


def main() -> None:
    """Write one line of bytes for each stored name without a file."""
    codec = Codec()
    for name, kind in NAMES.items():
        path = FOLDER / f"{name}.json"
        if not path.exists():
            _, state = codec.encode(sample(kind), codec.seal(ENVELOPE))
            path.write_bytes(state + b"\n")
            print(f"written: {path.name}")  # noqa: T201 - a command says what it did


main()
