"""What an act is about, where that is asked alone before all else."""

from collections.abc import Sequence

from web.act_forms import FIRST
from web.fields import FIXED, RADIO, Choice, Field


def chosen(choices: Sequence[Choice], said: str) -> Choice | None:
    """
    Return what was chosen, or the only one there is; None where that has to be asked.

    What was chosen and is there no more is asked again: nothing else takes its place unseen.
    """
    if not said and len(choices) == 1:
        return choices[0]
    return next((one for one in choices if one.value == said), None)


def fixed(name: str, one: Choice, among: Sequence[Choice]) -> Field:
    """Return the field of what was chosen, which says whether it could be another."""
    return Field(name, FIXED, [one], others=len(among) > 1)


def asks_which(fields: Sequence[Field]) -> bool:
    """Say whether these fields ask first what the act is about."""
    return any(one.name in FIRST and one.kind == RADIO for one in fields)


def has_others(fields: Sequence[Field]) -> bool:
    """Say whether it could be about something else than what was chosen."""
    return any(one.others for one in fields)
