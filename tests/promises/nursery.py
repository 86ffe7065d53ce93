"""Processes whose children are killed: they load everything once and fork a life for each order."""

import os
import subprocess
import sys


def nursery(module: str) -> subprocess.Popen[str]:
    """
    Start *module*, which reads orders from its input and answers on its output.

    Its coverage is not weighed: whom SIGKILL ends leaves no record, so keeping one is time lost.
    """
    return subprocess.Popen(
        [sys.executable, "-m", module],
        env={name: said for name, said in os.environ.items() if not name.startswith("COVERAGE_")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
