"""The form of an assessment: first of which criterion, then its number, or how it is judged."""

from collections.abc import Mapping, Sequence

from web.choosing import chosen, fixed
from web.dossier import Told, choice_of, choices_of_held, criteria
from web.fields import AREA, NUMBER, RADIO, SEVERAL, Field
from web.numbers import number_shown
from web.words import hinted

CRITERION = "criterion"


def fields_of_assessment(case: Told, said: Mapping[str, str]) -> Sequence[Field]:
    """Return what is asked next: which criterion, or what there is to say of the chosen one."""
    every = {str(each["key"]): each for each in criteria(case)}
    choices = [choice_of(each) for each in every.values()]
    one = chosen(choices, said[CRITERION])
    if one is None:
        return [Field(CRITERION, RADIO, choices)]
    papers = Field("papers", SEVERAL, choices_of_held(case), needed=False)
    return [fixed(CRITERION, one, choices), *_of_it(every[one.value], papers)]


def _of_it(one: Told, papers: Field) -> Sequence[Field]:
    """Return a number where the plan sets one, else a remark; and the other where it may be."""
    if one["target"] is None:
        return Field("note", AREA, how=hinted("judged")), papers
    how = hinted("measured", target=f"{number_shown(one['target'])} {one['unit']}")
    return Field("measured", NUMBER, how=how), papers, Field("note", AREA, needed=False)
