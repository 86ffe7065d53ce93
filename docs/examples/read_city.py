"""Show what the city hears: python docs/examples/read_city.py [BROKERS [SECONDS]]."""

import sys

from kafka import KafkaConsumer

brokers, seconds = (*sys.argv[1:], *("127.0.0.1:9092", "10")[len(sys.argv) - 1 :])
reader = KafkaConsumer(
    "vinhdanh.city.v1",
    bootstrap_servers=brokers,
    auto_offset_reset="earliest",
    enable_auto_commit=False,
    isolation_level="read_committed",  # else what a relay that died left behind is read too
    consumer_timeout_ms=int(seconds) * 1_000,
)
for record in reader:
    said = {name: value.decode() for name, value in record.headers}
    print(said["ce_type"], int(said["ce_sequence"]), record.value.decode())
reader.close()
