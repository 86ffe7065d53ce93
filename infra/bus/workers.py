"""The workers of the bus, each put together from the settings and run until it is told to stop."""

from contextlib import ExitStack, closing
from functools import partial
from threading import Event

from infra.bus.city_language import CityLanguage
from infra.bus.kafka_checkpoints import CheckpointSender
from infra.bus.kafka_intake import Intake
from infra.bus.kafka_relay import Relay
from infra.bus.senders_file import watched
from infra.bus.settings import needed
from infra.bus.word import living
from infra.house import build
from infra.ledger.ledger import open_ledger
from infra.people.erased_last import erased_last
from infra.proof.log import open_proof_log
from infra.settings import Settings
from infra.threads import working
from infra.views.database import open_views
from infra.views.lease import KnownLease, lease_of_relay
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
