"""Clerks who work over HTTP whatever happens: each order under a key, sent until answered."""

import http.client
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from threading import Event, Thread
from uuid import UUID

from infra.sign_in.bearer import Issuer
from infra.sign_in.development_key import development_key
from services.receipts import command_id
from services.stores import Claims
from tests.promises.clerk_orders import DESKS, Order, Story, a_letter

PATIENCE = 60
BROKEN = (http.client.HTTPException, OSError)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said to an order; the same order has the same answer again."""

    status: int
    tag: str | None
    said: bytes

    @property
    def about(self) -> str:
        """The id of what the order was about."""
        return str(json.loads(self.said)["id"])


@dataclass
class Clerk:
    """Carries letter after letter through the house; `kinds` are the acts that were answered."""

    name: str
    port: int
    tokens: Mapping[str, str]
    kinds: dict[UUID, str] = field(default_factory=dict)
    strange: list[str] = field(default_factory=list)
    repeats: int = 0
    _open: bool = False  # something was sent that is not answered yet
    _last: tuple[Order, str, Answer] | None = None

    def __post_init__(self) -> None:
        self._orders = _letters(self.name)
        self._next = next(self._orders)

    def work(self, leave: Event) -> None:
        """
        Work until told to leave; an order without an answer is sent again, the same.

        Nobody leaves before: what a house carried out that died before it said so is in its log.
        """
        while self._stays(leave):
            try:
                with closing(http.client.HTTPConnection("127.0.0.1", self.port, PATIENCE)) as line:
                    self._ask_again(line)
                    while self._stays(leave):
                        self._go_on(line)
            except BROKEN:
                leave.wait(0.01)

    def _stays(self, leave: Event) -> bool:
        """Say whether there is something to do yet: what is strange ends all."""
        return (self._open or not leave.is_set()) and not self.strange

    @property
    def answers(self) -> int:
        """How many orders were answered."""
        return len(self.kinds)

    def _go_on(self, line: http.client.HTTPConnection) -> None:
        """Send the order that is next; note what was said, and go on from there."""
        order, key = self._next, f"{self.name}-{self.answers}"
        self._open = True
        answer = self._send(line, order, key)
        self._open = False
        if answer.status not in {200, 201}:
            self.strange.append(f"{order.kind}: {answer.status} {answer.said[:300]!r}")
            return
        self.kinds[command_id(f"{self.name}-{order.desk}", key)] = order.kind
        self._last = order, key, answer
        self._next = self._orders.send(answer.about)

    def _ask_again(self, line: http.client.HTTPConnection) -> None:
        """Send what was answered last once more; the house that answered may have been killed."""
        if self._last is None:
            return
        order, key, before = self._last
        again = self._send(line, order, key)
        self.repeats += 1
        if again != before:
            self.strange.append(f"{order.kind}: {before} and then {again}")

    def _send(self, line: http.client.HTTPConnection, order: Order, key: str) -> Answer:
        return send(line, order, key, self.tokens[order.desk])


def send(line: http.client.HTTPConnection, order: Order, key: str, token: str) -> Answer:
    """Send one order under a key; return what was said."""
    line.request("POST", order.path, order.body, headers(order, key, token))
    reply = line.getresponse()
    return Answer(reply.status, reply.getheader("ETag"), reply.read())


def headers(order: Order, key: str, token: str) -> dict[str, str]:
    """Return what is said beside an order."""
    said = {
        "Authorization": f"Bearer {token}",
        "Content-Type": order.form,
        "Idempotency-Key": key,
    }
    return said if order.version is None else {**said, "If-Match": f'"{order.version}"'}


def _letters(name: str) -> Story:
    """Give the orders of letter after letter."""
    for letter in count():
        yield from a_letter(f"{name}-{letter}")


@contextmanager
def at_work(clerks: Iterable[Clerk]) -> Iterator[None]:
    """Let every clerk work in a thread of its own for the time of the block."""
    leave = Event()
    threads = [Thread(target=clerk.work, args=(leave,)) for clerk in clerks]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        leave.set()
        for thread in threads:
            thread.join()


def tokens(home: Path, clerk: str) -> dict[str, str]:
    """Return tokens of the development key for each desk of a clerk."""
    issuer = Issuer(development_key(home / "keys"), "vinhdanh-development", "vinhdanh")
    now = datetime.now(UTC)
    return {
        desk: issuer.issue(
            Claims(f"{clerk}-{desk}", frozenset({role}), frozenset({unit}), "TM"),
            timedelta(hours=6),
            now,
        )
        for desk, (role, unit) in DESKS.items()
    }
