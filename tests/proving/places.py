"""The place that a finding of `verify` names, read from its words as a person reads it."""

import re
from collections.abc import Iterable, Mapping

from services.upkeep import Finding

FIRST = (
    r"the first at position (?P<first>\d+)",
    r"(?P<last>\d+) are missing, and whether (?P<first>\d+) to \d+ are what was signed",
    r"facts (?P<first>\d+) to \d+ are missing",
    r"among facts (?P<first>\d+) to (?P<last>\d+)",
    r"the first(?: that is another)?: (?P<first>-?\d+)",
    r"missing: (?P<first>\d+)",
    r"the log ends at (?P<before>\d+), \d+ facts were hashed: the last of them are gone",
)
KEPT = "sub-logs kept"
FORMS = [re.compile(one) for one in FIRST]


def wrong(findings: Iterable[Finding]) -> dict[str, str]:
    """Return what is wrong, by what it is about."""
    return {one.about: one.seen for one in findings if not one.ok}


def place(seen: str) -> range:
    """Return the positions among which a finding says that the first wrong one is."""
    said = next((found for form in FORMS if (found := form.search(seen))), None)
    if said is None:
        raise AssertionError(f"names no place: {seen}")
    told = {name: int(number) for name, number in said.groupdict().items() if number}
    first = told["before"] + 1 if "before" in told else told["first"]
    return range(first, told.get("last", first) + 1)


def places(found: Mapping[str, str]) -> dict[str, range]:
    """
    Return the place that each thing that is wrong names.

    Of what is kept of sub-logs `verify` says that facts have it otherwise, and which those are is
    said of the log.
    """
    return {about: place(seen) for about, seen in found.items() if about != KEPT}
