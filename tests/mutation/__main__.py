"""`python -m tests.mutation SCOPE [--told | --rest]`: mutate part of the domain, say what lives."""

import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from tests.mutation.planting import plant
from tests.mutation.scope import Scope, scopes
from tests.mutation.survey import MUTANTS, SEEN, Survey, fates, survey

HERE = Path(__file__).parent


def mutate(scope: Scope, *, rest: bool) -> None:
    """Try every mutant of a scope, or the rest: those that were not tried yet, and those alive."""
    plant()
    tried = SEEN if rest else frozenset()
    names = [name for name, (_, fate) in fates(scope) if fate not in tried]
    trial = [sys.executable, "-m", "tests.mutation.trial"]
    subprocess.run(trial, cwd=MUTANTS, input="\n".join(names), text=True, check=True)


def told(found: Survey, scope: Scope) -> Sequence[str]:
    """Return the lines that say what was found, the verdict last."""
    verdict = f"{found.killed} of {found.counted} mutants killed, {found.percent:.1f} %"
    return (
        *(f"ALIVE {one.name}\n{one.diff}" for one in found.alive),
        *(f"{one}: {of[0]} of {of[1]}" for one, of in found.packages.items()),
        *(f"GONE  {one.function}: {one.was} -> {one.now}" for one in found.gone),
        f"{verdict}; {scope.at_least} % needed; {found.excused} cannot be told from the code",
    )


def main() -> None:
    """Mutate, say what lives, and end badly when too much does or the list of excuses is old."""
    known = scopes()
    parser = ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("scope", choices=known)
    parser.add_argument("--told", action="store_true", help="only say what the last run found")
    parser.add_argument("--rest", action="store_true", help="go on: only what was not killed yet")
    asked = parser.parse_args()
    scope = known[asked.scope]
    if not asked.told:
        mutate(scope, rest=asked.rest)
    found = survey(scope, HERE / "alive.toml")
    sys.stdout.write("\n".join((*told(found, scope), "")))
    sys.exit(found.percent < scope.at_least or bool(found.gone))


if __name__ == "__main__":
    main()
