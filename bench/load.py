"""The load: a process of its own that sends prepared requests and times each answer."""

import select
import socket
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from time import perf_counter

HOST = "127.0.0.1"
CHUNK = 65_536
PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Job:
    """Requests to send to a port over so many kept connections, each one after the other."""

    port: int
    connections: int
    requests: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class Answered:
    """How long it took in all and for each request, in seconds, and how often each status came."""

    seconds: float
    took: Sequence[float]
    statuses: Mapping[int, int]


class LoadFailed(Exception):
    """The server closed a connection, fell silent, or answered in a way that is not understood."""


@dataclass(slots=True)
class _Line:
    """One connection: the answer so far, and when its request left."""

    socket: socket.socket
    heard: bytes = b""
    left: float = 0.0


@dataclass(slots=True)
class _Run:
    """All connections of one job."""

    job: Job
    lines: dict[int, _Line] = field(default_factory=dict)
    took: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    def __call__(self) -> Answered:
        """Send everything; as soon as a connection has its answer it sends the next request."""
        waiting = iter(self.job.requests)
        poll = select.epoll()
        for _ in range(self.job.connections):
            line = _Line(socket.create_connection((HOST, self.job.port), PATIENCE))
            line.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.lines[line.socket.fileno()] = line
            poll.register(line.socket.fileno(), select.EPOLLIN)
        began = perf_counter()
        for line in self.lines.values():
            _send(line, waiting)
        self._hear_all(poll, waiting)
        seconds = perf_counter() - began
        for line in self.lines.values():
            line.socket.close()
        return Answered(seconds, self.took, dict(self.statuses))

    def _hear_all(self, poll: select.epoll, waiting: Iterator[bytes]) -> None:
        while len(self.took) < len(self.job.requests):
            ready = poll.poll(PATIENCE)
            if not ready:
                raise LoadFailed(f"no answer in {PATIENCE} s after {len(self.took)} answers")
            for number, _ in ready:
                self._hear(self.lines[number], waiting)

    def _hear(self, line: _Line, waiting: Iterator[bytes]) -> None:
        """Take in what came; when the answer is whole, note it and send the next request."""
        come = line.socket.recv(CHUNK)
        if not come:
            raise LoadFailed(f"the connection was closed after {line.heard!r}")
        line.heard += come
        status = _whole(line.heard)
        if status:
            self.took.append(perf_counter() - line.left)
            self.statuses[status] += 1
            line.heard = b""
            _send(line, waiting)


def _send(line: _Line, waiting: Iterator[bytes]) -> None:
    request = next(waiting, None)
    if request is not None:
        line.left = perf_counter()
        line.socket.sendall(request)


def _whole(heard: bytes) -> int | None:
    """Return the status of an answer that has come to its end, None for one that has not."""
    head, end, body = heard.partition(b"\r\n\r\n")
    if not end:
        return None
    _, said, rest = head.lower().partition(b"\r\ncontent-length:")
    if not said:
        raise LoadFailed(f"an answer without its length: {head!r}")
    length = int(rest.partition(b"\r\n")[0])
    return int(head[9:12]) if len(body) >= length else None


class Load:
    """Gives jobs to the load process, one at a time."""

    def __init__(self, pipe: "Connection[Job | None, Answered | Exception]") -> None:
        self._pipe = pipe

    def __call__(self, job: Job) -> Answered:
        """Return what came of *job*, once it is done."""
        self._pipe.send(job)
        answer = self._pipe.recv()
        if isinstance(answer, Exception):
            raise answer
        return answer


@contextmanager
def load_process() -> Iterator[Load]:
    """Lend the load process for the time of the block."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    theirs.close()  # or we should wait for ever for a process that died
    try:
        yield Load(ours)
    finally:
        with suppress(BrokenPipeError):
            ours.send(None)
        process.join(PATIENCE)


def _serve(pipe: "Connection[Answered | Exception, Job | None]") -> None:
    while (job := pipe.recv()) is not None:
        try:
            pipe.send(_Run(job)())
        except (OSError, LoadFailed) as error:
            pipe.send(error)
