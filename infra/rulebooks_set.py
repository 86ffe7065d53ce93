"""The rulebooks as the operator set them."""

from domain.units import Units
from infra.own_rules import council_rules, forces_of
from infra.rulebook_files import RulebookFiles
from infra.settings import Settings
from infra.timetable import term_choice


def rulebooks_of(settings: Settings, units: Units) -> RulebookFiles:
    """Return the rulebooks under what the operator sets."""
    return RulebookFiles(
        units.at_level,
        chosen=forces_of(settings, units),
        units=units,
        terms=term_choice(settings),
        councils=council_rules(settings, units),
    )
