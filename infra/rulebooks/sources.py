"""Does every statement of a rulebook carry a source, and does a confirmed one name it?"""

import re
from collections.abc import Collection, Iterator
from dataclasses import fields, is_dataclass

CITED = re.compile(r"\[(S\d+[a-z]?)\]")


def unfounded(says: object, sources: Collection[str]) -> Iterator[str]:
    """Find every statement without a source, with an unknown one, or confirmed on none."""
    for at, source, confirmed in _statements(says, "$"):
        cited = CITED.findall(source)
        if not source.strip():
            yield f"{at}.source: empty"
        if confirmed and not cited:
            yield f"{at}.confirmed: no public source is cited, so it cannot be confirmed"
        for key in cited:
            if key not in sources:
                yield f"{at}.source: [{key}] is not in sources.toml"


def _statements(says: object, at: str) -> Iterator[tuple[str, str, bool]]:
    """Walk a document; yield where a source stands, what it says, and whether it is confirmed."""
    if isinstance(says, tuple):
        for number, one in enumerate(says):
            yield from _statements(one, f"{at}[{number}]")
    elif is_dataclass(says) and not isinstance(says, type):
        held = {field.name: getattr(says, field.name) for field in fields(says)}
        if "source" in held:
            yield at, held["source"], held["confirmed"]
        for name, value in held.items():
            yield from _statements(value, f"{at}.{name}")
