"""The acts that have a page: what it asks for, and what it sends."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from domain.nomination.policies import REASONS, VOTE_LOST
from web.numbers import number_sent
from web.ordering import tidy

GROUNDS = tuple(sorted(REASONS - {VOTE_LOST}))
YES, NONE = "yes", "-"
DIGEST = re.compile("[0-9a-f]{64}")
ASSESSMENT, FILE = "assessment", "file"
SCORE, TAKING_OUT = "score", "evidence-withdrawal"
DECISION, TOGETHER = "decision", "together"


@dataclass(frozen=True, slots=True)
class ActForm:
    """
    Where the API takes an act below its case, and what its page asks for, in this order.

    A decision is no act below a case: it is a paper of its own.

    `first` is asked alone before all else, as the rest depends on it; a place may name it.
    """

    place: str
    asks: tuple[str, ...] = ()
    first: str | None = None

    def at(self, said: Mapping[str, str]) -> str:
        """Return the place for what was said; what is no digest names no paper."""
        held = said["held"] if DIGEST.fullmatch(said["held"]) else NONE
        return self.place.format(held=held)

    @property
    def brings_a_file(self) -> bool:
        """Say whether a file goes along."""
        return FILE in self.asks


FORMS: Mapping[str, ActForm] = {
    DECISION: ActForm("", ("number", "signer_position", "legal_basis", TOGETHER)),
    "endorsement": ActForm("endorsements", ("reason",)),
    "appraisal": ActForm("appraisals", ("favourable", "findings")),
    ASSESSMENT: ActForm("assessments", ("criterion", "measured", "papers", "note"), "criterion"),
    "evidence": ActForm("evidence", ("paper", "title", "form", FILE)),
    TAKING_OUT: ActForm("evidence/{held}/withdrawal", ("reason",), "held"),
    "filing": ActForm("filing"),
    "return": ActForm("returns", ("remarks", "reason")),
    SCORE: ActForm("scores", ("points",)),
    "refusal": ActForm("refusals", ("ground", "detail")),
    "supplement": ActForm("supplements", ("answers", "note")),
    "withdrawal": ActForm("withdrawal", ("reason",)),
}
FIRST = frozenset(form.first for form in FORMS.values() if form.first)
OPTIONAL = frozenset({"answers", "note", "papers", TOGETHER})


def remarks(text: str) -> list[dict[str, str]]:
    """Return the list of a return: each line that says something is a remark."""
    lines = [one.strip() for one in text.splitlines() if one.strip()]
    return [
        {"kind": "remark", "key": f"remark-{number}", "detail": line}
        for number, line in enumerate(lines, start=1)
    ]


def answers(text: str) -> list[dict[str, str]]:
    """Return the answers of a supplement: each key on a line is of a remark that was answered."""
    return [{"key": one} for one in text.split()]


SENT: Mapping[str, tuple[str, Callable[[str], object]]] = {
    "answers": ("answers", answers),
    "criterion": ("criterion", str),
    "detail": ("detail", str),
    "favourable": ("favourable", YES.__eq__),
    FILE: (FILE, str),
    "findings": ("findings", str),
    "form": ("form", str),
    "ground": ("reason", str),
    "legal_basis": ("legal_basis", str),
    "measured": ("measured", number_sent),
    "note": ("note", str),
    "number": ("number", str),
    "paper": ("paper", str),
    "papers": ("evidence", str.split),
    "points": ("points", number_sent),
    "reason": ("reason", str),
    "remarks": ("missing", remarks),
    "signer_position": ("signer_position", str),
    "title": ("title", str),
    TOGETHER: ("nominations", str.split),
}
"""Under which name the API takes what a page asks for, and how it is written there."""
OF_CODE: Mapping[str, str] = {
    "evidence-filed-otherwise": FILE,
    "evidence-unknown": "papers",
    "judgement-unsaid": "note",
    "legal-basis-missing": "legal_basis",
    "measure-impossible": "measured",
    "measure-missing": "measured",
    "media-type-refused": FILE,
    "not-an-original": "form",
    "number-character": "number",
    "number-missing": "number",
    "number-taken": "number",
    "paper-unknown": "paper",
    "points-impossible": "points",
    "reason-unknown": "ground",
    "remark-missing": "answers",
    "too-large": FILE,
}
"""Beside what a rule is told that refuses it."""


def body_of(act: str, said: Mapping[str, str]) -> dict[str, object]:
    """Return what is sent; what is left out or wrong in it, the API says."""
    step = {"step": said["step"]} if said.get("step") else {}
    return {**step, **dict(_given(FORMS[act], said))}


def _given(form: ActForm, said: Mapping[str, str]) -> Iterator[tuple[str, object]]:
    for asked in form.asks:
        name, written = SENT[asked]
        if text := tidy(said.get(asked, "")):
            yield name, written(text)


def asked_as(act: str, field: str) -> str | None:
    """Return what a page asks for that the API calls *field*, or something within it."""
    name = field.partition(".")[0]
    return next((one for one in FORMS[act].asks if SENT[one][0] == name), None)
