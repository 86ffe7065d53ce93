"""The form that takes a paper out of a file: first which one, then why."""

from collections.abc import Mapping, Sequence

from web.choosing import chosen, fixed
from web.dossier import Told, choices_of_held
from web.fields import AREA, RADIO, Field

HELD = "held"


def fields_of_taking_out(case: Told, said: Mapping[str, str]) -> Sequence[Field]:
    """Return what is asked next: which paper, or why the chosen one is taken out."""
    choices = choices_of_held(case)
    one = chosen(choices, said[HELD])
    if one is None:
        return [Field(HELD, RADIO, choices)]
    return [fixed(HELD, one, choices), Field("reason", AREA)]
