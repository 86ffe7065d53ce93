"""Files, functions and branches stay small, names stay honest, and each check can go red."""

import ast
from collections import Counter
from collections.abc import Callable
from functools import cache
from math import ceil
from pathlib import Path
from statistics import median
from textwrap import indent

import pytest
from radon.complexity import cc_visit_ast

ROOT = Path(__file__).parents[2]
ROOMS = ("domain", "services", "projections", "api", "web", "infra", "bench")
NO_NAMES = {"utils", "util", "common", "commons", "helpers", "helper", "misc"}
VERBS = {"route", "get", "post", "put", "patch", "delete"}

Function = ast.FunctionDef | ast.AsyncFunctionDef
Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
Rule = Callable[[Path], list[str]]


def python(root: Path, *folders: str) -> list[Path]:
    """Return the files of some rooms, in order."""
    return sorted(path for folder in folders for path in (root / folder).rglob("*.py"))


def house(root: Path) -> list[Path]:
    """Return every file we write, tests too."""
    return python(root, *ROOMS, "tests")


@cache
def parsed(path: Path) -> ast.Module:
    """Return the tree of a file, which every rule asks for and nobody changes."""
    return ast.parse(path.read_text())


@cache
def functions(path: Path) -> tuple[Function, ...]:
    """Return every function of a file, methods and inner ones too."""
    return tuple(n for n in ast.walk(parsed(path)) if isinstance(n, Function))


def whole(function: Function) -> int:
    """Count every line from `def` on; decorators are not the function's."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def code(function: Function) -> int:
    """Count the lines without the docstring, which nobody shall save on."""
    first = function.body[0]
    documented = ast.get_docstring(function, clean=False) is not None
    return whole(function) - (documented and (first.end_lineno or 0) - first.lineno + 1)


def written(path: Path) -> int:
    """Count a file's lines of code: no blanks, comments and docstrings, which only help."""
    text = path.read_text()
    silent = silent_lines(parsed(path))
    said = [row.strip() for at, row in enumerate(text.splitlines(), 1) if at not in silent]
    return sum(bool(row) and not row.startswith("#") for row in said)


def silent_lines(tree: ast.Module) -> set[int]:
    """Return the numbers of the lines that docstrings stand on."""
    nodes = (node for node in ast.walk(tree) if isinstance(node, Documented))
    return {number for node in nodes for number in docstring_lines(node)}


def docstring_lines(node: ast.Module | ast.ClassDef | Function) -> range:
    """Return the numbers of the lines a docstring stands on."""
    if ast.get_docstring(node, clean=False) is None:
        return range(0)
    return range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1)


def is_route(function: Function) -> bool:
    """Say whether a decorator gives the function an address, or a view class a verb."""
    calls = [d.func for d in function.decorator_list if isinstance(d, ast.Call)]
    by_name = function.name in VERBS and function.args.args[:1] and function.args.args[0].arg
    return by_name == "self" or any(isinstance(c, ast.Attribute) and c.attr in VERBS for c in calls)


def is_policy(function: Function) -> bool:
    """Say whether a function is one named rule: it refuses, or does not."""
    answer = ast.unparse(function.returns) if function.returns else ""
    return answer == "Refusal | None" and not function.name.startswith("_")


def over(root: Path, files: list[Path], limit: int, size: Callable[[Function], int]) -> list[str]:
    """Name the functions whose size is above *limit*."""
    return [
        f"{path.relative_to(root)}: {function.name} has {size(function)} lines, over {limit}"
        for path in files
        for function in functions(path)
        if size(function) > limit
    ]


def no_file_is_over_250_lines(root: Path) -> list[str]:
    sizes = [(path, len(path.read_text().splitlines())) for path in house(root)]
    return [f"{path.relative_to(root)} has {size} lines" for path, size in sizes if size > 250]


def no_folder_of_a_room_has_over_100_files(root: Path) -> list[str]:
    """One that grows past it holds several subjects (ADR 125)."""
    folders = Counter(path.parent.relative_to(root) for path in python(root, *ROOMS))
    return [f"{folder} has {count} files" for folder, count in folders.items() if count > 100]


def half_the_files_have_60_lines_or_less(root: Path) -> list[str]:
    """Files that only name their folder are not counted, nor blank lines and docstrings."""
    files = [path for path in python(root, *ROOMS) if path.name != "__init__.py"]
    middle = median(written(path) for path in files)
    return [f"the median file has {middle} lines"] if middle > 60 else []


def no_function_is_over_30_lines(root: Path) -> list[str]:
    return over(root, house(root), 30, whole)


def half_the_functions_have_6_lines_or_less(root: Path) -> list[str]:
    sizes = [code(function) for path in python(root, *ROOMS) for function in functions(path)]
    return [f"the median function has {median(sizes)} lines"] if median(sizes) > 6 else []


def functions_over_20_lines_are_one_in_twenty(root: Path) -> list[str]:
    sizes = sorted(code(f) for path in python(root, *ROOMS) for f in functions(path))
    tall = sizes[ceil(len(sizes) * 0.95) - 1]
    return [f"the function at 95 % has {tall} lines"] if tall > 20 else []


def no_test_is_over_20_lines(root: Path) -> list[str]:
    return over(root, python(root, "tests"), 20, lambda f: f.name.startswith("test_") and code(f))


def no_route_is_over_12_lines(root: Path) -> list[str]:
    return over(root, python(root, "api", "web"), 12, lambda f: is_route(f) and code(f))


def no_policy_is_over_6_lines(root: Path) -> list[str]:
    return over(root, python(root, "domain"), 6, lambda f: is_policy(f) and code(f))


def no_function_has_more_than_8_paths(root: Path) -> list[str]:
    return [
        f"{path.relative_to(root)}: {block.name} has complexity {block.complexity}"
        for path in house(root)
        for block in cc_visit_ast(parsed(path))
        if block.letter != "C" and block.complexity > 8
    ]


def no_name_says_nothing(root: Path) -> list[str]:
    paths = [path.relative_to(root) for path in house(root)]
    return [str(path) for path in paths if NO_NAMES & {*path.parts[:-1], path.stem}]


def every_file_says_what_it_is(root: Path) -> list[str]:
    """One sentence in front, in empty looking `__init__.py` too."""
    return [str(one.relative_to(root)) for one in house(root) if not ast.get_docstring(parsed(one))]


def lines(count: int, first: str = "def tall():") -> str:
    """Return a function of *count* lines."""
    return "\n".join([first, *["    x = 1"] * (count - 1), ""])


def branches(count: int) -> str:
    """Return a file with a function of *count* branches, so of one path more."""
    cases = "".join(f"    if x == {n}:\n        return {n}\n" for n in range(count))
    return f'"""Branches."""\ndef branching(x):\n{cases}'


POLICY = "def a_rule(cmd: Open) -> Refusal | None:"
ROUTE = '@blueprint.post("/nominations")\n'
VIEW = "class Cases(MethodView):\n" + indent(lines(13, "def get(self):"), "    ")
DOCUMENTED = 'def documented():\n    """\n    Say.\n' + "\n" * 14 + '    """\n'

BROKEN: dict[Rule, dict[str, str]] = {
    no_file_is_over_250_lines: {"domain/long.py": "x = 1\n" * 251},
    no_folder_of_a_room_has_over_100_files: {f"infra/x{n}.py": "" for n in range(101)},
    half_the_files_have_60_lines_or_less: {
        "domain/a.py": "x = 1\n" * 61,
        "web/b.py": "y = 2\n" * 61,
    },
    no_function_is_over_30_lines: {"tests/builders.py": lines(31)},
    half_the_functions_have_6_lines_or_less: {"services/f.py": lines(7) * 2 + lines(3)},
    functions_over_20_lines_are_one_in_twenty: {"infra/f.py": lines(3) * 18 + lines(21) * 2},
    no_test_is_over_20_lines: {"tests/test_f.py": lines(21, "def test_f():")},
    no_route_is_over_12_lines: {"api/cases.py": ROUTE + lines(13)},
    no_policy_is_over_6_lines: {"domain/nomination/policies.py": lines(7, POLICY)},
    no_function_has_more_than_8_paths: {"projections/f.py": branches(8)},
    no_name_says_nothing: {"domain/common/votes.py": ""},
    every_file_says_what_it_is: {"domain/register/__init__.py": "# a comment is no docstring\n"},
}

WITHIN = {
    "domain/__init__.py": '"""Room."""\n',
    "domain/a.py": '"""Rules."""\n' + lines(6, POLICY) * 19 + lines(30),
    "api/cases.py": '"""Routes."""\n' + ROUTE + lines(12) + DOCUMENTED,
    "tests/test_a.py": '"""Tests."""\n' + lines(20, "def test_a():"),
    "web/b.py": branches(7),
    "infra/c.py": '"""C."""\n' + "x = 1\n" * 59,
}


def build(root: Path, files: dict[str, str]) -> Path:
    """Write a small house."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


@pytest.mark.parametrize("rule", BROKEN, ids=lambda rule: rule.__name__)
def test_the_house_keeps(rule):
    broken = rule(ROOT)

    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("rule", BROKEN, ids=lambda rule: rule.__name__)
def test_what_breaks_the_rule_is_seen(tmp_path, rule):
    assert rule(build(tmp_path, BROKEN[rule])) != []


@pytest.mark.parametrize("rule", BROKEN, ids=lambda rule: rule.__name__)
def test_what_is_just_within_the_rule_passes(tmp_path, rule):
    assert rule(build(tmp_path, WITHIN)) == []


def test_a_verb_of_a_view_class_is_a_route(tmp_path):
    assert no_route_is_over_12_lines(build(tmp_path, {"web/cases.py": VIEW})) != []
