"""Read the mapping of another system's log from its TOML file."""

import tomllib
from pathlib import Path

import msgspec

from domain.past.events import PastStep
from domain.past.mapping import LogMapping, Meaning, flaws, repeated
from services.past_log import LogRefused


class StepIn(msgspec.Struct, forbid_unknown_fields=True):
    """One rung, as the file writes it."""

    key: str
    level: str
    role: str


class ActivityIn(msgspec.Struct, forbid_unknown_fields=True):
    """One activity of the log and what it means, as the file writes it."""

    name: str
    step: str
    verdict: str


class MappingIn(msgspec.Struct, forbid_unknown_fields=True):
    """The whole file."""

    source: str
    title: str
    steps: list[StepIn]
    activities: list[ActivityIn]
    role_attribute: str = "org:role"


def load_mapping(path: Path) -> LogMapping:
    """
    Return the mapping in *path*.

    Raises:
        LogRefused: the file cannot be read, is no TOML, or says what makes no sense; all flaws.
    """
    try:
        told = msgspec.convert(tomllib.loads(path.read_text("utf-8")), MappingIn)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as err:
        raise LogRefused("bad-mapping", f"{path.name}: {err}") from err
    mapping = _mapping(told)
    twice = repeated(one.name for one in told.activities)
    found = (*(f"activity {name!r} stands twice" for name in twice), *flaws(mapping))
    if found:
        raise LogRefused("bad-mapping", f"{path.name} makes no sense", items=found)
    return mapping


def _mapping(told: MappingIn) -> LogMapping:
    return LogMapping(
        source=told.source,
        title=told.title,
        steps=tuple(PastStep(one.key, one.level, one.role) for one in told.steps),
        meanings={one.name: Meaning(one.step, one.verdict) for one in told.activities},
        role_attribute=told.role_attribute,
    )
