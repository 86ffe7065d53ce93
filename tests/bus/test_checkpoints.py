"""Checkpoints on a real broker: each as it was signed, and enough for a witness to go on."""

from contextlib import closing
from dataclasses import dataclass
from threading import Event, Thread
from time import sleep

import pytest
from kafka import KafkaProducer

from domain.proof.growth import Growth, read_growth
from domain.proof.note import WITNESS, Checkpoint, read_checkpoint, read_key
from domain.proof.witness import Alarm
from infra.bus.kafka_checkpoints import CheckpointSender, told
from infra.bus.settings import BusSettings
from infra.proof.keys import KeyRing, signed
from infra.settings import read
from infra.witness.desk import WitnessDesk
from services.proofs import grown
from services.witnessing import follow_all
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
    growths = [read_growth(one.written) for one in told(bus, topic)]
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


@pytest.mark.parametrize("shown", [(19, 25, "forked"), (0, 19, "forked"), (0, 12, "forked")])
def test_what_the_stolen_key_signs_is_refused_on_the_bus_too(office, send, desk, topic, shown):
    bus, (old, size, code) = send.bus, shown
    send()
    send(10)
    with office.proofs() as proofs:
        CheckpointSender(bus, proofs, topic)._put(forged(office, old, size))
    send(10)

    with pytest.raises(Alarm) as alarm:
        follow_all(told(bus, topic), desk)
    assert code == alarm.value.code
    assert desk.seen() in {19, 29}


def test_two_senders_that_know_nothing_of_each_other_are_no_fraud(office, send, desk, bus, topic):
    send()
    with office.proofs() as proofs:
        office.write(3)
        slow = grown(9, proofs)
        office.write(2)
        quick, sender = grown(9, proofs), CheckpointSender(bus, proofs, topic)
        sender._put(quick, slow)
        assert 14 == follow_all(told(bus, topic), desk).size
        office.write(5)
        late = grown(14, proofs)
        office.write(1)
        sender.send()
        sender._put(late)
        sender.send()

    done = follow_all(told(bus, topic, since=2), desk)
    assert (20, ()) == (done.size, tuple(done.unproven))
    assert [0, 9, 9, 12, 14, 14, 19] == [read_growth(one.written).old for one in told(bus, topic)]


def test_of_what_was_heard_one_message_alone_is_read_again(send, desk, bus, topic):
    for _ in range(3):
        send(3)
    heard = told(bus, topic)
    follow_all(heard, desk)

    assert (3, 1) == (len(heard), len(told(bus, topic, since=heard[-1].place)))
    assert 2 == len(told(bus, topic, window=2))
    assert 18 == follow_all(told(bus, topic, since=heard[-1].place), desk).before


def test_a_log_that_was_cut_is_told_by_its_sender(office, send, desk, bus, topic):
    send(10)
    follow_all(told(bus, topic), desk)
    office.put(office.rows()[:12])
    office.change_tree("DELETE FROM proof_checkpoints")
    with office.proofs() as proofs:
        proofs.rehash()
    send()

    with pytest.raises(Alarm, match="12 facts are shown, after 19 were told"):
        follow_all(told(bus, topic), desk)


def test_only_who_has_the_lease_sends(office, bus, topic):
    leading, stopping = Event(), Event()
    with office.proofs() as proofs:
        sender = CheckpointSender(bus, proofs, topic, every=0.05, leading=leading)
        work = Thread(target=sender.run, args=(stopping,))
        work.start()
        sleep(3)
        assert [] == told(bus, topic)
        leading.set()
        while not told(bus, topic):
            sleep(0.1)
        stopping.set()
        work.join()


def test_what_stands_there_and_is_none_of_ours_is_passed_by(real_broker, send, desk, bus, topic):
    send()
    with closing(KafkaProducer(bootstrap_servers=real_broker.bootstrap)) as producer:
        producer.send(topic, b"\xff").get(30)
    send(3)

    done = follow_all(told(bus, topic), desk)
    assert (12, 1) == (done.size, done.strange)
