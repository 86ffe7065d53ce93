"""`python -m bench [QUESTION ...] [--quick] [--aims | --kept]`: measure, and print the table."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from typing import cast

from bench import machine
from bench.table import Line, text
from bench.workshop import Workshop, opened

Question = Callable[[Workshop], Iterator[Line]]

QUESTIONS = (
    "acts_http",
    "rebuild",
    "import_log",
    "history_growth",
    "relay",
    "intake",
    "reform",
    "proofs",
)


def question(name: str) -> Question:
    """
    Return what measures a question.

    Its module is loaded only now: the processes of a rebuild load this one again, and would pay in
    the measured time for a web server and a bus.
    """
    return cast("Question", import_module(f"bench.{name}").measure)


def main(arguments: list[str] | None = None) -> None:
    """Measure what was asked for, else everything; tell each line as it is found, then all."""
    asked = _asked(arguments)
    with opened(quick=asked.quick) as workshop:
        print(machine.described(workshop.folder))
        lines = list(_measured(asked.questions or QUESTIONS, workshop))
    print("\n" + text(lines))
    found = [line.aim for line in lines if line.aim]
    if asked.aims:
        _must(aim.met for aim in found)
    if asked.kept:
        _must(aim.kept for aim in found)


def _asked(arguments: list[str] | None) -> Namespace:
    parser = ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("questions", nargs="*", metavar="QUESTION", help=", ".join(QUESTIONS))
    parser.add_argument("--quick", action="store_true", help="see only that everything works")
    parser.add_argument("--aims", action="store_true", help="fail where an aim was missed")
    parser.add_argument("--kept", action="store_true", help="fail where it is worse than it was")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.questions) - set(QUESTIONS):
        parser.error(f"no such question: {', '.join(sorted(unknown))}")
    return asked


def _must(held: Iterable[bool]) -> None:
    """End with status 1 unless all hold."""
    if not all(held):
        sys.exit(1)


def _measured(names: Sequence[str], workshop: Workshop) -> Iterator[Line]:
    for name in names:
        for line in question(name)(workshop):
            print(f"{name}: {line.store}, {line.ours}, {line.ratio}", file=sys.stderr, flush=True)
            yield line


if __name__ == "__main__":
    main()
