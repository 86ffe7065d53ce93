"""`vinhdanh` itself: it lists its commands without loading them, and loads only what it needs."""

import subprocess
import sys

import pytest

from api.cli import command
from infra.collector import YOUNG_OBJECTS
from tests.api.commanding import PROGRAM

COMMANDS = sorted(command.commands.items())
HEAVY = {"flask", "sqlalchemy", "marshmallow", "rich", "holidays", "psycopg", "infra.house"}
LOADED = """
import sys
from api.cli import main
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""
SWEPT = """
import gc, sys
from api import cli
from api.commands.commands import Later
load, seen = Later.load, []
Later.load = lambda self: (seen.append(gc.isenabled()), load(self))[1]
try:
    cli.main()
finally:
    frozen = gc.get_freeze_count() > 10_000
    print(*seen, gc.isenabled(), frozen, gc.get_threshold()[0], file=sys.stderr)
"""


def loaded(home, *args: str) -> set[str]:
    """Give a command in a process of its own; return which heavy libraries it loaded."""
    ended = subprocess.run(
        [sys.executable, "-c", LOADED, *args],
        env={"VINHDANH_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    return HEAVY & set(ended.stderr.split())


@pytest.mark.parametrize(("name", "listed"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_a_command_is_listed_with_the_first_sentence_of_its_help(name, listed):
    found = listed.load()

    assert (name, listed.short_help) == (found.name, found.get_short_help_str(200))


def test_the_list_of_commands_needs_no_library_of_the_house(tmp_path):
    assert set() == loaded(tmp_path, "--help")


def test_what_is_loaded_is_not_swept_and_what_the_command_leaves_is(tmp_path):
    """`main` holds the collector back; one that never began would fill a relay's memory."""
    told = [sys.executable, "-c", SWEPT, "token", "--actor", "a", "--role", "leader"]
    ended = subprocess.run(
        told, env={"VINHDANH_HOME": str(tmp_path)}, capture_output=True, check=False
    )

    seen = f"False True True {YOUNG_OBJECTS}".encode()
    assert (seen, 0) == (ended.stderr.strip(), ended.returncode)


def test_a_token_needs_neither_database_nor_web(tmp_path):
    who = ("--actor", "a", "--role", "leader", "--unit", "10531")

    assert {"marshmallow"} == loaded(tmp_path, "token", *who)  # the settings are read with it


def test_reading_the_views_needs_neither_web_nor_calendar_nor_the_other_database(demo):
    token = demo.token("leader", "10532")

    assert not {"flask", "holidays", "psycopg"} & loaded(demo.home, "inbox", "--token", token)


def test_an_argument_that_is_no_text_is_bad_usage(tmp_path):
    program = str(PROGRAM).encode()
    ended = subprocess.run(
        [program, b"nominate", b"--achievement", b"\xff\xfe"], capture_output=True, check=False
    )
    assert (2, b"vinhdanh: an argument is not UTF-8\n") == (ended.returncode, ended.stderr)
