"""What a topic holds, and what it must hold: the letters of a ledger, each once and in order."""

from contextlib import closing
from itertools import pairwise
from pathlib import Path

from kafka import KafkaConsumer, TopicPartition
from kafka.consumer.fetcher import ConsumerRecord

from infra.bus.city_language import CityLanguage
from infra.ledger.ledger import StoreLedger
from infra.views.database import open_views
from projections.bookkeeping import writing
from projections.bus_state import make_bus_tables
from projections.city_outbox import Letter, letters_after, write_letters


def letters_of(ledger: StoreLedger, source: str, home: Path) -> list[Letter]:
    """Write into the outbox at *home* what is not written yet, and return all its letters."""
    engine = open_views(home, "sqlite://")
    with writing(engine) as tx:
        make_bus_tables(tx)
    while write_letters(CityLanguage(source), ledger, engine):
        pass
    with engine.connect() as tx:
        found = letters_after(0, 1_000_000, tx)
    engine.dispose()
    return found


def all_of(bootstrap: str, topic: str) -> list[ConsumerRecord]:
    """Return all committed messages of a topic, partition by partition, in order."""
    found = []
    with closing(
        KafkaConsumer(
            bootstrap_servers=bootstrap,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            isolation_level="read_committed",
        )
    ) as reader:
        for number in sorted(reader.partitions_for_topic(topic)):
            part = TopicPartition(topic, number)
            reader.assign([part])
            reader.seek_to_beginning(part)
            while reader.position(part) < reader.end_offsets([part])[part]:
                found += reader.poll(timeout_ms=200).get(part, [])
    return found


def number_of(record: ConsumerRecord) -> int:
    """Return the number of a message."""
    return int(dict(record.headers)["ce_sequence"])


def what_is_wrong(letters: list[Letter], records: list[ConsumerRecord]) -> dict[str, int]:
    """Count the letters that are missing, doubled, other than written, and out of order."""
    seen = [number_of(one) for one in records]
    told = {(number_of(one), one.key.decode(), one.value.decode()) for one in records}
    wrong_order = sum(
        one.partition == two.partition and number_of(one) >= number_of(two)
        for one, two in pairwise(records)
    )
    return {
        "missing": len({one.sequence for one in letters} - set(seen)),
        "doubled": len(seen) - len(set(seen)),
        "foreign": len(told - {(one.sequence, one.key, one.body) for one in letters}),
        "misordered": wrong_order,
    }


NOTHING_WRONG = {"missing": 0, "doubled": 0, "foreign": 0, "misordered": 0}
