"""The published language of the city's bus: messages of our own, never our facts."""

from services.city_messages.asyncapi import asyncapi
from services.city_messages.cloud_event import Outgoing, Record, outgoing, record
from services.city_messages.kinds import BY_NAME, KINDS, TOPIC, CityMessage, Kind
from services.city_messages.known import Known
from services.city_messages.schemas import schema_of
from services.city_messages.telling import HEARD, SILENT, key_of, told

__all__ = [
    "BY_NAME",
    "HEARD",
    "KINDS",
    "SILENT",
    "TOPIC",
    "CityMessage",
    "Kind",
    "Known",
    "Outgoing",
    "Record",
    "asyncapi",
    "key_of",
    "outgoing",
    "record",
    "schema_of",
    "told",
]
