"""Acts on the house in both languages: the summary that was kept with one, its subject, rules."""

import re
from collections.abc import Mapping
from datetime import date

from markupsafe import Markup

from web.words import both, called, day, say, words

Told = Mapping[str, object]
KEPT = {
    "reform": re.compile(
        r"(?P<cases>\d+) cases, (?P<ended>\d+) of them ended: (?P<moved>\d+) would move, "
        r"(?P<left>\d+) left to a person, (?P<same>\d+) stay as they are"
    ),
    "rules": re.compile(
        r"rules: (?P<forces>\d+) forces, (?P<quotas>\d+) quotas, (?P<postings>\d+) postings, "
        r"(?P<reaches>\d+) reaches(, (?P<unsure>\d+) not confirmed)?"
    ),
    "assignment": re.compile(r"(?P<case>[0-9a-f-]{36}) goes on in (?P<unit>\w+)"),
}
"""How the house writes a summary into the fact of a proposal: the counts are taken out of it."""


def summed_up(one: Told) -> Markup:
    """Return the summary of a proposal in both languages; as it was kept where we know no other."""
    kept, kind = str(one["summary"]), str(one["kind"])
    found = KEPT[kind].fullmatch(kept) if kind in KEPT else None
    if found is None:
        return Markup('<span lang="en">{}</span>').format(kept)
    facts = found.groupdict("0")
    if "unit" in facts:
        facts["unit"] = called("unit", facts["unit"])
    said = words()["summary"][kind]
    return both(said["vi"].format(**facts), said["en"].format(**facts))


def about(one: Told) -> Markup:
    """Return what an act on the house is about: words for a kind of file, the day of a reform."""
    subject = str(one["subject"])
    if one["kind"] == "rules":
        return say("rules-file", subject)
    return both(day(subject) if _is_day(subject) else subject, "")


def differing(diff: str) -> str:
    """Return the lines that differ, under heads in both languages."""
    for mark, kept, key in (("---", "in force", "diff-before"), ("+++", "proposed", "diff-after")):
        said = words()["page"][key]
        diff = diff.replace(f"{mark} {kept} ", f"{mark} {said['vi']} ({said['en']}) ", 1)
    return diff


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
