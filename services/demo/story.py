"""The story as its file tells it, taken apart into deeds: one order each, in the order of days."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import NotRequired, TypedDict
from uuid import NAMESPACE_URL, UUID, uuid5

from services.opening import nomination_id

STORY = uuid5(NAMESPACE_URL, "vinhdanh:demo")
Number = int | Decimal


class Said(TypedDict, total=False):
    """What a line of the story may say of a deed; which of it, depends on what is done."""

    on: date
    do: str
    say: str
    paper: str
    papers: list[str]
    criterion: str
    criteria: list[str]
    value: Number | str
    values: dict[str, Number | str]
    role: str
    points: dict[str, Number]
    members: int
    in_favour: int
    remarks: dict[str, str]
    answers: dict[str, str]
    reason: str
    field: str
    was: str
    now: str
    key: str
    number: str
    capacity: str
    case: str
    cases: list[str]
    sender: str
    agencies: list[str]
    receiver: str
    submission: str
    accept: list[str]
    returns: list["Said"]
    refusals: list["Said"]
    unit: str
    position: str
    basis: str
    decision: str
    ground: str
    amount: int


CaseTold = TypedDict(
    "CaseTold",
    {
        "key": str,
        "award": str,
        "unit": str,
        "kind": str,
        "name": str,
        "note": NotRequired[str],
        "class": str,
        "achievement": str,
        "opened": date,
        "receipt": str,
        "initiative": NotRequired[str],
        "papers": list[str],
        "assessed": NotRequired[dict[str, Number | str]],
        "acts": list[Said],
    },
)


class Story(TypedDict):
    """The whole file."""

    movement: str
    occasion: str
    capacities: dict[str, str]
    titles: dict[str, str]
    cases: list[CaseTold]
    papers: list[Said]


@dataclass(frozen=True, slots=True)
class Deed:
    """One order of the story; `key` is its identity, `about` the case or paper it is about."""

    key: str
    about: str
    said: Said

    @property
    def id(self) -> UUID:
        """Return the id of the order."""
        return uuid5(STORY, self.key)


@cache
def read_story() -> Story:
    """Return the story of the demo ward."""
    text = (files("services.demo") / "story.toml").read_text(encoding="utf-8")
    story: Story = tomllib.loads(text, parse_float=Decimal)  # type: ignore[assignment]
    return story


def deeds(story: Story) -> list[Deed]:
    """Return every deed, the oldest first; those of one day as they stand in the file."""
    told = [deed for case in story["cases"] for deed in _of_case(case)]
    told += [
        Deed(f"{paper['key']} {paper['do']}", paper["key"], paper) for paper in story["papers"]
    ]
    return sorted(told, key=lambda deed: deed.said["on"])


def told_of(story: Story, case: str) -> CaseTold:
    """Return what the story says of a case; KeyError when it says nothing."""
    return {one["key"]: one for one in story["cases"]}[case]


def opening_of(case: str) -> UUID:
    """Return the id of the order that opens a case."""
    return uuid5(STORY, f"{case} open")


def nomination_of(case: str) -> UUID:
    """Return the nomination that a case of the story becomes."""
    return nomination_id(opening_of(case))


def _of_case(case: CaseTold) -> Iterator[Deed]:
    first: list[Said] = [
        {"on": case["opened"], "do": "papers", "papers": case["papers"]},
        {"on": case["opened"], "do": "measure", "values": case.get("assessed", {})},
    ]
    yield Deed(f"{case['key']} open", case["key"], {"on": case["opened"], "do": "open"})
    for act in (*first, *case["acts"]):
        for detail, one in _each(act):
            key = f"{case['key']} {act['on']} {one['do']} {detail}".rstrip()
            yield Deed(key, case["key"], one)


def _each(act: Said) -> Iterator[tuple[str, Said]]:
    """Take an act apart that says the same of several things."""
    match act["do"]:
        case "papers":
            for paper in act["papers"]:
                yield paper, {**act, "do": "paper", "paper": paper}
        case "measure":
            for criterion, value in act["values"].items():
                yield criterion, {**act, "criterion": criterion, "value": value}
        case "score":
            for role, value in act["points"].items():
                yield role, {**act, "role": role, "value": value}
        case _:
            yield "", act
