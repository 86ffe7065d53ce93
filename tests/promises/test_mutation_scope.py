"""What `make mutate-policies` is held to: every rule there is, and a row for every refusal."""

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from tests.mutation.refusing import refusing
from tests.mutation.scope import scopes
from tests.wording import TABLE

DOMAIN = Path("domain")
PLANTED = """
def a_rule(one: int) -> Refusal | None: ...
def rules(one: int) -> tuple[Refusal | None, ...]: ...
def an_order(one: int) -> int:
    raise Refused(Refusal("no", Kind.INVALID, "no"))
class Thing:
    def check(self) -> list[Refusal]: ...
    def other(self) -> int: ...
def nothing(one: Refusal) -> int: ...
"""


def test_every_function_that_can_say_no_is_a_rule(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    DOMAIN.mkdir()
    (DOMAIN / "planted.py").write_text(PLANTED)
    expected = ["x_a_rule", "x_rules", "x_an_order", "xǁThingǁcheck"]
    assert [f"domain.planted.{one}" for one in expected] == list(refusing())


def test_the_policies_are_all_of_these_and_the_named_modules():
    policies = scopes()["policies"]
    assert policies.rules == set(refusing())
    assert policies.has("domain.hearing.consult.x_somebody_is_asked__mutmut_1")
    assert not policies.has("domain.hearing.consult.x_withdraw__mutmut_1")
    modules = [".".join(one.with_suffix("").parts) for one in DOMAIN.rglob("*.py")]
    gone = [one for one in policies.names if not any(fnmatch(f"{m}.x", one) for m in modules)]
    assert gone == []


def codes() -> Iterator[str]:
    """Yield the code of every refusal that the domain makes and spells out."""
    for path in DOMAIN.rglob("*.py"):
        made = (one for one in ast.walk(ast.parse(path.read_text())) if isinstance(one, ast.Call))
        for one in made:
            code = one.args[0] if getattr(one.func, "id", "") == "Refusal" else None
            if isinstance(code, ast.Constant):
                yield str(code.value)


def test_every_refusal_has_its_row():
    found = set(codes())
    assert len(found) > 150
    assert found - TABLE.keys() == set(), "tests/domain/refusals.toml does not say how they read"
