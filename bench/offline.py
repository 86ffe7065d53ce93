"""How long the one-file verifier takes for a whole log, with no service and no library."""

import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from bench.table import Aim, Line
from infra.proof.log import ProofLog

MOST_SECONDS = 60
PROGRAM = Path(sys.executable).with_name("vinhdanh")
VERIFIER = Path(__file__).parents[1] / "docs" / "verifier" / "verify.py"


def verified(store: str, url: str, home: Path, proofs: ProofLog) -> Line:
    """
    Export a log by the command, sign it, and let `verify.py` hold the one to the other.

    Raises:
        CalledProcessError: the log is not what was signed.
    """
    export, note, keys = home / "export", home / "note", home / "known"
    where = {**os.environ, "VINHDANH_HOME": str(home), "VINHDANH_DATABASE_URL": url}
    subprocess.run([PROGRAM, "export", export], env=where, check=True, capture_output=True)
    note.write_text(proofs.checkpoint().written(), encoding="utf-8")
    written = [f"{key.written()}\n" for key in proofs.verifiers()]
    keys.write_text("".join(written), encoding="utf-8")
    began = perf_counter()
    alone: list[str | Path] = [sys.executable, "-I", "-S", VERIFIER, "--keys", keys, export, note]
    subprocess.run(alone, check=True, capture_output=True)
    took = perf_counter() - began
    aim = Aim(f"under {MOST_SECONDS} s", took < MOST_SECONDS)
    return Line(
        f"{proofs.size():,} facts verified by the one file", store, f"{took:.1f} s", aim=aim
    )
