"""The fields of the page of an act, with the choices that its case gives."""

from collections.abc import Callable, Mapping, Sequence

from web.act_forms import ASSESSMENT, DECISION, FORMS, GROUNDS, OPTIONAL, TAKING_OUT
from web.assessing import fields_of_assessment
from web.deciding import fields_of_decision
from web.dossier import choices_of_remarks, kinds_of_paper
from web.fields import AREA, FILE, LINE, NUMBER, RADIO, SELECT, SEVERAL, Choice, Field, worded
from web.house import house
from web.taking_out import fields_of_taking_out
from web.words import called, hinted

KINDS: Mapping[str, str] = {
    "answers": SEVERAL,
    "favourable": RADIO,
    "file": FILE,
    "form": RADIO,
    "ground": RADIO,
    "paper": SELECT,
    "points": NUMBER,
    "title": LINE,
}
"""How a page asks for it; for all else, in an area to write in."""
MEGABYTE = 1_000_000
Case = Mapping[str, object]
Choices = Callable[[Case], Sequence[Choice]]
CHOICES: Mapping[str, Choices] = {
    "answers": choices_of_remarks,
    "favourable": lambda _: worded("favourable", "yes", "no"),
    "form": lambda _: worded("form", "original", "certified-copy"),
    "ground": lambda _: [Choice(one, called("reason", one)) for one in GROUNDS],
    "paper": kinds_of_paper,
}
OWN: Mapping[str, Callable[[Case, Mapping[str, str]], Sequence[Field]]] = {
    ASSESSMENT: fields_of_assessment,
    DECISION: fields_of_decision,
    TAKING_OUT: fields_of_taking_out,
}
"""Acts whose fields hang on more than the case: on what was chosen first, or on other cases."""


def fields_of(act: str, case: Case, said: Mapping[str, str]) -> Sequence[Field]:
    """Return the fields of an act; one of which nothing can be chosen is left out."""
    if found := OWN.get(act):
        fields = found(case, said)
    else:
        fields = [_field(one, case) for one in FORMS[act].asks]
    return [one for one in fields if one.choices or one.kind != SEVERAL]


def _how(asked: str) -> Mapping[str, str] | None:
    """Return of a file which types are taken and how large it may be; else nothing."""
    if asked != FILE:
        return None
    return hinted(FILE, largest=round(house().console.evidence_limit / MEGABYTE, 1))


def _field(asked: str, case: Case) -> Field:
    choices = CHOICES.get(asked)
    given = choices(case) if choices else ()
    return Field(
        asked, KINDS.get(asked, AREA), given, needed=asked not in OPTIONAL, how=_how(asked)
    )
