"""The README's walk, run as it stands: its shell blocks against a service of its own."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.ports import free_port

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```bash\n(.*?)^```", re.DOTALL | re.MULTILINE)
EXPECTED_REFUSALS = 2
BONUS = 3_510_000  # 1.5 x 2,340,000, on the tens of thousands already
STRICT = {"VINHDANH_OPENING_DAYS_BACK": "3650", "VINHDANH_OPENING_RECEIPT": "required"}
LEVELS = ["ward", "district", "province", "central"]


@pytest.fixture(scope="module")
def walked(tmp_path_factory) -> tuple[Path, str]:
    """Start the service with its demo ward, run the README, stop it."""
    folder, port = tmp_path_factory.mktemp("walk"), free_port()
    (folder / ".venv").symlink_to(Path(sys.prefix))
    (folder / "tmp").mkdir()
    env = {**os.environ, "VINHDANH_HOME": "var", "VINHDANH_PORT": str(port), **STRICT}
    command = [str(Path(sys.prefix) / "bin" / "vinhdanh"), "serve", "--demo"]
    with subprocess.Popen(command, env=env, cwd=folder, stdout=subprocess.DEVNULL) as service:
        wait_until_ready(port)
        script = "set -u\n" + "\n".join(BLOCK.findall((ROOT / "README.md").read_text()))
        walk = subprocess.run(
            ["bash", "-c", script],
            env={**env, "API": f"http://127.0.0.1:{port}/api/v1", "TMPDIR": str(folder / "tmp")},
            cwd=folder,
            text=True,
            capture_output=True,
            timeout=240,
            check=False,
        )
        service.send_signal(signal.SIGTERM)
    return folder, walk.stdout + walk.stderr


def wait_until_ready(port: int) -> None:
    """Wait for the service to answer."""
    for _ in range(240):
        try:
            urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=60).close()
        except (URLError, OSError):
            time.sleep(0.25)
        else:
            return
    raise TimeoutError("the service did not come up")


def left_by_the_walk(folder: Path, name: str) -> dict[str, Any]:
    """Return a document the walk wrote into the folder it made for itself."""
    (file,) = (folder / "tmp").glob(f"*/{name}")
    found: dict[str, Any] = json.loads(file.read_text())
    return found


def test_the_walk_writes_nothing_where_it_was_begun(walked):
    folder, _ = walked
    assert {".venv", "tmp", "var"} == {path.name for path in folder.iterdir()}


def test_only_the_two_shown_refusals_happen(walked):
    _, said = walked
    assert said.count('"type":"/problems/') == EXPECTED_REFUSALS, said
    assert said.count("refused: ") == EXPECTED_REFUSALS


def test_the_certificate_is_in_the_register_with_its_bonus(walked):
    _, said = walked
    registers = [json.loads(line) for line in said.splitlines() if line.startswith('{"items"')]
    mine = [h for h in registers[0]["items"] if h["nominee_name"] == "Trần Thị Mẫu"]
    assert [("held", BONUS, "1024/QĐ-UBND")] == [
        (honour["state"], honour["bonus"], honour["decision_number"]) for honour in mine
    ]


def test_the_history_names_every_act_the_return_and_the_rule(walked):
    folder, said = walked
    facts = left_by_the_walk(folder, "history.json")["items"]
    kinds = [fact["kind"] for fact in facts]
    assert ["nomination-opened", 1, 1] == [
        kinds[0],
        kinds.count("returned-for-supplement"),
        kinds.count("nomination-granted"),
    ]
    assert {"city-appraiser", "home-affairs", "province-chairman"} <= {f["actor"] for f in facts}
    assert "nd98-2023" in said


def test_the_order_climbed_all_four_levels(walked):
    folder, _ = walked
    order = left_by_the_walk(folder, "order.json")
    assert "granted" == order["state"]
    assert LEVELS == list(dict.fromkeys(step["level"] for step in order["ladder"]))
