"""From everything that can go wrong to lines for people and an exit status."""

from collections.abc import Iterable, Mapping, Sequence
from typing import IO

import click

from api.cli_door import Door
from api.cli_print import clean
from api.problem_words import title
from api.problems import Problem, Reason
from domain.refusal import Refusal, Refused
from services.edxml.refusal import EdxmlRefused
from services.handle import Stale
from services.past_log import LogRefused
from services.ports import Conflict
from services.stores import BadToken
from services.upkeep import CannotOpen

SHORT = (BadToken, Stale, Conflict)
HOW_TO_SPEAK = "say who you are: --token, or VINHDANH_TOKEN; `vinhdanh token` makes one"


class Wrong(click.ClickException):
    """Something went wrong that was foreseen; every reason is a line, the exit status is 1."""

    def __init__(self, *lines: str) -> None:
        super().__init__("; ".join(lines))
        self.lines = lines

    def show(self, file: IO[str] | None = None) -> None:
        """Print the reasons to the standard error."""
        for line in self.lines:
            click.echo(f"vinhdanh: {clean(line)}", file=file, err=file is None)


class Commands(click.Group):
    """The commands; whatever one of them meets is told in one place."""

    def invoke(self, ctx: click.Context) -> object:
        """
        Run a command.

        Raises:
            Wrong: for every error that was foreseen.
        """
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise  # a pipe whose reader has read enough is click's to end quietly
        except Exception as err:
            door: Door = ctx.obj
            lines = told(err) or door.explain(err)
            if not lines:
                raise
            raise Wrong(*lines) from None


def told(err: Exception) -> Sequence[str]:
    """Return what an error of the house says, a line a reason; nothing when it is not one."""
    match err:
        case Refused():
            return _lines(err.refusals)
        case Problem():
            return _lines(err.reasons)
        case CannotOpen():
            return err.problems
        case LogRefused():
            return [f"{err.code}: {err}"]
        case EdxmlRefused():
            return list(map(str, err.reasons))
    return [_in_short(err)] if isinstance(err, SHORT) else []


def _lines(refusals: Iterable[Refusal | Reason]) -> Sequence[str]:
    return [line(one.code, one.detail, one.facts) for one in refusals]


def line(code: str, detail: str, facts: Mapping[str, str]) -> str:
    """Return one broken rule as a line: its code, what it says, and what it looked at."""
    seen = ", ".join(f"{name}={value}" for name, value in facts.items())
    return f"{code}: {detail}" + (f" ({seen})" if seen else "")


def _in_short(err: BadToken | Stale | Conflict) -> str:
    if not isinstance(err, BadToken):
        return f"busy: {title('busy')}"
    return HOW_TO_SPEAK if err.reason == "missing" else f"the token was refused: {err.reason}"
