"""What is printed: drawn on a terminal, plain in a pipe, and never what steers a terminal."""

import os
import pty
import subprocess
from datetime import UTC, datetime

import pytest

from api.commands.print import brief, clean
from tests.api.commanding import PROGRAM
from tests.api.commands.test_import import MAPPING
from tests.data.xes_files import many, write


def on_a_terminal(*args: str, **env: str) -> str:
    """Return what a command shows on a terminal of its own."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [PROGRAM, *args], env={**os.environ, "TERM": "xterm", **env}, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        shown = b""
        while block := read(ours):
            shown += block
    os.close(ours)
    assert process.returncode == 0, shown
    return shown.decode()


def read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 1 << 16)
    except OSError:  # Linux says so at the end of a terminal
        return b""


def test_a_terminal_shows_bars_and_a_table(desk, tmp_path):
    mapping = write(tmp_path, MAPPING.encode(), "mapping.toml")
    path = write(tmp_path, many(3_000))
    home = str(desk.home)
    shown = on_a_terminal("import-log", str(path), "--mapping", str(mapping), VINHDANH_HOME=home)

    assert "\x1b[" in shown
    assert "\u2501" in shown  # a bar
    assert "write" in shown
    assert "activity" in shown
    assert "\t" not in shown


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (None, ""),
        ("Lê Thị\nHoa", "Lê Thị Hoa"),
        ("\x1b[31mred", " [31mred"),
        ("a\u202eb\ud800c\u2028d", "abc d"),
        (datetime(2026, 11, 24, 8, 5, 1, tzinfo=UTC), "2026-11-24 08:05Z"),
    ],
)
def test_nothing_that_steers_a_terminal_is_printed(value, printed):
    assert printed == clean(value)


def test_nested_values_are_one_line():
    detail = {"step": "ward", "missing": [{"kind": "paper", "key": "a"}, {"key": "b"}], "note": ""}

    assert "step: ward, missing: kind: paper, key: a; key: b" == brief(detail)
