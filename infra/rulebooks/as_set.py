"""The rulebooks as the operator set them."""

from dataclasses import replace

from domain.lineage import Lineage
from domain.units import Units
from infra.rulebooks.files import RulebookFiles
from infra.rulebooks.own_rules import council_rules, forces_of
from infra.rulebooks.reform_files import reforms_between
from infra.rulebooks.timetable import term_choice
from infra.settings import Settings


def rulebooks_of(settings: Settings, units: Units) -> RulebookFiles:
    """Return the rulebooks under what the operator sets."""
    return RulebookFiles(
        units.at_level,
        chosen=replace(forces_of(settings, units), lineage=Lineage(reforms=reforms_between)),
        units=units,
        terms=term_choice(settings),
        councils=council_rules(settings, units),
    )
