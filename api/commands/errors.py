"""From everything that can go wrong to lines for people and an exit status."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import click

from api.commands.door import Door
from api.commands.print import clean

NAMES = "vinhdanh.names"
"""Where a command keeps what tells the names of the house that it spoke to."""


class Wrong(click.ClickException):
    """Something went wrong that was foreseen; every reason is a line, the exit status is 1."""

    def __init__(self, *lines: str) -> None:
        super().__init__("; ".join(lines))
        self.lines = lines

    def show(self, file: IO[str] | None = None) -> None:
        """Print the reasons to the standard error."""
        for line in self.lines:
            click.echo(f"vinhdanh: {clean(line)}", file=file, err=file is None)


@contextmanager
def errors_told(ctx: click.Context) -> Iterator[None]:
    """
    Tell whatever a command meets, in one place.

    Raises:
        Wrong: for every error that was foreseen.
    """
    try:
        yield
    except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
        raise  # a pipe whose reader has read enough is click's to end quietly
    except Exception as err:
        # most of the time nothing goes wrong
        from api.commands.told import told  # noqa: PLC0415
        from api.fact_names import PLAIN  # noqa: PLC0415

        door: Door = ctx.obj
        names = ctx.meta.get(NAMES, lambda: PLAIN)()
        if not (lines := told(err, names) or door.explain(err)):
            raise
        raise Wrong(*lines) from None
