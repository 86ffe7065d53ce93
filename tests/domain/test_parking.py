"""A message that could not be carried out waits for an operator, who settles it with a reason."""

from dataclasses import replace
from datetime import date

import pytest

from domain.parking.commands import (
    CorrectParkedMessage,
    DropParkedMessage,
    NoteReplay,
    ParkMessage,
)
from domain.parking.events import (
    MessageParked,
    ParkedMessageCorrected,
    ParkedMessageDropped,
    ParkedMessageReplayed,
    Place,
    Reason,
)
from tests.builders import CLERK, SPACE, hand
from tests.spec import given_in

BUS, OPERATOR = hand("bus", "service", "VN"), hand("operator", "operator", "VN")
CAME, BETTER = "a" * 64, "b" * 64
WHY = (Reason("json-malformed", "no JSON"),)
parked = MessageParked("urn:x", "t.v1", CAME, 9, Place("in", 0, 7), WHY)
corrected = ParkedMessageCorrected(BETTER, 8, "a comma was missing")
done = ParkedMessageReplayed(CAME, "done", ())
refused = ParkedMessageReplayed(CAME, "refused", WHY)
dropped = ParkedMessageDropped("a joke")
PARK = ParkMessage(SPACE, BUS, parked)
CORRECT = CorrectParkedMessage(SPACE, OPERATOR, BETTER, 8, "a comma was missing")
NOTE = NoteReplay(SPACE, OPERATOR, CAME, "done")
DROP = DropParkedMessage(SPACE, OPERATOR, "a joke")
NOTHING, WAITING = given_in(SPACE), given_in(SPACE, parked)
SETTLED = [given_in(SPACE, parked, done), given_in(SPACE, parked, dropped)]


def test_a_message_is_put_aside_with_its_reasons():
    NOTHING.when(PARK).then_in(SPACE, parked)


@pytest.mark.parametrize("state", [WAITING, given_in(SPACE, parked, corrected), *SETTLED])
def test_a_message_is_put_aside_once_whatever_became_of_it(state):
    state.when(PARK).then_nothing()
    other = replace(PARK, parked=replace(parked, digest=BETTER))
    state.when(other).then_refused("key-reused")


def test_only_the_service_puts_aside():
    NOTHING.when(replace(PARK, hand=OPERATOR)).then_refused("role-missing")
    WAITING.when(replace(PARK, hand=OPERATOR)).then_refused("role-missing")


def test_an_operator_corrects_it():
    WAITING.when(CORRECT).then(corrected)
    given_in(SPACE, parked, corrected).when(CORRECT).then_refused("nothing-corrected")


def test_a_replay_settles_it_or_leaves_it_waiting():
    WAITING.when(NOTE).then(done)
    WAITING.when(replace(NOTE, outcome="refused", reasons=WHY)).then(refused)
    given_in(SPACE, parked, refused).when(DROP).then(dropped)


def test_what_was_tried_is_the_content_that_counts():
    given_in(SPACE, parked, corrected).when(NOTE).then_refused("content-not-current")
    tried = replace(NOTE, digest=BETTER)
    given_in(SPACE, parked, corrected).when(tried).then(replace(done, digest=BETTER))


def test_an_operator_drops_it():
    WAITING.when(DROP).then(dropped)


@pytest.mark.parametrize("state", SETTLED)
@pytest.mark.parametrize("order", [CORRECT, NOTE, DROP])
def test_a_settled_message_is_left_alone(state, order):
    state.when(order).then_refused("message-settled")


@pytest.mark.parametrize("order", [CORRECT, NOTE, DROP])
def test_only_an_operator_settles(order):
    ahead = replace(CLERK, effective_on=date(2025, 12, 2))
    WAITING.when(replace(order, hand=ahead)).then_refused("role-missing", "dated-ahead")


@pytest.mark.parametrize("order", [CORRECT, NOTE, DROP])
def test_what_was_never_put_aside_is_unknown(order):
    NOTHING.when(order).then_refused("parked-message-unknown")
