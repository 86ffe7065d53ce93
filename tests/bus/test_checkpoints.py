"""Checkpoints on a real broker: each as it was signed, and enough for a witness to go on."""

from contextlib import closing
from dataclasses import dataclass

import pytest
from kafka import KafkaProducer

from domain.proof.growth import Growth, read_growth
from domain.proof.note import WITNESS, BadNote, Checkpoint, read_checkpoint, read_key
from domain.proof.witness import Alarm
from infra.bus_settings import BusSettings
from infra.kafka_checkpoints import CheckpointSender, told
from infra.proof_keys import KeyRing, signed
from infra.settings import read
from infra.witness_desk import WitnessDesk
from services.witnessing import Unheard, follow_all
from tests.bus.clients import read_elsewhere
from tests.bus.relaying import bus_at
from tests.bus.test_relay import make_topic
from tests.infra.tampering import Office


@pytest.fixture
def office(monkeypatch, tmp_path):
    monkeypatch.setenv("VINHDANH_HOME", str(tmp_path / "house"))
    made = Office(read())
    made.write(9)
    return made


@pytest.fixture
def topic(real_broker):
    return make_topic(real_broker, 1)


@pytest.fixture
def bus(real_broker):
    return bus_at(real_broker.bootstrap)


@dataclass(frozen=True)
class Sending:
    """Somebody who writes facts, and then lets the sender look."""

    office: Office
    bus: BusSettings
    topic: str

    def __call__(self, more: int = 0) -> str:
        self.office.write(more)
        with self.office.proofs() as proofs:
            CheckpointSender(self.bus, proofs, self.topic).send()
            return proofs.checkpoint().written()


@pytest.fixture
def send(office, bus, topic):
    return Sending(office, bus, topic)


@pytest.fixture
def desk(office, tmp_path):
    made = WitnessDesk(tmp_path / "witness")
    keys = office.keys(tmp_path / "keys.txt").read_text()
    read_key(made.begin("w1.example", keys), WITNESS)
    return made


def test_each_is_told_as_it_was_signed_and_once(real_broker, send, bus, topic):
    notes = [send(), send(), send(7), send(300)]

    found = read_elsewhere(real_broker, topic, 3)

    assert [notes[at].encode() for at in (0, 2, 3)] == [value for _, value, _ in found]
    growths = [read_growth(one) for one in told(bus, topic)]
    assert [0, 9, 16] == [one.old for one in growths]
    assert {read_checkpoint(one.note).origin.encode() for one in growths} == {
        key for key, _, _ in found
    }


def test_a_witness_goes_on_by_what_the_bus_tells(send, desk, bus, topic):
    send()
    assert 9 == follow_all(told(bus, topic), desk).size
    for more in (1, 30, 300):
        send(more)
    assert 340 == follow_all(told(bus, topic), desk).size
    assert 340 == follow_all(told(bus, topic), desk).before


def forged(office, old: int, size: int) -> Growth:
    """Return what the stolen key signs of a history that never was."""
    key = KeyRing(office.settings.keys).made("unused")
    stand = Checkpoint(key.name, size, bytes(32))
    return Growth(old, [bytes(32)] * 3, signed(stand.text(), [key]))


@pytest.mark.parametrize("shown", [(19, 25, "forked"), (0, 19, "forked"), (0, 12, "shrunk")])
def test_what_the_stolen_key_signs_is_refused_on_the_bus_too(office, send, desk, topic, shown):
    bus, (old, size, code) = send.bus, shown
    send()
    send(10)
    with office.proofs() as proofs:
        CheckpointSender(bus, proofs, topic)._put(forged(office, old, size))

    with pytest.raises(Alarm) as alarm:
        follow_all(told(bus, topic), desk)
    assert (code, 19) == (alarm.value.code, desk.seen())


def test_what_does_not_go_on_from_the_last_look_is_not_cosigned(office, send, desk, bus, topic):
    with pytest.raises(Unheard):
        follow_all(told(bus, topic), desk)
    send()
    follow_all(told(bus, topic), desk)
    office.write(3)
    with office.proofs() as proofs:
        elsewhere = Growth(9, proofs.consistency(9, 12).path, proofs.checkpoint())
    desk.look(elsewhere.written())
    send(5)
    with pytest.raises(Alarm, match="the bus tells 17 facts, and no proof since 12"):
        follow_all(told(bus, topic), desk)


def test_what_stands_there_and_is_none_of_ours_is_told(real_broker, send, bus, topic):
    with closing(KafkaProducer(bootstrap_servers=real_broker.bootstrap)) as producer:
        producer.send(topic, b"\xff").get(30)

    with pytest.raises(BadNote):
        send()
