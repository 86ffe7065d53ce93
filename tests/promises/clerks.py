"""Clerks who work over HTTP whatever happens: each order under a key, sent until answered."""

import http.client
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from threading import Event, Thread

OPENING = json.dumps(
    {
        "nominee": {"kind": "person", "name": "Ngô Văn Mẫu", "unit": "10531"},
        "unit": "10531",
        "award": "gk-phuong",
        "achievement": "Kept at it",
        "effective_on": "2025-04-15",
    }
)
WITHDRAWAL = json.dumps({"reason": "changed plans", "effective_on": "2025-04-15"})
PATIENCE = 60
BROKEN = (http.client.HTTPException, OSError)


@dataclass
class Clerk:
    """Opens a case, withdraws it, opens the next; `acknowledged` is what was answered."""

    name: str
    port: int
    token: str
    acknowledged: dict[str, str] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    strange: list[str] = field(default_factory=list)
    orders: int = 0

    def work(self, leave: Event) -> None:
        """Work until told to leave; an order without an answer is sent again, the same."""
        while not leave.is_set():
            try:
                with closing(http.client.HTTPConnection("127.0.0.1", self.port, PATIENCE)) as line:
                    for _ in self.one_case(line):
                        if leave.is_set():
                            return
            except BROKEN:
                leave.wait(0.01)

    @property
    def answers(self) -> int:
        """How many orders were answered."""
        return len(self.acknowledged) + len(self.withdrawn)

    def one_case(self, line: http.client.HTTPConnection) -> Iterator[None]:
        """Do the next two orders, stopping between them."""
        key = f"{self.name}-{self.orders}"
        case = self.send(line, "/api/v1/nominations", OPENING, {"Idempotency-Key": key}, 201)
        self.acknowledged[key] = case
        yield
        address, seen = f"/api/v1/nominations/{case}/withdrawal", {"If-Match": '"1"'}
        done = self.send(line, address, WITHDRAWAL, seen | {"Idempotency-Key": f"{key}-w"}, 200)
        self.withdrawn.add(done)
        self.orders += 1
        yield

    def send(
        self,
        line: http.client.HTTPConnection,
        address: str,
        body: str,
        more: dict[str, str],
        ok: int,
    ) -> str:
        """Send one order; return the id it is about."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        line.request("POST", address, body, headers | more)
        reply = line.getresponse()
        said = reply.read()
        if reply.status != ok:
            self.strange.append(f"{reply.status} {said[:300]!r}")
        return str(json.loads(said)["id"])


def at_work(clerks: list[Clerk], leave: Event) -> list[Thread]:
    """Let every clerk work in a thread of its own."""
    threads = [Thread(target=clerk.work, args=(leave,)) for clerk in clerks]
    for thread in threads:
        thread.start()
    return threads
