"""The form of an assessment: first of which criterion, then its number, or how it is judged."""

from collections.abc import Mapping, Sequence

from web.dossier import Told, choice_of, choices_of_held, criteria
from web.fields import AREA, FIXED, NUMBER, RADIO, SEVERAL, Field
from web.words import hinted

CRITERION = "criterion"


def chosen(case: Told, said: Mapping[str, str]) -> Told | None:
    """Return the criterion that was chosen, None where it is none of the case."""
    return next((one for one in criteria(case) if one["key"] == said[CRITERION]), None)


def fields_of_assessment(case: Told, said: Mapping[str, str]) -> Sequence[Field]:
    """Return what is asked next: which criterion, or what there is to say of the chosen one."""
    one = chosen(case, said)
    if one is None:
        return [Field(CRITERION, RADIO, [choice_of(each) for each in criteria(case)])]
    papers = Field("papers", SEVERAL, choices_of_held(case), needed=False)
    return [Field(CRITERION, FIXED, [choice_of(one)]), *_of_it(one, papers)]


def asks_which(fields: Sequence[Field]) -> bool:
    """Say whether these fields ask first which criterion it is about."""
    return any(one.name == CRITERION and one.kind == RADIO for one in fields)


def _of_it(one: Told, papers: Field) -> Sequence[Field]:
    """Return a number where the plan sets one, else a remark; and the other where it may be."""
    if one["target"] is None:
        return Field("note", AREA, how=hinted("judged")), papers
    how = hinted("measured", target=f"{one['target']} {one['unit']}")
    return Field("measured", NUMBER, how=how), papers, Field("note", AREA, needed=False)
