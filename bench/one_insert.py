"""The peers of an act over HTTP: the same server, and one INSERT and COMMIT for each request."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import cast

from flask import Flask, Response, request
from psycopg_pool import ConnectionPool

from api.app import application
from api.system import System
from infra.house import build
from infra.ledger.sqlite import make_durable
from infra.logs import configure
from infra.serve import granian
from infra.settings import Settings, read
from services.handle import Order
from services.receipts import Receipt

BARE, GATED = "bare", "gated"
CREATE = "CREATE TABLE IF NOT EXISTS bodies (id {key} PRIMARY KEY, body {bytes} NOT NULL)"
CONNECTIONS = 16
ANSWER = b'{"done":true}'

Insert = Callable[[bytes], object]


def serve(name: str) -> None:
    """Serve one of the applications below with the settings our own server has."""
    granian(f"bench.one_insert:{name}", read(), factory=True).serve()


def bare() -> Flask:
    """Return an application that keeps the body of every POST, whatever its address."""
    insert, flask = inserting(read()), Flask(__name__)

    @flask.post("/<path:_>")
    def keep(_: str) -> Response:
        insert(request.get_data())
        return Response(ANSWER, 201, content_type="application/json")

    return flask


def gated() -> Flask:
    """Return our whole application, but each order is one INSERT: no history, no rule, no fact."""
    settings = read()
    configure(settings.log_level)
    system, insert = build(settings), inserting(settings)
    return application(cast("System", _OneInsert(system, insert)))


@dataclass(frozen=True, slots=True)
class _OneInsert:
    """The house with its ledger left out."""

    system: System
    insert: Insert

    def __getattr__(self, name: str) -> object:
        return getattr(self.system, name)

    def handle(self, order: Order) -> Receipt:
        """Keep the body of the request."""
        self.insert(request.get_data())
        return Receipt(order.id, 1, 1)


def inserting(settings: Settings) -> Insert:
    """Return what puts a body into the database of *settings* and waits for the disk."""
    if settings.database.get_backend_name() == "sqlite":
        return _sqlite(settings.database.database or "")
    return _postgres(settings.address.replace("+psycopg", "", 1))


def _sqlite(path: str) -> Insert:
    """Write on one connection in turns: quicker than many that wait for the file's lock."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    make_durable(connection)
    connection.execute(CREATE.format(key="INTEGER", bytes="BLOB"))
    turn = Lock()

    def insert(body: bytes) -> None:
        with turn:
            connection.execute("INSERT INTO bodies (body) VALUES (?)", (body,))

    return insert


def _postgres(url: str) -> Insert:
    pool = ConnectionPool(
        url, kwargs={"autocommit": True}, min_size=1, max_size=CONNECTIONS, open=True
    )
    with pool.connection() as connection:
        key = "bigint GENERATED ALWAYS AS IDENTITY"
        connection.execute(CREATE.format(key=key, bytes="bytea"))

    def insert(body: bytes) -> None:
        with pool.connection() as connection:
            connection.execute("INSERT INTO bodies (body) VALUES (%b)", (body,), prepare=True)

    return insert
