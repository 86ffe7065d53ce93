"""Send orders in: python docs/examples/send_order.py [BROKERS [SOURCE]]."""

import json
import sys
from uuid import uuid4

from kafka import KafkaProducer

brokers, source = (*sys.argv[1:], *("127.0.0.1:9092", "urn:vn:directory:30")[len(sys.argv) - 1 :])
order = {
    "code": "10532",
    "level": "ward",
    "name": "Phường Tân Bình",
    "in_force_from": "2025-07-01",
    "effective_on": "2025-06-20",
}
message = str(uuid4())  # the same id sent again changes nothing
headers = {
    "ce_specversion": "1.0",
    "ce_id": message,
    "ce_source": source,
    "ce_type": "vn.vinhdanh.order.unit.announce.v1",
    "content-type": "application/json",
}
writer = KafkaProducer(bootstrap_servers=brokers, acks="all", enable_idempotence=True)
writer.send(
    "vinhdanh.orders.v1",
    json.dumps(order).encode(),
    order["code"].encode(),  # the key: what concerns one thing stays in order
    [(name, value.encode()) for name, value in headers.items()],
).get(30)
writer.close()
print(f"sent {message} as {source}")
