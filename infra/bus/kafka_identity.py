"""Whether a topic is still the one it was: one made anew under the name has offsets of its own."""

from time import monotonic

from kafka.admin import KafkaAdminClient

from infra.bus.kafka_connection import connection
from infra.bus.settings import BusSettings

OFTEN = 15.0


class Identity:
    """The id that brokers gave a topic when they made it, asked for again now and then."""

    def __init__(self, bus: BusSettings, topic: str) -> None:
        self._admin, self._topic = KafkaAdminClient(**connection(bus, "topic")), topic
        self._id, self._asked_at = self._ask(), monotonic()

    def is_another(self) -> bool:
        """
        Say whether the topic was deleted and made anew since this was asked last.

        Raises:
            KafkaError: the brokers are away.
        """
        if monotonic() - self._asked_at < OFTEN:
            return False
        before, self._id, self._asked_at = self._id, self._ask(), monotonic()
        return None not in {before, self._id} and before != self._id

    def close(self) -> None:
        """Ask no more."""
        self._admin.close()

    def _ask(self) -> object:
        """Return the id, None while there is no such topic."""
        found = self._admin.describe_topics([self._topic])
        return next((one.get("topic_id") for one in found if not one.get("error_code")), None)
