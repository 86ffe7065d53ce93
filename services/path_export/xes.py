"""Paths as IEEE XES (1849-2016): a trace a case, an event a deed."""

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from domain.audit.path import Path
from services.path_export.lines import Line, Masks, Paths, lines_of

EXTENSIONS = {
    "Concept": ("concept", "http://www.xes-standard.org/concept.xesext"),
    "Time": ("time", "http://www.xes-standard.org/time.xesext"),
    "Organizational": ("org", "http://www.xes-standard.org/org.xesext"),
    "Lifecycle": ("lifecycle", "http://www.xes-standard.org/lifecycle.xesext"),
}


def as_xes(paths: Paths) -> Iterator[str]:
    """Yield the document, a trace at a time."""
    masks = Masks()
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">\n'
    for name, (prefix, uri) in EXTENSIONS.items():
        yield f'<extension name="{name}" prefix="{prefix}" uri="{uri}"/>\n'
    yield '<global scope="trace"><string key="concept:name" value=""/></global>\n'
    yield '<global scope="event"><string key="concept:name" value=""/>'
    yield '<date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/></global>\n'
    yield '<classifier name="Activity" keys="concept:name"/>\n'
    for path in paths():
        yield _trace(path, masks)
    yield "</log>\n"


def _trace(path: Path, masks: Masks) -> str:
    told = {"concept:name": str(path.case), "source": path.source, "unit": path.unit}
    head = _texts({**told, "award": path.award or ""})
    events = "".join(_event(one) for one in lines_of(path, masks))
    return f"<trace>\n{head}{events}</trace>\n"


def _event(one: Line) -> str:
    texts = {
        "concept:name": f"{one.activity} {one.step}".strip(),
        "lifecycle:transition": "complete",
        "org:role": one.role,
        "org:resource": " ".join(one.officers),
        "activity": one.activity,
        "step": one.step,
        "capacity": one.capacity,
        "on": one.on,
    }
    when = f'<date key="time:timestamp" value="{one.at}"/>\n'
    where = f'<int key="position" value="{one.position}"/>\n'
    return f"<event>\n{_texts(texts)}{when}{where}</event>\n"


def _texts(told: dict[str, str]) -> str:
    """Return attributes; what is empty is left out."""
    return "".join(
        f'<string key="{key}" value={quoteattr(value)}/>\n' for key, value in told.items() if value
    )
