"""Wherever a command is given an id: one of somebody else's is answered like one of nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import click
import pytest
from click.testing import CliRunner

from api.cli import command
from api.commands.commands import Later
from domain.house_acts.events import SecondPersonAsked
from domain.house_acts.state import BOOK_STREAM
from infra.edxml.bridge import DocumentBridge
from infra.foreseen import explain
from infra.rulebooks.reform_files import load_reform
from infra.settings import read
from tests.api.abroad import HERE, THERE, Land, settled
from tests.api.asking import EVERYROLE, things
from tests.api.houses import House

REFORM = "2025-07-01"
SORTS = {"case": "nomination", "subject": "nomination", "key": "submission"}
OPEN = {
    ("what-if", "case"): "who asks without a token has the data folder itself",
    ("sub-log", "council"): "as above, and councils are published (ADR 84)",
    ("council show", "body"): "councils are published (ADR 84)",
    ("council sessions", "body"): "as above; which of its sessions are told is by unit",
    ("delegate end", "delegation"): "delegations are published (ADR 84)",
}
"""Commands to which what they name is known to all, and why."""
SAID = {
    "unit": HERE.district,
    "reason": "why",
    "digest": "0" * 64,
    "since": "2025-04-01",
    "regime": "law06-2026",
    "award": "cstdcs",
    "year": "2023",
    "number": "45/QD",
    "dated": "2023-04-01",
    "issuer": "UBND",
    "kind": "access",
    "received_on": "2025-04-01",
    "field": "achievement",
    "was": "Paperless",
    "now": "Paperless.",
    "legal_basis": "law",
}
MORE = {
    "propose assign": ((), ("--reform", REFORM)),
    "assign": ((), ("--reform", REFORM)),
    "favourable": ((), ("--reason", "why")),
}
"""Options by which a command takes another way."""


@dataclass(frozen=True)
class Door:
    """A way in to a house that stands already."""

    house: House
    folder: Path

    @contextmanager
    def open(self, *_: object, **__: object) -> Iterator[House]:
        """Lend the house."""
        yield self.house

    def home(self) -> Path:
        """Return the data folder."""
        return self.folder

    @property
    def bridge(self) -> DocumentBridge:
        """The document bridge."""
        return DocumentBridge(read())

    reform = staticmethod(load_reform)
    explain = staticmethod(explain)


def commands(
    one: click.Command = command, path: tuple[str, ...] = ()
) -> Iterator[tuple[str, click.Command]]:
    """Yield every command with its words."""
    found = one.load() if isinstance(one, Later) else one
    if not isinstance(found, click.Group):
        yield " ".join(path), found
        return
    for name, inner in found.commands.items():
        yield from commands(inner, (*path, name))


def ids(one: click.Command) -> list[str]:
    """Return the parameters of a command that are ids."""
    return [str(each.name) for each in one.params if each.type is click.UUID]


SPOTS = [(name, at, one) for name, one in commands() for at in ids(one) if (name, at) not in OPEN]


@dataclass(frozen=True)
class Terminal:
    """Somebody who may act in every way, in front of a house with two countries."""

    door: Door

    def thing(self, name: str, land: Land) -> list[object]:
        """Return what stands under a name in a country."""
        return things(SORTS.get(name, name), land, "")

    def value(self, at: click.Parameter, name: str) -> str:
        """Return what is said of a parameter that is not asked about."""
        if at.type is click.UUID:
            return str(self.thing(str(at.name), HERE)[0])
        if isinstance(at.type, click.File | click.Path):
            return str(self.door.folder / f"{at.name}")
        return "submission" if name == "edxml write" else SAID.get(str(at.name), "0" * 64)

    def told(self, spot: tuple[str, str, click.Command], thing: object, *more: str) -> tuple:
        """Return exit status and text of a command, save the thing."""
        name, where, one = spot
        args = [*name.split(), *more]
        for at in one.params:
            if at.name == where or at.required:
                value = str(thing) if at.name == where else self.value(at, name)
                args += [value] if isinstance(at, click.Argument) else [at.opts[0], value]
        found = CliRunner().invoke(command, args, input="Ai", env={"VINHDANH_TOKEN": EVERYROLE})
        assert found.exit_code in {0, 1}, (args, found.output)
        assert found.exception is None or isinstance(found.exception, SystemExit), args
        return found.exit_code, found.output.replace(str(thing), "THING")


@pytest.fixture
def terminal(house, tmp_path, monkeypatch) -> Terminal:
    """Let two countries be, and an act on a case in each; return somebody in one of them."""
    house.given(BOOK_STREAM, SecondPersonAsked(1))
    for land in (HERE, THERE):
        settled(house, land)
    (tmp_path / "content").write_text("{}")
    door = Door(house, tmp_path)
    monkeypatch.setenv("VINHDANH_HOME", str(tmp_path))
    monkeypatch.setattr("infra.wiring.front_door", lambda: door)
    return Terminal(door)


def differing(terminal: Terminal, spot: tuple[str, str, click.Command]) -> Iterator[tuple]:
    """Yield how things of the other country are answered otherwise than nothing is."""
    found = terminal.thing(spot[1], THERE)
    for thing in found[:: len(found) - 1 or 1]:
        for more in MORE.get(spot[0], ((),)):
            there, nowhere = (terminal.told(spot, one, *more) for one in (thing, uuid4()))
            if there != nowhere:
                yield spot[0], spot[1], more, there, nowhere


def test_whatever_a_command_names_somebody_else_s_is_answered_like_nothing(terminal):
    assert [] == [why for spot in SPOTS for why in differing(terminal, spot)]


def test_what_is_their_own_is_told(terminal):
    known = {"show", "propose assign", "proposed show", "proposed agree", "council tally", "name"}
    own = [one for one in SPOTS if one[0] in known]
    assert known == {one[0] for one in own}
    for spot in own:
        mine = terminal.thing(spot[1], HERE)[0]
        assert terminal.told(spot, mine) != terminal.told(spot, uuid4()), spot


def test_every_reason_for_openness_is_of_a_command_that_is_there():
    assert {(name, at) for name, one in commands() for at in ids(one)} >= OPEN.keys()
