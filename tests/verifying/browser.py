"""A real browser, told what to do over its pipe: no driver and no package is needed for that."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fcntl import F_DUPFD_CLOEXEC, fcntl
from itertools import count
from pathlib import Path
from typing import Any

from tests.fetched.places import chromium

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--remote-debugging-pipe",
    "--window-size=900,1400",
)


NOBODY = "MAP * ~NOTFOUND"
THIS_MACHINE = f"{NOBODY}, EXCLUDE 127.0.0.1"
"""Whom a browser may reach."""


def found() -> str | None:
    """Return the browser of this machine, else the one that was fetched, else None."""
    named = os.environ.get("VINHDANH_BROWSER")
    return named or next((path for one in NAMES if (path := shutil.which(one))), chromium())


class Page:
    """A page that is open; each order waits for its answer."""

    def __init__(self, said: int, heard: int) -> None:
        self._said, self._heard, self._numbers = said, heard, count(1)
        self._rest = b""
        self._session: str | None = None
        self.events: list[dict[str, Any]] = []
        target = self.order("Target.createTarget", url="about:blank")["targetId"]
        attached = self.order("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.order(f"{domain}.enable")

    def order(self, method: str, **params: object) -> dict[str, Any]:
        """Send an order; return what came of it."""
        number = next(self._numbers)
        told: dict[str, object] = {"id": number, "method": method, "params": params}
        if self._session:
            told["sessionId"] = self._session
        left = json.dumps(told).encode() + b"\0"
        while left:
            left = left[os.write(self._said, left) :]
        while (answer := self._next()).get("id") != number:
            self.events.append(answer)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        result: dict[str, Any] = answer["result"]
        return result

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            piece = os.read(self._heard, 1 << 20)
            if not piece:
                raise RuntimeError("the browser is gone")
            self._rest += piece
        one, _, self._rest = self._rest.partition(b"\0")
        answer: dict[str, Any] = json.loads(one)
        return answer

    def go(self, path: Path) -> None:
        """Open a file as a person does, from the disk, and wait until it is there."""
        self.order("Page.navigate", url=path.resolve().as_uri())
        ready = (
            "new Promise(done => document.readyState === 'complete' ? done(true) : onload = done)"
        )
        self.run(f"{ready}.then(() => true)")

    def run(self, code: str) -> Any:
        """Run some code in the page, its promise awaited; return what it returns."""
        said = self.order(
            "Runtime.evaluate", expression=code, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in said:
            raise RuntimeError(json.dumps(said["exceptionDetails"]))
        return said["result"].get("value")

    def choose(self, field: str, files: Sequence[Path]) -> None:
        """Put files into a field, as somebody who picks them."""
        node = self.order("Runtime.evaluate", expression=f"document.querySelector('{field}')")
        there = node["result"]["objectId"]
        self.order("DOM.setFileInputFiles", files=[str(one) for one in files], objectId=there)

    def press(self, key: str, code: int, text: str = "") -> None:
        """Press a key and let it go."""
        told = {"key": key, "windowsVirtualKeyCode": code}
        self.order("Input.dispatchKeyEvent", type="keyDown", text=text, **told)
        self.order("Input.dispatchKeyEvent", type="keyUp", **told)

    def picture(self) -> str:
        """Return the page as a PNG, in base64."""
        said: str = self.order("Page.captureScreenshot", captureBeyondViewport=True)["data"]
        return said


def _pipe() -> tuple[int, int]:
    """Return both ends of a pipe, out of the way of those that the browser wants: 3 and 4."""
    ends = os.pipe()
    away = [fcntl(one, F_DUPFD_CLOEXEC, 10) for one in ends]
    for one in ends:
        os.close(one)
    return away[0], away[1]


@contextmanager
def opened(program: str, folder: Path, reaches: str = NOBODY) -> Iterator[Page]:
    """Start a browser under a profile of its own; lend a page of it, and end it."""
    reads, said = _pipe()
    heard, writes = _pipe()
    told = f"--host-resolver-rules={reaches}", f"--user-data-dir={folder}"
    command = [program, *FLAGS, *told, "about:blank"]
    shell = ["bash", "-c", f'exec "$@" 3<&{reads} 4>&{writes}', "browser", *command]
    with (folder.with_suffix(".log")).open("wb") as log:
        process = subprocess.Popen(shell, pass_fds=(reads, writes), stdout=log, stderr=log)
    os.close(reads)
    os.close(writes)
    try:
        yield Page(said, heard)
    finally:
        os.close(said)
        os.close(heard)
        process.terminate()
        process.wait(timeout=60)
