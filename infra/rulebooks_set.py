"""The rulebooks as the operator set them."""

from dataclasses import replace

from domain.lineage import Lineage
from domain.units import Units
from infra.own_rules import council_rules, forces_of
from infra.reform_files import reforms_between
from infra.rulebook_files import RulebookFiles
from infra.settings import Settings
from infra.timetable import term_choice


def rulebooks_of(settings: Settings, units: Units) -> RulebookFiles:
    """Return the rulebooks under what the operator sets."""
    return RulebookFiles(
        units.at_level,
        chosen=replace(forces_of(settings, units), lineage=Lineage(reforms=reforms_between)),
        units=units,
        terms=term_choice(settings),
        councils=council_rules(settings, units),
    )
