"""Streams are read back with the place of each fact in the log, and all that stands beside it."""

from operator import attrgetter
from uuid import UUID

from tests.infra.writing import A, B, C, put

UNKNOWN = UUID(int=0)


def test_facts_of_streams_are_read_with_all_beside_them(ledger):
    for stream, version, number in ((A, 0, 1), (B, 0, 2), (A, 1, 3), (C, 0, 4)):
        put(ledger, stream, version, number)

    found = ledger.recorded_of([B, A, UNKNOWN])

    versions = {stream: [one.version for one in facts] for stream, facts in found.items()}
    assert {B: [1], A: [1, 2], UNKNOWN: []} == versions
    logged = [one for one in ledger.since(0, 10) if one.stream != C]
    assert logged == sorted((one for each in found.values() for one in each), key=PLACE)


PLACE = attrgetter("position")
