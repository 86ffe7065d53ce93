"""What a page finds when it is asked for: the house, the API, who is signed in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, cast

from flask import Flask, current_app, g
from werkzeug.datastructures import FileStorage

from services.signing_in import Console, SignedIn
from services.stores import Claims

HOUSE = "vinhdanh-console"
Answer = tuple[int, Mapping[str, object], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Order:
    """
    An act as a page sends it: its body, the version that was seen, its key, by whose power.

    What starts something has seen no version; `files` go along where the API takes some.
    """

    body: Mapping[str, object]
    seen: str | None
    key: str
    by: str = ""
    files: Mapping[str, FileStorage] | None = None


class Api(Protocol):
    """The API, asked in the name of somebody who is signed in."""

    def get(self, path: str, who: Claims, office: str | None, query: Mapping[str, str]) -> Answer:
        """Return status, body and headers of what it answers."""
        ...

    def post(self, path: str, who: Claims, office: str | None, order: Order) -> Answer:
        """Return the same of an order; each reason of a refusal `says` it in both languages."""
        ...

    def words(self) -> Callable[[str, str, str | None], str]:
        """Return what says in Vietnamese how a code is called in its place, today or on a day."""
        ...


@dataclass(frozen=True, slots=True)
class House:
    """The console's part of the house, and the API beside it."""

    console: Console
    api: Api


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody signed in, and the secret under which they are."""

    who: SignedIn
    secret: str


def bind(app: Flask, found: House) -> None:
    """Make *found* the one that pages of *app* find."""
    app.extensions[HOUSE] = found


def house() -> House:
    """Return the house this request is about."""
    return cast("House", current_app.extensions[HOUSE])


def present() -> Presence | None:
    """Return who is signed in, None where nobody is."""
    found: Presence | None = g.get("presence")
    return found
