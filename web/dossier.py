"""What the file of a case holds and what it lacks, as its page says it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from web.fields import Choice, texts
from web.numbers import number_shown
from web.words import called, words
from web.work import read

Told = Mapping[str, object]
LACKING = frozenset({"paper-missing", "criterion-missing"})
REMARK = "remark"
CLOSED = ("refused", "withdrawn")


def ended_on(case: Told) -> object:
    """Return the day by whose names an ended case is told: of its last step or act (ADR 120)."""
    passed = [str(one["passed_on"]) for one in rows(case, "ladder") if one["passed_on"]]
    days = {"granted": max(passed, default=None), **dict.fromkeys(CLOSED, case["effective_on"])}
    return days.get(str(case["state"]))


def rows(told: Told, name: str) -> Sequence[Told]:
    """Return the entries of a list within an answer."""
    return cast("Sequence[Told]", told[name])


def criteria(case: Told) -> Sequence[Told]:
    """Return the criteria of a case, each with the words of the plan."""
    named = {one["key"]: one for one in _standards(case)}
    bare = {"vi": "", "en": ""}
    return [
        {**one, "text": named.get(one["key"], bare | {"vi": one["key"]})}
        for one in rows(case, "criteria")
    ]


def _standards(case: Told) -> Iterator[Told]:
    """Yield the criteria of the class of a case as the plan of its movement says them."""
    if not rows(case, "criteria"):
        return
    plan, _ = read(f"/movements/{case['movement']}")
    for one in rows(plan, "classes"):
        if one["key"] == case["nominee_class"]:
            yield from rows(one, "criteria")


def papers(case: Told) -> Sequence[Told]:
    """Return the kinds of paper that a case needs now, each with those that it holds."""
    here = held(case)
    return [
        {"kind": one, "held": [it for it in here if it["paper"] == one]}
        for one in dict.fromkeys(_asked(case))
    ]


def _asked(case: Told) -> Iterator[str]:
    """Yield the kinds of paper that the file needs, and the step at which it waits."""
    yield from cast("Sequence[str]", case["papers"])
    for one in rows(case, "ladder"):
        if one["key"] == case["step"]:
            yield from cast("Sequence[str]", one["papers"])


def held(case: Told) -> Sequence[Told]:
    """Return the papers in a file that nobody took out."""
    return [one for one in rows(case, "evidence") if one["withdrawn"] is None]


def taken_out(case: Told) -> Sequence[Told]:
    """Return the papers that were taken out of a file, which stay to be read about."""
    return [one for one in rows(case, "evidence") if one["withdrawn"] is not None]


def in_words(acts: Sequence[Told], named: Sequence[Told]) -> Sequence[Told]:
    """Return what keeps one from which act, a criterion by the words of the plan everywhere."""
    return [
        {**act, "broken": [_in_words(one, named) for one in rows(act, "broken")]} for act in acts
    ]


def lacking(acts: Sequence[Told]) -> Sequence[Told]:
    """Return what keeps a case from being filed that somebody can still bring, in words."""
    filing = [one for one in acts if one["act"] == "filing"]
    broken = [one for act in filing for one in rows(act, "broken")]
    alone = all(one["code"] in LACKING for one in broken)
    return [cast("Told", one["says"]) for one in broken] if alone else ()


def _in_words(broken: Told, named: Sequence[Told]) -> Told:
    return {**broken, "says": _says(broken, named)}


def _says(broken: Told, named: Sequence[Told]) -> Told:
    """Return one thing that is missing; a criterion by the words of the plan, not by its key."""
    key = cast("Mapping[str, str]", broken["facts"]).get("criterion")
    texts = [cast("Mapping[str, str]", one["text"]) for one in named if one["key"] == key]
    if not texts:
        return cast("Told", broken["says"])
    says, text = words()["page"]["missing-criterion"], texts[0]
    return {"vi": f"{says['vi']}: {text['vi']}", "en": f"{says['en']}: {text.get('en', '')}"}


def asked_back(case: Told, named: Sequence[Told]) -> Sequence[Told]:
    """Return what a returned case is to bring, in words."""
    texts = {one["key"]: one["text"] for one in named}
    return [_asked_back(one, texts) for one in rows(case, "missing")]


def _asked_back(one: Told, texts: Mapping[object, object]) -> Told:
    """Return one thing of the list of a return; what it is about comes before a remark on it."""
    about = cast("Mapping[str, str]", texts.get(one["key"], {}))
    if one["kind"] == "paper":
        about = {"vi": called("paper", one["key"])}
    said = str(one["detail"] or "")
    vi = ": ".join(part for part in (about.get("vi", ""), said) if part) or str(one["key"])
    return {"vi": vi, "en": about.get("en", "")}


def kinds_of_paper(case: Told) -> Sequence[Choice]:
    """Return the kinds of paper to choose from: first those that the case lacks."""
    told, _ = read("/awards", on=str(case["opened_on"]))
    lacks = [str(one["kind"]) for one in papers(case) if not one["held"]]
    found = {str(one["key"]): texts(one["key"], one["names"]) for one in rows(told, "paper_kinds")}
    first = [found.pop(one, Choice(one, called("paper", one))) for one in lacks]
    return [*first, *found.values()]


def choice_of(one: Told) -> Choice:
    """Return a criterion as it is chosen: with its target, and in which unit a value is told."""
    named = texts(one["key"], one["text"])
    target = f" (≥ {number_shown(one['target'])} {one['unit']})" if one["target"] else ""
    return Choice(named.value, named.vi + target, named.en and named.en + target)


def choices_of_remarks(case: Told) -> Sequence[Choice]:
    """Return the remarks of a return that can be said to be answered."""
    listed = [one for one in rows(case, "missing") if one["kind"] == REMARK]
    return [Choice(str(one["key"]), str(one["detail"] or one["key"])) for one in listed]


def choices_of_held(case: Told) -> Sequence[Choice]:
    """Return the papers in a file to rest a measure on."""
    kinds = [(one, called("paper", one["paper"])) for one in held(case)]
    return [Choice(str(one["sha256"]), _titled(str(one["title"]), kind)) for one, kind in kinds]


def _titled(title: str, kind: str) -> str:
    """Return the title of a paper and its kind, once where they are the same words."""
    return title if title == kind else f"{title} ({kind})"
