"""The workers of the bus, each put together from the settings and run until it is told to stop."""

from contextlib import ExitStack, closing
from functools import partial
from threading import Event

from infra.bus_settings import needed
from infra.bus_word import living
from infra.city_language import CityLanguage
from infra.erased_last import erased_last
from infra.house import build
from infra.kafka_checkpoints import CheckpointSender
from infra.kafka_intake import Intake
from infra.kafka_relay import Relay
from infra.ledger import open_ledger
from infra.proof_log import open_proof_log
from infra.senders_file import watched
from infra.settings import Settings
from infra.threads import working
from infra.view_database import open_views
from infra.view_lease import KnownLease, lease_of_relay
from projections.bus_state import INTAKE, RELAY, SENDERS
from services.city_messages import TOPIC


def run_relay(settings: Settings, stopping: Event) -> None:
    """
    Send to the city what it is to be told, and checkpoints, until *stopping* is set.

    Raises:
        CannotOpen: no broker is named.
    """
    bus = needed(settings.bus)
    engine = open_views(settings.home, settings.kept)
    with (
        closing(open_ledger(settings.address)) as ledger,
        ExitStack() as opened,
        living((RELAY,), engine),
    ):
        lease = KnownLease(lease_of_relay(engine, settings.home))
        proofs = open_proof_log(settings, ledger, opened)
        opened.enter_context(
            working("checkpoints", CheckpointSender(bus, proofs, leading=lease.ours).run)
        )
        Relay(bus, TOPIC, ledger, engine, CityLanguage(bus.source)).run(lease, stopping)
    engine.dispose()


def run_intake(settings: Settings, stopping: Event, seat: str | None = None) -> None:
    """
    Take in what other systems order, until *stopping* is set; *seat* as in `Intake`.

    Raises:
        BadSenders: the file of senders cannot be used.
        CannotOpen: no broker is named.
    """
    bus = needed(settings.bus)
    engine = open_views(settings.home, settings.kept)
    with closing(build(settings)) as system:
        system.senders_file.current()
        with watched(system.senders_file, engine), living((INTAKE, SENDERS), engine):
            last = partial(erased_last, system)
            Intake(bus, system, engine, seat=seat, erased=last).run(stopping)
    engine.dispose()
