"""Topics of the bus, made once; a topic that is there already is left as it is."""

from collections.abc import Mapping
from contextlib import closing, suppress
from time import sleep

from kafka.admin import KafkaAdminClient, NewTopic
from kafka.errors import TopicAlreadyExistsError

from infra.bus.kafka_connection import connection
from infra.bus.settings import BusSettings
from services.city_messages import TOPIC
from services.upkeep import Topic

ORDERS, PARKED = "vinhdanh.orders.v1", "vinhdanh.parked.v1"
CHECKPOINTS = "vinhdanh.checkpoints.v1"
KEPT_FOR_EVER, KEPT_MS = "-1", str(30 * 86_400_000)
# What others sent may hold what nobody should keep: it goes by itself (ADR 28), and before that
# once somebody is erased (ADR 107).
RETENTION: Mapping[str, str] = {
    TOPIC: KEPT_FOR_EVER,
    ORDERS: KEPT_MS,
    PARKED: KEPT_MS,
    CHECKPOINTS: KEPT_FOR_EVER,
}
# The clock of the brokers counts, no sender's; what is to go lies in a file of its day (ADR 107).
OF_A_DAY = {"message.timestamp.type": "LogAppendTime", "segment.ms": str(86_400_000)}
IN_ONE_ORDER = {CHECKPOINTS}  # a single partition: each proof begins where the last one ended


LOOKS, GLANCE = 200, 0.05


class TopicsUnseen(Exception):
    """Topics were made, and the brokers do not show them."""


def set_up(bus: BusSettings) -> list[Topic]:
    """
    Make the topics that are not there; return all of them.

    The number of partitions is never changed: what has one key would leave its partition.
    """
    with closing(KafkaAdminClient(**connection(bus, "setup"))) as admin:
        before = _partitions(admin)
        for name in RETENTION.keys() - before.keys():
            with suppress(TopicAlreadyExistsError):
                admin.create_topics([_new(name, 1 if name in IN_ONE_ORDER else bus.partitions)])
        after = _once_all_are_seen(admin)
    return [Topic(name, after[name], name not in before) for name in RETENTION]


def _once_all_are_seen(admin: KafkaAdminClient) -> Mapping[str, int]:
    """Return the partitions of all topics; brokers tell each other of new ones in a moment."""
    for _ in range(LOOKS):
        found = _partitions(admin)
        if found.keys() == RETENTION.keys():
            return found
        sleep(GLANCE)
    raise TopicsUnseen(", ".join(sorted(RETENTION.keys() - found.keys())))


def _partitions(admin: KafkaAdminClient) -> Mapping[str, int]:
    """Return the number of partitions of those of our topics that are there."""
    there = RETENTION.keys() & set(admin.list_topics())
    found = admin.describe_topics(sorted(there)) if there else []
    return {one["name"]: len(one["partitions"]) for one in found if one["partitions"]}


def _new(name: str, partitions: int) -> NewTopic:
    return NewTopic(
        name=name,
        num_partitions=partitions,
        replication_factor=-1,
        topic_configs=configs_of(name),
    )


def configs_of(name: str) -> dict[str, str]:
    """Return how a topic of ours keeps what is in it."""
    kept = RETENTION[name]
    said = {"retention.ms": kept, "cleanup.policy": "delete"}
    return said if kept == KEPT_FOR_EVER else said | OF_A_DAY
