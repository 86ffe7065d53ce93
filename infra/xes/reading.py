"""Read IEEE XES logs as a stream: traces one at a time, hostile or broken files refused."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pyexpat import ExpatError, ParserCreate
from re import compile as pattern

from domain.past.trace import Entry, Trace
from infra.unpack import Damaged, unpacked
from services.past_log import LogRefused

NAME, TIME = "concept:name", "time:timestamp"
LOG, TRACE, EVENT, ATTRIBUTE = 1, 2, 3, 4
PLACES = {"log": LOG, "trace": TRACE, "event": EVENT}
DEEPEST = 64
MOST_ENTRIES = 10_000
LONGEST_MARKUP = 4_000_000
LONGEST_WORD = 1_000

INSTANT = pattern(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")


def traces(raw: Iterable[bytes], role_attribute: str) -> Iterator[Trace]:
    """
    Yield the traces of a plain or gzip XES file, given as blocks of bytes.

    Memory holds one trace and one block, whatever the size of the file. Only the names of traces
    and events, the instants and the attribute *role_attribute* of events are looked at.

    Raises:
        LogRefused: with the line; after the traces before it were yielded.
    """
    parser = XesParser(role_attribute)
    try:
        for block in unpacked(raw):
            yield from parser.feed(block)
        yield from parser.close()
    except Damaged as err:
        raise LogRefused("damaged-file", str(err), line=parser.line) from err


class XesParser:
    """Turns bytes into traces; a state machine over the depth of the open elements."""

    def __init__(self, role_attribute: str) -> None:
        self._wanted = frozenset({NAME, TIME, role_attribute})
        self._role = role_attribute
        self._depth = self._tags = self._silent = 0
        self._trace_line = self._event_line = 0
        self._in_trace = self._in_event = False
        self._case: dict[str, str] = {}
        self._event: dict[str, str] = {}
        self._entries: list[Entry] = []
        self._ready: list[Trace] = []
        self._expat = ParserCreate()
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.StartDoctypeDeclHandler = self._doctype

    @property
    def line(self) -> int:
        """Return the line that is being read, from 1."""
        return self._expat.CurrentLineNumber

    def feed(self, block: bytes) -> list[Trace]:
        """Return the traces that end in *block*."""
        before = self._tags
        ready = self._parse(block, last=False)
        self._silent = 0 if self._tags > before else self._silent + len(block)
        if self._silent > LONGEST_MARKUP:
            raise self._refused("oversized", "one piece of markup or text has no end")
        return ready

    def close(self) -> list[Trace]:
        """Return the last traces; refuses a file that ends too early."""
        return self._parse(b"", last=True)

    def _parse(self, block: bytes, *, last: bool) -> list[Trace]:
        try:
            self._expat.Parse(block, last)
        except ExpatError as err:
            reason = str(err).partition(": line")[0]
            raise LogRefused("malformed-xml", reason, line=err.lineno) from err
        except (LookupError, ValueError) as err:
            raise self._refused("malformed-xml", f"its encoding is not known here: {err}") from err
        ready, self._ready = self._ready, []
        return ready

    def _refused(self, code: str, reason: str, line: int | None = None) -> LogRefused:
        return LogRefused(code, reason, line=self.line if line is None else line)

    def _doctype(self, *_: object) -> None:
        raise self._refused("doctype", "a log has no document type and no entities")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth = depth = self._depth + 1
        self._tags += 1
        if depth == ATTRIBUTE and self._in_event:
            if attributes.get("key") in self._wanted:
                self._keep(self._event, attributes)
        elif depth <= EVENT:
            self._open(depth, name.rpartition(":")[2], attributes)
        elif depth > DEEPEST:
            raise self._refused("oversized", f"elements stand {depth} deep in each other")

    def _open(self, depth: int, name: str, attributes: dict[str, str]) -> None:
        if not self._fits(depth, name):
            raise self._refused("not-a-log", f"<{name}> stands where a log has none")
        if name == "trace":
            self._in_trace, self._trace_line = True, self.line
            self._case, self._entries = {}, []
        elif name == "event":
            self._in_event, self._event_line = True, self.line
            self._event = {}
        elif self._in_trace and attributes.get("key") == NAME:
            self._keep(self._case, attributes)

    def _fits(self, depth: int, name: str) -> bool:
        if name not in PLACES:
            return depth != LOG
        return depth == PLACES[name] and (name != "event" or self._in_trace)

    def _keep(self, into: dict[str, str], attributes: dict[str, str]) -> None:
        key = attributes["key"]
        if key in into:
            raise self._refused("repeated-key", f"{key} is given twice")
        value = attributes.get("value", "")
        if len(value) > LONGEST_WORD:
            raise self._refused("oversized", f"{key} has more than {LONGEST_WORD} letters")
        into[key] = value

    def _end(self, _name: str) -> None:
        depth, self._depth = self._depth, self._depth - 1
        if depth == EVENT and self._in_event:
            self._in_event = False
            self._entries.append(self._entry())
        elif depth == TRACE and self._in_trace:
            self._in_trace = False
            case = self._required(self._case, NAME, "trace", self._trace_line)
            self._ready.append(Trace(self._trace_line, case, tuple(self._entries)))

    def _entry(self) -> Entry:
        line, event = self._event_line, self._event
        if len(self._entries) == MOST_ENTRIES:
            raise self._refused("oversized", f"a trace has more than {MOST_ENTRIES} events", line)
        return Entry(
            line,
            self._required(event, NAME, "event", line),
            event.get(self._role),
            self._instant(self._required(event, TIME, "event", line), line),
        )

    def _required(self, given: dict[str, str], key: str, owner: str, line: int) -> str:
        if not (value := given.get(key, "")).strip():
            raise self._refused("missing-key", f"the {owner} has no {key}", line)
        return value

    def _instant(self, text: str, line: int) -> datetime:
        try:
            if INSTANT.fullmatch(text):
                return datetime.fromisoformat(text)
        except ValueError:
            pass
        raise self._refused(
            "bad-timestamp", f"{text!r} is no date and time of day with its zone", line
        )
