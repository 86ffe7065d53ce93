"""A busy intake asks the views for erasures at most every ten seconds, not after each batch."""

from typing import cast

from kafka import KafkaConsumer

from infra.bus.kafka_forgetting import RESTS, Forgetting
from infra.bus.settings import BusSettings

NOBODY = cast("KafkaConsumer", None)
NO_BUS = cast("BusSettings", None)


def test_the_views_are_asked_at_once_and_then_rest():
    now, asked = [0.0], []
    forgetting = Forgetting(NO_BUS, lambda: asked.append(now[0]), lambda: now[0])
    for moment in (0.0, 0.1, RESTS - 0.1, RESTS, RESTS + 0.1, 2 * RESTS):
        now[0] = moment
        forgetting.look(NOBODY)
    assert [0.0, RESTS, 2 * RESTS] == asked
