"""No SQL of ours compares by pattern: who stands under whom is a row, never the front of a path."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("domain", "services", "projections", "api", "web", "infra")
DATABASES = {"sqlalchemy", "psycopg", "sqlite3", "eventsourcing"}
WORDS = re.compile(
    r"\b(?:LIKE|ILIKE|GLOB|REGEXP|SIMILAR\s+TO)\b"
    r"|(?i:\b(?:i?like|glob|similar\s+to)\s*['(:%$?])"
    r"|!?~\*?\s*[':%$]"
    r"|(?i:\b(?:substr|substring|strpos|instr|starts_with|regexp_\w+)\s*\()"
)
NAMES = {
    *("like", "ilike", "not_like", "notlike", "not_ilike", "notilike", "regexp_match"),
    *("icontains", "istartswith", "iendswith", "starts_with", "strpos", "instr", "substr"),
    *("substring", "regexp_replace"),
}
"""Calls that become a pattern in SQL, whatever they are called on."""
OF_TEXTS_TOO = {"contains", "startswith", "endswith"}
"""Calls that become one on a column, and are none on a text of Python."""
FIRST_LOOK = re.compile(rf"{WORDS.pattern}|\.(?:{'|'.join(sorted(NAMES | OF_TEXTS_TOO))})\(")
"""What a file has to hold before it is read word by word: it is quicker by far."""
LET = {
    "projections/staging.py: name.startswith(_home(tx) + MARK)": "a name of a table, in Python",
    "projections/delegations.py: one.name.endswith('_is')": "a name of a column, in Python",
    "infra/proof/sublogs.py: row[3].startswith(PREFIXES)": "a name of a fact, in Python",
    "infra/ledger/store_shape.py: name.startswith('sqlite_stat')": "a name of a table, in Python",
    "infra/foreseen.py: type(err).__module__.startswith('kafka.')": "a module, in Python",
    "infra/views/rebuild_crew.py: str(ledger).startswith(POSTGRES)": "an address, in Python",
    "infra/settings.py: key.startswith(PREFIX)": "a variable, in Python",
    **{
        f"services/namesakes.py: names.like({one})": "who has the same name: a port, no SQL"
        for one in (
            "mine, opened_on, case.dossier.unit",
            "order.nominee, on, order.unit",
            "title.nominee, title.opened_on, title.proposer",
        )
    },
    "projections/person_files.py: papers.contains(digest, autoescape=True)": (
        "LIKE over a list of 64 hexadecimal digits: whose paper has this digest; no path, no unit"
    ),
    "projections/parked_messages.py: "
    "parked_messages.c.codes.contains(f'|{reason}|', autoescape=True)": (
        "LIKE over codes of refusals with bars around each; no path, no unit"
    ),
    "infra/ledger/sqlite_words.py: substr(": "the last two digits of an id, by which work is dealt",
}
PLANTED = [
    'from sqlalchemy import text\nq = text("SELECT 1 FROM units WHERE path LIKE :path")',
    'import sqlite3\nq = "SELECT 1 FROM units WHERE path GLOB ?"',
    "import psycopg\nq = f\"SELECT {a} FROM units WHERE path ~ '^30'\"",
    "import psycopg\nq = \"SELECT 1 FROM units WHERE path similar to '30%'\"",
    'q = "SELECT 1 FROM units WHERE substr(path, 1, 2) = :code"',
    "from sqlalchemy import select\nq = select(t).where(t.c.path.like(front))",
    "from sqlalchemy import select\nq = select(t).where(t.c.path.startswith(front))",
    "from sqlalchemy import func\nq = func.strpos(t.c.path, front) == 1",
    'from sqlalchemy import select\nq = select(t).where(t.c.path.op("LIKE")(front))',
]
HARMLESS = [
    '"""A case LIKE any other."""\nx = "as you like it"',
    "import re\nx = name.startswith(front)",
    "from sqlalchemy import select\nq = select(t).where(t.c.unit.in_(units))",
]


def imported(tree: ast.Module) -> set[str]:
    """Return the packages of a file."""
    nodes = list(ast.walk(tree))
    plain = [one.name for node in nodes if isinstance(node, ast.Import) for one in node.names]
    named = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name.partition(".")[0] for name in [*plain, *named]}


def prose(tree: ast.Module) -> set[int]:
    """Return the texts that stand alone: docstrings, which no database reads."""
    alone = (node.value for node in ast.walk(tree) if isinstance(node, ast.Expr))
    return {id(one) for one in alone if isinstance(one, ast.Constant)}


def patterns(source: str) -> Iterator[str]:
    """Yield what would compare by pattern in a database, of a file."""
    if not FIRST_LOOK.search(source):
        return
    tree = ast.parse(source)
    told, asks = prose(tree), bool(imported(tree) & DATABASES)
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in told:
                yield from WORDS.findall(text)
            case ast.Call(func=ast.Attribute(attr=name)) if name in NAMES:
                yield ast.unparse(node)
            case ast.Call(func=ast.Attribute(attr=name)) if asks and name in OF_TEXTS_TOO:
                yield ast.unparse(node)


def found() -> set[str]:
    """Return every pattern of the house, with its file."""
    files = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    return {
        f"{path.relative_to(ROOT)}: {one}" for path in files for one in patterns(path.read_text())
    }


def test_no_sql_of_ours_compares_by_pattern_but_what_is_listed_with_its_reason():
    assert LET.keys() == found()


@pytest.mark.parametrize("source", PLANTED)
def test_a_pattern_is_seen(source):
    assert list(patterns(source))


@pytest.mark.parametrize("source", HARMLESS)
def test_what_is_none_is_let_be(source):
    assert list(patterns(source)) == []
