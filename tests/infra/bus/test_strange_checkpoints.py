"""What the log did not sign stops neither who sends checkpoints nor who hears them."""

from typing import cast

import pytest
from structlog.testing import capture_logs

from domain.proof.growth import read_growth
from domain.proof.handover import Handover
from domain.proof.note import read_checkpoint
from domain.proof.witness import Alarm
from infra.bus import kafka_checkpoints
from infra.bus.kafka_checkpoints import CheckpointSender
from infra.proof.keys import new_key, signed
from infra.witness.desk import WitnessDesk
from services.proofs import Proofs
from services.witnessing import Told, Unheard, follow_all
from tests.bus.relaying import bus_at
from tests.infra.witness.test_memory import Counted
from tests.infra.witness.test_witness import LOG, LOG40
from tests.services.two_senders import Log

HEIR = new_key(LOG.name)
HANDED = signed(Handover(HEIR.public, 30).text(), [LOG, HEIR]).written()
STRANGE = {
    "no growth": "old \n\n\ufffd",
    "no checkpoint": f"old 0\n\n{HANDED}",
    "another text": LOG40.shown(20, 35).replace("\n35\n", "\n36\n"),
    "another key": LOG40.forked(3, 39).shown(20, key=new_key(LOG.name)),
    "another log": LOG40.shown(20, 35, new_key("other.example")),
}


@pytest.fixture
def desk(tmp_path):
    made = WitnessDesk(tmp_path / "witness")
    made.begin("w1.example", LOG.public.written())
    return made


@pytest.fixture
def sent(monkeypatch):
    """Return a topic that is a list, to which senders put."""
    topic = list[str]()

    def told(bus, name, *, since=None, window=None):
        first = since if since is not None else max(0, len(topic) - (window or len(topic)))
        return [Told(at, written) for at, written in enumerate(topic)][first:]

    monkeypatch.setattr(kafka_checkpoints, "told", told)
    monkeypatch.setattr(
        CheckpointSender, "_put", lambda _, *some: topic.extend(one.written() for one in some)
    )
    return topic


class WithKeys(Log):
    def verifiers(self):
        return [LOG.public]


def sender_of(log: WithKeys) -> CheckpointSender:
    return CheckpointSender(bus_at("nowhere:1"), cast("Proofs", log))


@pytest.mark.parametrize("name", STRANGE)
def test_a_sender_goes_on_past_it_and_says_so_once(sent, name):
    sent += [LOG40.shown(0, 20), STRANGE[name]]
    log = WithKeys(LOG40, 20)
    sender = sender_of(log)
    with capture_logs() as logs:
        sender.send()
        sender.send()
        log.length = 30
        sender.send()

    assert [1] == [one["count"] for one in logs if one["event"] == "checkpoints.strange"]
    assert [(20, 30)] == [ends(one) for one in sent[2:]]


def ends(written: str) -> tuple[int, int]:
    growth = read_growth(written)
    return growth.old, read_checkpoint(growth.note).size


def test_a_sender_that_starts_looks_behind_a_flood_for_what_it_told(sent):
    sent += [LOG40.shown(0, 20), *[STRANGE["no growth"]] * 1_500]
    sender_of(WithKeys(LOG40, 30)).send()

    assert (20, 30) == ends(sent[-1])


@pytest.mark.parametrize("name", STRANGE)
def test_a_witness_goes_on_past_it(desk, name):
    told = [LOG40.shown(0, 20), STRANGE[name], LOG40.shown(20, 30), STRANGE[name]]
    with capture_logs() as logs:
        done = follow_all([Told(*one) for one in enumerate(told)], desk)

    assert (30, 2, ()) == (done.size, done.strange, tuple(done.unproven))
    assert [2] == [one["count"] for one in logs if one["event"] == "witness.strange"]
    assert 3 == kept_place(desk)


def kept_place(desk):
    with desk._book.held() as book:
        return book.execute("SELECT place FROM heard WHERE number = 1").fetchone()[0]


def test_a_flood_opens_the_book_no_oftener_than_one_message(desk):
    follow_all([Told(0, LOG40.shown(0, 20))], desk)
    steps = []
    for many in (1, 500):
        counted = desk._book = Counted(desk._folder)
        follow_all([Told(at, STRANGE["another key"]) for at in range(1, 1 + many)], desk)
        steps.append(counted.steps)

    assert 0 < steps[1] <= steps[0]


def test_behind_what_is_strange_the_log_is_accused_of_what_it_signed(desk):
    fork = LOG40.forked(3, 30).shown(20)
    told = [LOG40.shown(0, 20), STRANGE["no growth"], fork]
    for _ in range(2):
        with pytest.raises(Alarm, match="do not continue"):
            follow_all([Told(*one) for one in enumerate(told)], desk)
    assert 1 == kept_place(desk)


def test_a_bus_that_tells_strange_things_alone_tells_nothing(desk):
    with pytest.raises(Unheard, match="nothing"):
        follow_all([Told(7, STRANGE["another key"])], desk)
    assert 7 == kept_place(desk)


def test_what_an_heir_signed_before_it_was_followed_is_heard_again(desk):
    told = [LOG40.shown(0, 30), LOG40.shown(30, 35, HEIR), STRANGE["no growth"]]
    topic = [Told(*one) for one in enumerate(told)]
    assert 30 == follow_all(topic, desk).size
    desk.follow(HANDED)
    topic.append(Told(3, LOG40.shown(35, 40, HEIR)))

    assert 1 == kept_place(desk)
    assert 40 == follow_all(topic[1:], desk).size
