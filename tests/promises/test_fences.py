"""The fences between the rooms stand, and each of them bites."""

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
ROOMS = LINTER["root_packages"]
FORBIDDEN = {name for wall in LINTER["contracts"] for name in wall.get("forbidden_modules", ())}

PLANTED = [
    ("domain", "from services import ports", "services"),
    ("domain", "import projections", "projections"),
    ("domain", "import api", "api"),
    ("domain", "import flask", "flask"),
    ("domain", "import eventsourcing", "eventsourcing"),
    ("domain", "from sqlalchemy import select", "sqlalchemy"),
    ("domain", "import msgspec", "msgspec"),
    ("domain", "from kafka import KafkaProducer", "kafka"),
    ("domain", "import structlog", "structlog"),
    ("domain", "import random", "random"),
    ("domain", "from time import monotonic", "time"),
    ("domain", "from pathlib import Path", "pathlib"),
    ("services", "import infra", "infra"),
    ("services", "import projections", "projections"),
    ("services", "import api", "api"),
    ("services", "import eventsourcing", "eventsourcing"),
    ("services", "import sqlite3", "sqlite3"),
    ("services", "from marshmallow import Schema", "marshmallow"),
    ("projections", "from services import ports", "services"),
    ("projections", "import infra", "infra"),
    ("projections", "import flask", "flask"),
    ("projections", "import kafka", "kafka"),
    ("api", "import infra", "infra"),
    ("api", "import web", "web"),
    ("api", "import kafka", "kafka"),
    ("api", "import sqlalchemy", "sqlalchemy"),
    ("web", "import api", "api"),
    ("web", "import infra", "infra"),
    ("web", "import psycopg", "psycopg"),
    ("infra", "import api", "api"),
    ("infra", "import web", "web"),
    ("infra", "import flask_smorest", "flask_smorest"),
]

DICE = {"uuid1", "uuid4"}
BUILTINS = {"open", "print", "input", "exec", "eval", "__import__"}

IMPURE = [
    "import requests",
    "from yaml import load",
    "import services",
    "from datetime import datetime\nat = datetime.now()",
    "import datetime\nat = datetime.datetime.now",
    "from datetime import date as day\ntoday = day.today",
    "def read(clock):\n    return clock.now()",
    "from uuid import uuid4",
    "import uuid\nkey = uuid.uuid1()",
    "print('filed')",
    "open('ladder.toml')",
    "read = open",
    "__import__('flask')",
]

PURE = "from uuid import uuid5\nfrom domain.votes import votes_needed\nwas = fact.now\n"


def copied_rooms(into):
    """Copy the code and its contracts; the copy is linted, never imported."""
    for room in ROOMS:
        names = shutil.ignore_patterns("__pycache__", "*.toml", "*.json", "*.csv", "static")
        shutil.copytree(ROOT / room, into / room, ignore=names)
    shutil.copy(ROOT / "pyproject.toml", into)
    return into


def lint(tree):
    """Run import-linter as `make check` does; wide enough that no line is broken."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    wide = {**os.environ, "COLUMNS": "500"}
    return subprocess.run(command, cwd=tree, env=wide, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """One run over a copy in which every violation is planted, each in a file of its own."""
    tree = copied_rooms(tmp_path_factory.mktemp("planted"))
    for number, (room, line, _) in enumerate(PLANTED):
        (tree / room / f"planted_{number}.py").write_text(f"{line}\n")
    return lint(tree)


def test_the_clean_copy_is_green(tmp_path):
    run = lint(copied_rooms(tmp_path))

    assert (0, True) == (run.returncode, " 0 broken." in run.stdout), run.stdout + run.stderr


@pytest.mark.parametrize("number", range(len(PLANTED)), ids=lambda n: " ".join(PLANTED[n][:2]))
def test_the_fence_bites(report, number):
    """A fence that has never stopped anything may be drawn in the wrong place."""
    room, line, target = PLANTED[number]

    caught = [row for row in report.stdout.splitlines() if f"{room}.planted_{number} -> " in row]

    assert report.returncode == 1
    assert any(f"-> {target}" in row for row in caught), f"{room}: {line} went through"


def test_every_contract_was_broken_by_something_planted(report):
    names = [wall["name"] for wall in LINTER["contracts"]]

    assert [f"{name} BROKEN" for name in names if f"{name} BROKEN" not in report.stdout] == []


def test_only_the_entry_points_reach_the_wiring_and_the_console():
    rooms = next(wall for wall in LINTER["contracts"] if wall["type"] == "layers")

    assert rooms["ignore_imports"] == [
        "api.wsgi -> infra.wiring",
        "api.wsgi -> web.console",
        "api.wsgi -> web.front",
        "api.cli -> infra.wiring",
    ]


@pytest.mark.parametrize("name", sorted(FORBIDDEN))
def test_no_forbidden_package_is_misspelt(name):
    """A name that does not exist is never imported, so its contract would hold for ever."""
    assert find_spec(name) is not None


def clocks_in(tree):
    """Return the names under which a file knows the classes of the clock."""
    nodes = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module == "datetime"]
    return {"datetime", "date"} | {a.asname or a.name for node in nodes for a in node.names}


def foreign_imports(node):
    """Return what a node imports beyond the standard library and the domain itself."""
    names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
    if isinstance(node, ast.ImportFrom) and not node.level:
        names = [node.module or ""]
    home = sys.stdlib_module_names | {"domain"}
    return [name for name in names if name.split(".")[0] not in home]


def touches_the_world(node, clocks):
    """Say whether a node reaches for the clock, the dice, a file or the terminal."""
    match node:
        case ast.Call(func=ast.Attribute(attr="now" | "utcnow" | "today")):
            return True
        case ast.Attribute(value=ast.Name(id=owner) | ast.Attribute(attr=owner), attr=attr):
            return attr in DICE or (owner in clocks and attr in {"now", "utcnow", "today"})
        case ast.Name(id=name) | ast.alias(name=name):
            return name in DICE | BUILTINS
    return False


def impurities(source):
    """Return everything in a file that a pure domain may not have."""
    tree = ast.parse(source)
    clocks = clocks_in(tree)
    touching = [ast.unparse(n) for n in ast.walk(tree) if touches_the_world(n, clocks)]
    return touching + [name for node in ast.walk(tree) for name in foreign_imports(node)]


def test_the_domain_is_pure():
    found = {
        str(path.relative_to(ROOT)): reasons
        for path in sorted((ROOT / "domain").rglob("*.py"))
        if (reasons := impurities(path.read_text()))
    }

    assert found == {}


@pytest.mark.parametrize("source", IMPURE)
def test_impurity_is_seen(source):
    assert impurities(source)


def test_a_field_named_now_is_no_clock():
    assert impurities(PURE) == []
