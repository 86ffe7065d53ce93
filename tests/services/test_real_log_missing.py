"""Where the real approval log is not there, who asks for its tests is told so and fails."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ASKED = ["tests/services/test_real_log.py", "tests/services/test_real_findings.py"]


@pytest.mark.daily
def test_a_run_that_asks_for_the_real_log_alone_fails_where_it_is_not(tmp_path):
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *ASKED]
    env = {**os.environ, "VINHDANH_SHARED": str(tmp_path)}
    env = {name: value for name, value in env.items() if not name.startswith("PYTEST_")}
    said = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)

    assert 5 == said.returncode, said.stdout
    assert f"not tried: 11 tests of the real approval log, not at {tmp_path}" in said.stdout
