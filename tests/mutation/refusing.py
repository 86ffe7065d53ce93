"""Where the rules are: every function of the domain that can say no."""

import ast
from collections.abc import Iterator
from pathlib import Path

DOMAIN = Path("domain")


def refusing(room: Path = DOMAIN) -> Iterator[str]:
    """Yield, in the words of mutmut, every function of a room that returns or makes refusals."""
    for path in sorted(room.rglob("*.py")):
        module = ".".join(path.with_suffix("").parts)
        for prefix, one in _functions(ast.parse(path.read_text())):
            if _refuses(one):
                yield f"{module}.{prefix}{one.name}"


def _functions(module: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    bodies = {"x_": module.body}
    bodies |= {f"xǁ{one.name}ǁ": one.body for one in module.body if isinstance(one, ast.ClassDef)}
    for prefix, body in bodies.items():
        yield from ((prefix, one) for one in body if isinstance(one, ast.FunctionDef))


def _refuses(one: ast.FunctionDef) -> bool:
    made = (call.func for call in ast.walk(one) if isinstance(call, ast.Call))
    named = (*(ast.walk(one.returns) if one.returns else ()), *made)
    return any(isinstance(name, ast.Name) and name.id == "Refusal" for name in named)
