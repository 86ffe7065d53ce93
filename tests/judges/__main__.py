"""Export the demo ward, and the real approval log where it is, and let pm4py count both."""

import csv
import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.api.commanding import Desk, load_demo
from tests.services.real_log import LOG, ROOT

NOT_TRIED = 5  # as pytest ends where it was asked for tests and found none
PM4PY = "pm4py==2.7.23.11"
UV = Path(sys.executable).with_name("uv")
SCRIPT = Path(__file__).with_name("process_mining.py")


def exported(desk: Desk, folder: Path) -> list[int]:
    """Write all formats; return cases and events as the CSV has them."""
    for form in ("ocel", "xes", "csv"):
        found = desk.process("export", str(folder / form), "--format", form)
        assert found.returncode == 0, found.stderr
    with (folder / "csv").open(newline="", encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    return [len({row["case"] for row in rows}), len(rows)]


def judged(folder: Path) -> dict[str, list[int]]:
    """Return what pm4py counts, in an environment of its own."""
    alone = [UV, "run", "--no-project", "--quiet", "--python", sys.executable, "--with", PM4PY]
    files = [folder / "ocel", folder / "xes"]
    for file in files:
        file.rename(file.with_suffix(f".{'jsonocel' if file.name == 'ocel' else 'xes'}"))
    named = [folder / "ocel.jsonocel", folder / "xes.xes"]
    command = [str(one) for one in (*alone, "python", SCRIPT, *named)]
    found = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert found.returncode == 0, found.stderr
    told: dict[str, list[int]] = json.loads(found.stderr.strip().splitlines()[-1])
    return told


def take_in_the_log(desk: Desk) -> None:
    """Import the approval log beside the demo ward."""
    mapping = str(ROOT / "docs" / "examples" / "approval-log.toml")
    for command in (("import-log", str(LOG), "--mapping", mapping), ("rebuild",)):
        found = desk.process(*command)
        assert found.returncode == 0, found.stderr


def verdict(*, alike: bool, with_log: bool) -> int:
    """Return the status: 1 where counts differ, 5 where the log was not there to be counted."""
    if not alike:
        return 1
    return 0 if with_log else NOT_TRIED


def main() -> None:
    """Count, and fail where the counts differ."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        desk = Desk(load_demo(folder / "var"))
        with_log = LOG.exists()
        if with_log:
            take_in_the_log(desk)
        ours, theirs = exported(desk, folder), judged(folder)
    print(f"exported: {ours} cases and events; pm4py: {theirs}")
    alike = {"ocel": ours, "xes": ours} == theirs
    if alike and not with_log:
        print(f"not tried: the approval log is not at {LOG}", file=sys.stderr)
    sys.exit(verdict(alike=alike, with_log=with_log))


if __name__ == "__main__":
    main()
