"""No rule stands where `make mutate-policies` plants nothing, seen by other eyes than its own."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mutation.scope import Scope, scopes

DOMAIN = Path("domain")
DEFINED = (ast.FunctionDef, ast.AsyncFunctionDef)
PLANTABLE = frozenset({"staticmethod", "classmethod"})
REFUSAL = "domain.refusal"
SOUND = """
from domain.refusal import Refusal
def a_rule(one: int) -> Refusal | None: ...
"""
IN_NO_FUNCTION = 'NO = Refusal("no", Kind.INVALID, "no")\n'
BY_ANOTHER_NAME = "from domain.refusal import Refusal as No\n"
BY_THE_MODULE = "import domain.refusal\n"
IN_A_NEST = """
def outer():
    def inner() -> "list[Refusal]": ...
"""
LATER = "async def a_rule() -> Refusal: ...\n"
KEPT = """
@cache
def a_rule(one: int) -> Refusal | None: ...
"""


def escapes(module: str, source: str, policies: Scope) -> list[str]:
    """Return where a module says no outside of what is mutated."""
    tree = ast.parse(source)
    rules = rules_of(tree, module, policies)
    reached = {id(part) for rule in rules for part in ast.walk(rule)}
    outside = (one.lineno for one in says_no(tree) if id(one) not in reached)
    worn = (one.lineno for one in rules if not plantable(one))
    return [f"{module}: {line}" for line in (*renamed(tree), *outside, *worn)]


def rules_of(tree: ast.Module, module: str, policies: Scope) -> list[ast.FunctionDef]:
    """Return the functions of a module that are mutated as policies."""
    known = ((one, f"{module}.{named(tree, one)}__mutmut_1") for one in planted(tree))
    return [one for one, mutant in known if policies.has(mutant)]


def planted(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Yield the functions of a module and of its classes: mutmut knows no others."""
    for one in tree.body:
        inside = one.body if isinstance(one, ast.ClassDef) else [one]
        yield from (each for each in inside if isinstance(each, ast.FunctionDef))


def named(tree: ast.Module, one: ast.FunctionDef) -> str:
    """Return the name that mutmut gives a function."""
    classes = (each for each in tree.body if isinstance(each, ast.ClassDef))
    owner = next((each.name for each in classes if one in each.body), None)
    return f"xǁ{owner}ǁ{one.name}" if owner else f"x_{one.name}"


def says_no(tree: ast.Module) -> Iterator[ast.Call | ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield what makes a refusal, and the functions that promise one."""
    for one in ast.walk(tree):
        if isinstance(one, ast.Call) and ast.unparse(one.func).split(".")[-1] == "Refusal":
            yield one
        if isinstance(one, DEFINED) and one.returns and "Refusal" in ast.unparse(one.returns):
            yield one


def renamed(tree: ast.Module) -> Iterator[int]:
    """Yield imports by which refusals go under another name than their own."""
    told = (one for one in ast.walk(tree) if isinstance(one, ast.alias))
    for one in told:
        if one.name == REFUSAL or (one.name == "Refusal" and one.asname):
            yield one.lineno


def plantable(one: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Say whether mutmut plants in a function: it leaves out what wears a decorator."""
    worn = [ast.unparse(each) for each in one.decorator_list]
    return not worn or (len(worn) == 1 and worn[0] in PLANTABLE)


def test_no_rule_escapes():
    policies = scopes()["policies"]
    rooms = {".".join(one.with_suffix("").parts): one for one in DOMAIN.rglob("*.py")}
    found = (escapes(room, path.read_text(), policies) for room, path in rooms.items())
    assert [] == [where for each in found for where in each]


@pytest.mark.parametrize(
    "escape", [IN_NO_FUNCTION, BY_ANOTHER_NAME, BY_THE_MODULE, IN_A_NEST, LATER, KEPT]
)
def test_a_rule_that_escapes_is_seen(escape):
    policies = Scope((), 100, frozenset({"domain.planted.x_a_rule"}))
    assert [] == escapes("domain.planted", SOUND, policies)
    assert [] != escapes("domain.planted", escape, policies)
    assert [] != escapes("domain.planted", SOUND, Scope((), 100))
