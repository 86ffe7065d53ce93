"""Which machine a run was on: without its name a number says nothing."""

import os
import platform
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from tests import postgres

BLOCK = b"\0" * 4096
SECONDS = 0.5


def described(folder: Path) -> str:
    """Return what the machine is, and how fast the disk under *folder* takes a block."""
    forced = _forced_a_second(folder)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    words = {
        "processor": f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB of memory",
        "system": f"{platform.system()} {platform.release()}",
        "disk": f"{_file_system(folder)}, {forced:,.0f} fdatasync a second of 4 KiB",
        "programs": f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        + _postgres(),
    }
    return "\n".join(f"{name}: {word}" for name, word in words.items())


def _processor() -> str:
    """Return the model's name as Linux knows it, else what the platform says."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor())


def _postgres() -> str:
    """Return which PostgreSQL the bench starts."""
    try:
        folder = postgres.programs()
    except LookupError:
        return "no PostgreSQL"
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, check=True)
    return said.stdout.decode().strip().replace("postgres (PostgreSQL)", "PostgreSQL")


def _file_system(folder: Path) -> str:
    """Return the kind of file system *folder* is on; a tmpfs is no disk."""
    mounts = dict(_mounts())
    above = [str(one) for one in (folder.resolve(), *folder.resolve().parents)]
    return next((mounts[one] for one in above if one in mounts), "unknown file system")


def _mounts() -> Iterator[tuple[str, str]]:
    table = Path("/proc/mounts")
    if table.exists():
        for line in table.read_text(encoding="utf-8").splitlines():
            _, point, kind, *_ = line.split()
            yield point, kind


def _forced_a_second(folder: Path) -> float:
    """Return how often a second the disk takes a block and says that it has it."""
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(BLOCK * 64)
        file.flush()
        os.fsync(file.fileno())
        count, began = 0, perf_counter()
        while perf_counter() - began < SECONDS:
            os.pwrite(file.fileno(), BLOCK, len(BLOCK) * (count % 64))
            os.fdatasync(file.fileno())
            count += 1
        return count / (perf_counter() - began)
