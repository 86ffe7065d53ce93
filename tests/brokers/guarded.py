"""An Apache Kafka that asks who comes: client certificates at one door, passwords at another."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.brokers import apache
from tests.brokers.broker import Broker
from tests.brokers.certificates import Authority, Identity
from tests.ports import free_port

USER = "vinhdanh"
MECHANISMS = ("SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN")
LOGIN = "org.apache.kafka.common.security"
DOORS = """\
listeners=PLAINTEXT://127.0.0.1:{{port}},CONTROLLER://127.0.0.1:{{controller}},\
SSL://127.0.0.1:{ssl},SASL_SSL://127.0.0.1:{sasl}
advertised.listeners=PLAINTEXT://127.0.0.1:{{port}},SSL://127.0.0.1:{ssl},SASL_SSL://127.0.0.1:{sasl}
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_SSL:SASL_SSL
ssl.keystore.type=PEM
ssl.keystore.location={server}
ssl.truststore.type=PEM
ssl.truststore.location={authority}
listener.name.ssl.ssl.client.auth=required
sasl.enabled.mechanisms={mechanisms}
listener.name.sasl_ssl.plain.sasl.jaas.config={login}.plain.PlainLoginModule required \
user_{user}="{password}";
listener.name.sasl_ssl.scram-sha-256.sasl.jaas.config={login}.scram.ScramLoginModule required;
listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config={login}.scram.ScramLoginModule required;
"""


@dataclass(frozen=True)
class Guarded:
    """The broker, where its guarded doors are, and what opens them."""

    broker: Broker
    ssl: str
    sasl: str
    authority: Path
    client: Identity
    password: str


@contextmanager
def own(folder: Path) -> Iterator[Guarded]:
    """Lend such a broker; certificates and keys are made for it in *folder*."""
    authority, password = Authority(folder, "authority"), secrets.token_urlsafe(24)
    ssl, sasl = free_port(), free_port()
    doors = DOORS.format(
        ssl=ssl,
        sasl=sasl,
        server=authority.issue("server").both,
        authority=authority.certificate,
        mechanisms=",".join(MECHANISMS),
        login=LOGIN,
        user=USER,
        password=password,
    )
    users = [
        f"--add-scram={one}=[name={USER},password={password}]"
        for one in MECHANISMS
        if one.startswith("SCRAM")
    ]
    with apache.own(more=apache.More(doors, tuple(users))) as broker:
        client = authority.issue("client")
        at_ssl, at_sasl = f"127.0.0.1:{ssl}", f"127.0.0.1:{sasl}"
        yield Guarded(broker, at_ssl, at_sasl, authority.certificate, client, password)
