"""The integrator's page, run as it stands: on a broker of its own, a port of its own."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ports import free_port
from tests.promises.test_readme import wait_until_ready

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "integration.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)
EXAMPLE = re.compile(r"(examples/\w+\.py)$", re.MULTILINE)  # the broker's address is left out
EXPORT = re.compile(r"^export .*\n", re.MULTILINE)  # each terminal has its own
ADDRESS, PORT = "127.0.0.1:9092", "127.0.0.1:8000"


@pytest.fixture
def machine(tmp_path, own_broker):
    """A folder like a clone's, the addresses of the page turned into those of this test."""
    for name in ("docs", "Makefile", "pyproject.toml"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / ".venv").symlink_to(Path(sys.prefix))
    port = free_port()

    def run(script, **options):
        said = script.replace(ADDRESS, own_broker.bootstrap).replace(PORT, f"127.0.0.1:{port}")
        said = EXAMPLE.sub(rf"\1 {own_broker.bootstrap}", said)
        env = {**os.environ, "VINHDANH_HOME": "var", "VINHDANH_PORT": str(port)}
        return subprocess.Popen(
            ["bash", "-c", f"set -eu\n{said}"], cwd=tmp_path, env=env, text=True, **options
        )

    return run, port


def exports(block):
    return "".join(EXPORT.findall(block))


def output(process):
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0, said
    return said


def test_the_page_leads_to_messages_and_to_orders(machine):
    run, port = machine
    page = PAGE.read_text()
    _, prepare, read, order = BLOCK.findall(page)
    assert "made" in output(run(prepare.replace("make run", ""), stdout=subprocess.PIPE))
    serving = f"{exports(prepare)}exec .venv/bin/vinhdanh serve --demo"
    with run(serving, stdout=subprocess.DEVNULL) as service:
        try:
            wait_until_ready(port)
            heard = output(run(read, stdout=subprocess.PIPE))
            ordered = output(run(exports(read) + order, stdout=subprocess.PIPE))
        finally:
            service.send_signal(signal.SIGTERM)

    told = re.search(r"the demo ward has told (\d+) of them", page)
    assert told
    assert int(told[1]) == len(re.findall(r"^vn\.", heard, re.MULTILINE)), heard
    assert "Phường Tân Bình" in ordered
    assert "sender-unknown" in ordered
    assert "--token" not in order
