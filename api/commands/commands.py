"""The commands by name: each is loaded when it is given, and none to list them all."""

import gc
from importlib import import_module

import click

from api.commands.errors import errors_told


class Later(click.Command):
    """A command that is loaded when it is given; until then its first sentence stands for it."""

    def __init__(self, name: str, where: str, summary: str) -> None:
        super().__init__(name, short_help=summary)
        self.where = where

    def load(self) -> click.Command:
        """Return the command itself, from the place `where`, as in `api.commands.read:show`."""
        module, _, name = self.where.partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


class Commands(click.Group):
    """The commands; whatever one of them meets is told in one place."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return name, command and what is left of *args*; now the command is needed itself."""
        name, command, rest = super().resolve_command(ctx, args)
        loaded = command.load() if isinstance(command, Later) else command
        _collect_from_now_on()
        return name, loaded, rest

    def invoke(self, ctx: click.Context) -> object:
        """Run a command."""
        with errors_told(ctx):
            return super().invoke(ctx)


def _collect_from_now_on() -> None:
    """
    Let the collector begin where it was held back, and pass by what was loaded until now.

    Modules, classes and tables stay until the end: to look through them took a fifth of a command.
    """
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
