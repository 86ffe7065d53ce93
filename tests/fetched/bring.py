"""Fetching tools: wheels as uv.lock pins them, a browser as package-lock.json does."""

import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.fetched.places import CHROMIUM, node, npm, of_group

HERE = Path(__file__).parent
SECONDS = 600
PACKED = ("al2023.tar", "swiftshader.tar", "fonts.tar")
UNPACK = """
const { createReadStream, createWriteStream } = require('node:fs');
const [from, to] = process.argv.slice(1);
createReadStream(from).pipe(require('node:zlib').createBrotliDecompress())
    .pipe(createWriteStream(to));
"""
START = """\
#!/bin/sh
here=$(dirname "$0")
export LD_LIBRARY_PATH="$here/lib" FONTCONFIG_FILE="$here/fonts.conf"
exec "$here/chromium" "$@"
"""
FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>{home}/fonts</dir>
  <cachedir>{home}/fonts-cache</cachedir>
</fontconfig>
"""


def group(name: str) -> None:
    """
    Install a group of `pyproject.toml` into an environment of its own, each file by its hash.

    Raises:
        RuntimeError: with uv's words, when it could not.
    """
    uv = Path(sys.executable).with_name("uv")
    asked = [str(uv), "sync", "--locked", "--quiet", "--no-install-project", "--only-group", name]
    asked += ["--python", sys.executable]
    run(asked, HERE.parents[1], {"UV_PROJECT_ENVIRONMENT": str(of_group(name))})


def browser() -> None:
    """
    Fetch Chromium as npm has it, unpack it beside, and move it to its place once it runs.

    Raises:
        RuntimeError: what the client, or the browser itself, says.
    """
    part = CHROMIUM.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    for one in ("package.json", "package-lock.json"):
        shutil.copy(HERE / one, part)
    run([*(npm() or ["npm"]), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], part)
    _unpacked(part / "node_modules" / "@sparticuz" / "chromium" / "bin", part)
    shutil.rmtree(part / "node_modules")
    run([str(part / "start"), "--version"], part)
    shutil.rmtree(CHROMIUM, ignore_errors=True)
    part.rename(CHROMIUM)


def _unpacked(packed: Path, to: Path) -> None:
    """Unpack a browser, its libraries and fonts; they look for each other beside it."""
    for name in ("chromium", *PACKED):
        run([str(node()), "--eval", UNPACK, str(packed / f"{name}.br"), str(to / name)], to)
    for name in PACKED:
        with tarfile.open(to / name) as lent:
            _extracted(lent, to)
        (to / name).unlink()
    (to / "fonts.conf").write_text(FONTS.format(home=CHROMIUM))
    (to / "start").write_text(START)
    for name in ("chromium", "start"):
        (to / name).chmod(0o755)


def _extracted(lent: tarfile.TarFile, to: Path) -> None:
    """Unpack data alone; a Python before 3.11.4 cannot tell, and package-lock.json told already."""
    if hasattr(tarfile, "data_filter"):
        lent.extractall(to, filter="data")
    else:
        lent.extractall(to)


def run(asked: Sequence[str | Path], at: Path, more: Mapping[str, str] | None = None) -> None:
    """
    Run a program to its end, for a time.

    Raises:
        RuntimeError: with its last words, when it failed, is not there, or does not end.
    """
    env = {**os.environ, **(more or {})}
    try:
        ended = subprocess.run(
            asked, cwd=at, env=env, timeout=SECONDS, capture_output=True, text=True, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as err:
        raise RuntimeError(f"{Path(asked[0]).name}: {err}") from None
    if ended.returncode:
        told = (ended.stderr or ended.stdout or "no word").strip()[-300:]
        raise RuntimeError(f"{Path(asked[0]).name} ended with {ended.returncode}: {told}")
