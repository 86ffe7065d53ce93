"""What `vinhdanh rebuild` does: the crew mustered, the house opened, all views folded anew."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from infra.house import System
from infra.settings import Settings
from infra.views.lending import lent_views
from infra.views.rebuild_crew import mustered
from projections.catalogue import VIEWS
from projections.rebuild import rebuild
from services.upkeep import Rebuilt, Telling


def rebuilt(
    settings: Settings, opened: Callable[[], AbstractContextManager[System]], progress: Telling
) -> Rebuilt:
    """
    Fold all views anew, on every core, and put them in use; say what they forgot.

    The crew comes first, for nothing that is *opened* survives a fork, and no thread that draws.
    """
    with (
        mustered(settings.address, settings.home, settings.kept) as crew,
        opened() as system,
        lent_views(settings) as engine,
        progress() as told,
    ):
        known, last = max(system.views.positions().values()), system.ledger.last_position()
        position = rebuild(VIEWS, system.ledger, engine, told, crew)
        return Rebuilt(position, dropped=max(0, known - last))
