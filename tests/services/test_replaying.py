"""A replay goes the way of every message, with at most one effect, whenever the power goes."""

from dataclasses import replace

from domain.directory.events import UnitAnnounced
from domain.parking.commands import CorrectParkedMessage, NoteReplay
from domain.parking.state import Settled
from services.handle import Order
from services.parking import keep_corrected, state_of
from services.receiving import How, receive
from services.replaying import replay
from tests.builders import OPERATOR
from tests.services.hostile import UNIT_TOLD
from tests.services.intake_house import CITY, SENDERS, STRANGER, UNIT, delivery, facts


def noted(house, note: NoteReplay) -> None:
    """Write down what became of a replay."""
    house.handle(Order(note, note.message, "c"))


def waiting(house):
    """Return a message of a stranger that was put aside, the stranger registered since."""
    one = delivery(UNIT, UNIT_TOLD, source=STRANGER)
    assert How.PARKED == receive(one, house).how
    house.senders = {**SENDERS, STRANGER: replace(SENDERS[CITY], source=STRANGER)}
    return one


def test_an_effect_whose_replay_was_never_noted_is_known_again(house):
    """The power goes between the effect and its note."""
    one = waiting(house)
    first, second = (replay(one.key, OPERATOR, house) for _ in range(2))
    noted(house, second)

    assert ("done", "repeated") == (first.outcome, second.outcome)
    assert isinstance(state_of(one.key, house.ledger), Settled)
    assert 1 == len(facts(house, UnitAnnounced))


def test_a_settled_message_is_not_tried_again(house):
    one = waiting(house)
    noted(house, replay(one.key, OPERATOR, house))
    house.parked.erase(one.key)

    assert "refused" == replay(one.key, OPERATOR, house).outcome
    assert 1 == len(facts(house, UnitAnnounced))


def test_the_bus_may_bring_a_settled_message_again(house):
    one = waiting(house)
    noted(house, replay(one.key, OPERATOR, house))

    assert How.REPEATED == receive(one, house).how
    assert 1 == len(facts(house, UnitAnnounced))


def test_the_bus_may_bring_a_waiting_message_again_and_it_waits_on(house):
    """It would be carried out now; then it would wait for an operator for nothing."""
    one = waiting(house)

    assert How.REPEATED == receive(one, house).how
    assert 0 == len(facts(house, UnitAnnounced))


def test_a_replayed_content_has_the_hand_of_its_sender_and_the_id_of_its_message(house):
    one = waiting(house)
    body = one.body.replace(b"A ward", b"Another")
    digest = keep_corrected(one.key, body, house)
    correct = CorrectParkedMessage(one.key, OPERATOR, digest, len(body), "the name")
    house.handle(Order(correct, one.key, "c"))
    noted(house, replay(one.key, OPERATOR, house))

    (fact,) = (f for f in house.ledger.since(0, 99) if isinstance(f.event, UnitAnnounced))
    assert ("Another", "city-system", one.command) == (
        fact.event.name,
        fact.envelope.actor,
        fact.envelope.command,
    )
