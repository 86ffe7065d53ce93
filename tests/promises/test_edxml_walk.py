"""The walk of docs/edxml.md, run as it stands in an empty folder."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.data.edxml_offices import names, status

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```bash\n(.*?)^```", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def walked(tmp_path_factory) -> tuple[Path, str]:
    """Run the walk."""
    folder = tmp_path_factory.mktemp("walk")
    (folder / ".venv").symlink_to(Path(sys.prefix))
    (folder / "docs").symlink_to(ROOT / "docs")
    (script,) = BLOCK.findall((ROOT / "docs" / "edxml.md").read_text())
    walk = subprocess.run(
        ["bash", "-euc", script],
        env=dict(os.environ),
        cwd=folder,
        text=True,
        capture_output=True,
        timeout=240,
        check=False,
    )
    assert (0, "") == (walk.returncode, walk.stderr)
    return folder, walk.stdout


def test_the_document_is_read_taken_and_listed(walked):
    folder, said = walked
    assert "number         555/QĐ-MAU\n" in said
    assert "taken\tdocument\t00.00.00.X02,2026/06/10,555/QĐ-MAU\t" in said
    assert (["1.edxml"], []) == (
        names(folder / "exchange", "done"),
        names(folder, "exchange/inbox"),
    )
    (came,) = json.loads(said.splitlines()[-1])["items"]
    assert ("555/QĐ-MAU", True) == (came["said"]["number"], came["answered"])


def test_two_answers_wait_to_be_carried_away(walked):
    folder, _ = walked
    outbox = folder / "exchange" / "outbox"
    found = [status((outbox / name).read_bytes()) for name in names(outbox)]

    assert {"01", "03"} == {one.code.value for one in found}
    assert {"00.00.00.X01"} == {one.sender.organ_id for one in found}
