"""axe-core, which looks for barriers in a page: fetched once by npm, one version, into .cache."""

import subprocess
import tarfile
from pathlib import Path
from shutil import which

from tests.verifying.browser import Page

VERSION = "4.14.1"
HOME = Path(__file__).parents[2] / ".cache" / f"axe-core-{VERSION}"
SCRIPT = HOME / "package" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ASK = (
    f"axe.run(document, {{runOnly: {RULES}}}).then(told => "
    "told.violations.map(one => `${one.id}: ${one.nodes.map(it => it.html).join(' | ')}`))"
)


def script() -> Path | None:
    """Return the script, fetched where it is not here yet; None where it cannot be had."""
    if SCRIPT.is_file():
        return SCRIPT
    if which("npm") is None:
        return None
    HOME.mkdir(parents=True, exist_ok=True)
    asked = ["npm", "pack", "--silent", f"axe-core@{VERSION}"]
    ended = subprocess.run(asked, cwd=HOME, capture_output=True, check=False, timeout=120)
    packed = HOME / f"axe-core-{VERSION}.tgz"
    if ended.returncode or not packed.is_file():
        return None
    with tarfile.open(packed) as lent:
        lent.extract("package/axe.min.js", HOME, filter="data")
    return SCRIPT


def barriers(page: Page) -> list[str]:
    """Return what breaks WCAG 2.2 A or AA on the page that is open, as far as a program can see."""
    page.run(f"{SCRIPT.read_text(encoding='utf-8')}; true")
    found: list[str] = page.run(ASK)
    return found
