"""axe-core, which looks for barriers in a page: fetched once by npm, one version, into .cache."""

import shutil
import subprocess
import tarfile
from pathlib import Path

from tests.brokers.jars import alone
from tests.fetched.places import CACHE, npm
from tests.verifying.browser import Page

VERSION = "4.14.1"
SCRIPT = CACHE / f"axe-core-{VERSION}.js"
NPM_SECONDS = 120
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ASK = (
    f"axe.run(document, {{runOnly: {RULES}}}).then(told => "
    "told.violations.map(one => `${one.id}: ${one.nodes.map(it => it.html).join(' | ')}`))"
)


def is_missing() -> bool:
    """Say whether it is not here and nothing here could bring it."""
    return not SCRIPT.is_file() and npm() is None


def script() -> Path:
    """
    Return the script, brought by npm when it is not here yet; one process at a time does that.

    Raises:
        RuntimeError: with npm's words, when it could not bring it.
    """
    with alone("axe"):
        if not SCRIPT.is_file():
            _bring(SCRIPT.with_suffix(".part"))
    return SCRIPT


def _bring(part: Path) -> None:
    """Take the script out of its package beside, and move it to its place when it is whole."""
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    asked = [*(npm() or ["npm"]), "pack", "--silent", f"axe-core@{VERSION}"]
    ended = subprocess.run(
        asked, cwd=part, capture_output=True, text=True, check=False, timeout=NPM_SECONDS
    )
    if ended.returncode:
        raise RuntimeError(ended.stderr)
    with tarfile.open(part / f"axe-core-{VERSION}.tgz") as lent:
        content = lent.extractfile("package/axe.min.js")
        assert content
        (part / "axe.min.js").write_bytes(content.read())
    (part / "axe.min.js").rename(SCRIPT)
    shutil.rmtree(part)


def barriers(page: Page) -> list[str]:
    """Return what breaks WCAG 2.2 A or AA on the page that is open, as far as a program can see."""
    page.run(f"{script().read_text(encoding='utf-8')}; true")
    found: list[str] = page.run(ASK)
    return found
