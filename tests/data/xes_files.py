"""Small XES files, built as a test needs them."""

import gzip
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from domain.past.events import PastStep
from domain.past.mapping import LogMapping, Meaning
from tests.builders import HANOI

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!-- a log of tests -->
<log xes.version="1.0" xmlns="http://www.xes-standard.org">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<global scope="trace">
<string key="concept:name" value="name"/>
</global>
<classifier name="Activity" keys="concept:name"/>
<string key="creator" value="tests"/>
"""
FOOT = "</log>\n"
FIRST_LINE = HEAD.count("\n") + 1
START = datetime(2024, 3, 1, 8, 30, tzinfo=HANOI)

WARD = PastStep("ward", "ward", "clerk")
CITY = PastStep("city", "district", "chair")
MAPPING = LogMapping(
    source="old-portal",
    title="Approvals of the old portal",
    steps=(WARD, CITY),
    meanings={
        "Send": Meaning("ward", "filed"),
        "Agree": Meaning("city", "endorsed"),
        "Sign": Meaning("city", "granted"),
        "Turn down": Meaning("city", "refused"),
    },
)


def attribute(key: str, value: str, kind: str = "string", inside: str = "") -> str:
    """Return one attribute, with others nested in it."""
    return f'<{kind} key="{key}" value="{value}">{inside}</{kind}>'


def event(name: str = "Send", at: str | datetime = START, role: str | None = "CLERK") -> str:
    """Return one act on two lines of its own."""
    instant = at if isinstance(at, str) else at.isoformat()
    said = attribute("org:role", role) if role is not None else ""
    stamp = attribute("time:timestamp", instant, "date")
    return f"<event>\n{said}{attribute('concept:name', name)}{stamp}\n</event>\n"


def acts(*names: str, start: datetime = START) -> str:
    """Return acts a day apart."""
    return "".join(event(name, start + timedelta(days=n)) for n, name in enumerate(names))


def trace(case: str, *events: str) -> str:
    """Return one case with its acts; the opening tag stands on a line of its own."""
    return f"<trace>\n{attribute('concept:name', case)}\n{''.join(events)}</trace>\n"


def log(*traces: str, head: str = HEAD, foot: str = FOOT) -> bytes:
    """Return a whole file."""
    return (head + "".join(traces) + foot).encode()


def simple(*cases: str) -> bytes:
    """Return a log in which each of *cases* was sent, agreed and signed."""
    return log(*(trace(case, acts("Send", "Agree", "Sign")) for case in cases))


def many(count: int) -> bytes:
    """Return a simple log of *count* cases."""
    return simple(*(f"case {number}" for number in range(count)))


def write(folder: Path, content: bytes, name: str = "log.xes") -> Path:
    """Put *content* into a file; packed when the name says so."""
    path = folder / name
    path.write_bytes(gzip.compress(content, mtime=0) if name.endswith(".gz") else content)
    return path


def blocks(content: bytes, size: int = 1 << 16) -> Iterable[bytes]:
    """Return *content* in blocks, as a reader of files gives it."""
    return [content[at : at + size] for at in range(0, len(content), size)]
