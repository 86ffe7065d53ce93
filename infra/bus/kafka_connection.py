"""How a client of Kafka is told where the brokers are, and how they know who comes."""

from collections.abc import Mapping

from infra.bus.kafka_refusals import listen
from infra.bus.settings import BusSettings

Options = Mapping[str, object]


def connection(bus: BusSettings, client: str) -> dict[str, object]:
    """Return what every client needs: addresses, certificates, name and password."""
    listen(logs_in="SASL" in bus.security)
    said: dict[str, object] = {
        "bootstrap_servers": list(bus.brokers),
        "client_id": f"vinhdanh-{client}",
        "security_protocol": bus.security,
        "bootstrap_timeout_ms": 10_000,
        "reconnect_backoff_max_ms": 1_000,  # after an outage the city shall not wait half a minute
    }
    if "SSL" in bus.security:
        said |= {
            "ssl_cafile": str(bus.ca) if bus.ca else None,
            "ssl_certfile": str(bus.certificate) if bus.certificate else None,
            "ssl_keyfile": str(bus.key) if bus.key else None,
            "ssl_password": "",  # else an encrypted key would be asked for at the terminal
        }
    if "SASL" in bus.security:
        said |= {
            "sasl_mechanism": bus.mechanism,
            "sasl_plain_username": bus.user,
            "sasl_plain_password": bus.password,
        }
    return said
