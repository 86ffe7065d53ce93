"""`python -m bench [QUESTION ...] [--quick]`: measure, and print the table."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping

from bench import acts_http, history_growth, import_log, intake, machine, rebuild, reform, relay
from bench.table import Line, text
from bench.workshop import Workshop, opened

Question = Callable[[Workshop], Iterator[Line]]

QUESTIONS: Mapping[str, Question] = {
    "acts_http": acts_http.measure,
    "rebuild": rebuild.measure,
    "import_log": import_log.measure,
    "history_growth": history_growth.measure,
    "relay": relay.measure,
    "intake": intake.measure,
    "reform": reform.measure,
}


def main(arguments: list[str] | None = None) -> None:
    """Measure what was asked for, else everything; tell each line as it is found, then all."""
    parser = ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("questions", nargs="*", metavar="QUESTION", help=", ".join(QUESTIONS))
    parser.add_argument("--quick", action="store_true", help="see only that everything works")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.questions) - QUESTIONS.keys():
        parser.error(f"no such question: {', '.join(sorted(unknown))}")
    with opened(quick=asked.quick) as workshop:
        print(machine.described(workshop.folder))
        lines = list(_measured(asked.questions or list(QUESTIONS), workshop))
    print("\n" + text(lines))


def _measured(names: list[str], workshop: Workshop) -> Iterator[Line]:
    for name in names:
        for line in QUESTIONS[name](workshop):
            print(f"{name}: {line.store}, {line.ours}, {line.ratio}", file=sys.stderr, flush=True)
            yield line


if __name__ == "__main__":
    main()
